const BY_NAMESPACE: Record<string, string> = {
  'aws/lambda': 'lambda',
  'aws/states': 'states',
  'aws/dynamodb': 'dynamodb',
  'aws/rds': 'rds',
  'aws/glue': 'glue',
  glue: 'glue',
  'aws/kinesis': 'kinesis',
  'aws/firehose': 'firehose',
  'aws/s3': 's3',
  'aws/athena': 'athena',
  'aws/mwaa': 'mwaa',
  amazonmwaa: 'mwaa',
  'aws/ecs': 'ecs',
  'ecs/containerinsights': 'ecs',
  'aws/kafka': 'msk',
  'aws/redshift': 'redshift',
  'aws/sqs': 'sqs',
  'aws/sns': 'sns',
  'aws/apigateway': 'apigateway',
  'aws/events': 'events',
  'aws/efs': 'efs',
  'aws/dms': 'dms',
};

const BY_WORD: [RegExp, string][] = [
  [/\blambda\b/i, 'lambda'],
  [/\bstep functions?\b|\bstate machines?\b/i, 'states'],
  [/\bdynamo ?db\b/i, 'dynamodb'],
  [/\bfirehose\b/i, 'firehose'],
  [/\bkinesis\b/i, 'kinesis'],
  [/\bglue\b/i, 'glue'],
  [/\bathena\b/i, 'athena'],
  [/\baurora\b|\brds\b|\bpostgres(?:ql)?\b|\bmysql\b/i, 'rds'],
  [/\bairflow\b|\bmwaa\b/i, 'mwaa'],
  [/\bmsk\b|\bkafka\b/i, 'msk'],
  [/\bredshift\b/i, 'redshift'],
  [/\bsqs\b|\bdlq\b|\bdead letter\b/i, 'sqs'],
  [/\bsns\b/i, 'sns'],
  [/\becs\b|\bfargate\b/i, 'ecs'],
  [/\bapi gateway\b/i, 'apigateway'],
  [/\bs3\b/i, 's3'],
];

const BY_METRIC: [RegExp, string][] = [
  [
    /^(?:Invocations|Throttles|ConcurrentExecutions|UnreservedConcurrentExecutions|ProvisionedConcurrency\w*|DeadLetterErrors|IteratorAge)$/,
    'lambda',
  ],
  [
    /^Executions(?:Failed|TimedOut|Aborted|Started|Succeeded)$|^Execution(?:Time|Throttled)$/,
    'states',
  ],
  [
    /^(?:Read|Write)ThrottleEvents$|^Consumed(?:Read|Write)CapacityUnits$|^SuccessfulRequestLatency$/,
    'dynamodb',
  ],
  [
    /^GetRecords\.|^PutRecords?\.|^(?:Read|Write)ProvisionedThroughputExceeded$|^Incoming(?:Records|Bytes)$/,
    'kinesis',
  ],
  [
    /^ApproximateNumberOfMessages|^ApproximateAgeOfOldestMessage$|^NumberOfMessages(?:Sent|Received|Deleted)$/,
    'sqs',
  ],
  [
    /^(?:FreeableMemory|DatabaseConnections|ReadIOPS|WriteIOPS|VolumeBytesUsed|FreeStorageSpace|AuroraReplicaLag|ReplicaLag|FreeLocalStorage)$/,
    'rds',
  ],
  [/^glue\./, 'glue'],
  [
    /^BucketSizeBytes$|^NumberOfObjects$|^[45]xxErrors$|^(?:Put|Get|All|List|Delete)Requests$|^BytesUploaded$/,
    's3',
  ],
];

/** Kinds of resources that a text names, in no particular order. */
export function servicesNamedIn(text: string): string[] {
  return BY_WORD.filter(([word]) => word.test(text)).map(([, kind]) => kind);
}

/** Kind of resource that a namespace, a metric's own name, or the nearest heading that names one tells. */
export function serviceOf(
  namespace: string | undefined,
  metrics: readonly string[],
  headings: readonly string[],
): string | undefined {
  const byNamespace = namespace && BY_NAMESPACE[namespace.toLowerCase()];
  if (byNamespace) return byNamespace;
  // The first words of a text such as `S3 5xxErrors` say more than the heading above it.
  for (const metric of metrics) {
    const named = BY_WORD.find(
      ([word]) => metric.includes(' ') && word.test(metric),
    );
    if (named) return named[1];
  }
  for (let i = headings.length - 1; i > 0; i -= 1) {
    const named = BY_WORD.find(([word]) => word.test(headings[i]));
    if (named) return named[1];
  }
  for (const metric of metrics) {
    const named = BY_METRIC.find(([name]) => name.test(metric));
    if (named) return named[1];
  }
  return undefined;
}
