import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  CloudRequest,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** How a read through the cache went. `joined`: somebody else was already asking. */
export type CacheOutcome = 'hit' | 'miss' | 'joined' | 'stale';

/** What the product tells about its own use of the cloud. */
export interface TelemetryMeter {
  request(request: CloudRequest): void;
  cacheRead(operation: string, outcome: CacheOutcome): void;
  /** Bytes that a log query has scanned since it was last looked at. */
  bytesScanned(source: SourceRef, bytes: number): void;
}

/** Records to OpenTelemetry through Backstage's metrics service. */
export class OpenTelemetryMeter implements TelemetryMeter {
  readonly #requests;
  readonly #billed;
  readonly #seconds;
  readonly #cache;
  readonly #scanned;

  private constructor(metrics: MetricsService) {
    this.#requests = metrics.createCounter<{
      source: string;
      api: string;
      outcome: string;
    }>('pipeline_ops.cloud.requests', {
      description: 'Requests to the cloud, pages and retries included',
      unit: '{request}',
    });
    this.#billed = metrics.createCounter<{ source: string }>(
      'pipeline_ops.cloud.billed_metrics',
      {
        description: 'Metrics that CloudWatch bills GetMetricData for',
        unit: '{metric}',
      },
    );
    this.#seconds = metrics.createHistogram<{ api: string; outcome: string }>(
      'pipeline_ops.cloud.request_duration',
      {
        description: 'Time of one request to the cloud',
        unit: 's',
        advice: {
          explicitBucketBoundaries: [
            0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
          ],
        },
      },
    );
    this.#cache = metrics.createCounter<{ operation: string; outcome: string }>(
      'pipeline_ops.cache.reads',
      { description: 'Reads of telemetry by how they went', unit: '{read}' },
    );
    this.#scanned = metrics.createCounter<{ source: string }>(
      'pipeline_ops.cloud.bytes_scanned',
      { description: 'Bytes that log queries were billed for', unit: 'By' },
    );
  }

  static create(options: { metrics: MetricsService }): OpenTelemetryMeter {
    return new OpenTelemetryMeter(options.metrics);
  }

  request(request: CloudRequest): void {
    const { source, api, outcome, seconds, billedMetrics } = request;
    this.#requests.add(1, { source: source.id, api, outcome });
    this.#seconds.record(seconds, { api, outcome });
    if (billedMetrics > 0) {
      this.#billed.add(billedMetrics, { source: source.id });
    }
  }

  cacheRead(operation: string, outcome: CacheOutcome): void {
    this.#cache.add(1, { operation, outcome });
  }

  bytesScanned(source: SourceRef, bytes: number): void {
    this.#scanned.add(bytes, { source: source.id });
  }
}
