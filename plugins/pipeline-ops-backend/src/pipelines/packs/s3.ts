import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** Request metrics are published for each filter that the bucket has; `EntireBucket` is what the console calls the first. */
const requests = { BucketName: '${name}', FilterId: '*' };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
export const s3: ServicePack = {
  kind: 's3',
  title: 'S3 bucket',
  namespace: 'AWS/S3',
  identity: 'BucketName',
  dimensions: requests,
  charts: [
    metricChart({
      metric: 'PutRequests',
      title: 'PUT requests',
      unit: 'Count',
      stats: ['Sum'],
      role: 'throughput',
      description: 'Needs request metrics to be turned on for the bucket.',
      advice:
        'When objects stay away, look at what writes them, and at its permissions.',
    }),
    metricChart({
      metric: 'GetRequests',
      title: 'GET requests',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
    }),
    metricChart({
      metric: 'AllRequests',
      title: 'All requests',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
    }),
    metricChart({
      metric: '4xxErrors',
      title: 'Client errors (4xx)',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice:
        'Mostly missing permissions (403) or missing objects (404); the server access log tells which.',
      thresholds: [{ when: '> 0', severity: 'warning' }],
    }),
    metricChart({
      metric: '5xxErrors',
      title: 'Server errors (5xx)',
      unit: 'Count',
      stats: ['Sum'],
      advice:
        'Slow down and retry; spread the keys over more prefixes when it is 503 Slow Down.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'BytesUploaded',
      title: 'Bytes uploaded',
      unit: 'Bytes',
      stats: ['Sum'],
    }),
    metricChart({
      metric: 'BytesDownloaded',
      title: 'Bytes downloaded',
      unit: 'Bytes',
      stats: ['Sum'],
      optional: true,
    }),
    metricChart({
      metric: 'FirstByteLatency',
      title: 'Time to first byte',
      unit: 'Milliseconds',
      stats: ['Average'],
      optional: true,
      role: 'latency',
    }),
    metricChart({
      metric: 'TotalRequestLatency',
      title: 'Request latency',
      unit: 'Milliseconds',
      stats: ['Average'],
      optional: true,
    }),
    metricChart({
      metric: 'BucketSizeBytes',
      title: 'Bucket size',
      unit: 'Bytes',
      stats: ['Average'],
      optional: true,
      description: 'Reported once a day, by storage class.',
      dimensions: { BucketName: '${name}', StorageType: '*' },
      advice:
        'Grows faster than the data: look for old versions, unfinished uploads and missing lifecycle rules.',
    }),
    metricChart({
      metric: 'NumberOfObjects',
      title: 'Objects',
      unit: 'Count',
      stats: ['Average'],
      optional: true,
      description: 'Reported once a day.',
      dimensions: { BucketName: '${name}', StorageType: 'AllStorageTypes' },
    }),
  ],
};
