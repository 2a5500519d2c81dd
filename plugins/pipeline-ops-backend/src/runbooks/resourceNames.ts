/** What placeholders commonly call a resource of a kind. */
const NAMES: Record<string, string[]> = {
  lambda: [
    'function',
    'function-name',
    'lambda',
    'lambda-function',
    'lambda-name',
  ],
  states: ['state-machine', 'state-machine-name'],
  dynamodb: ['table', 'table-name'],
  kinesis: ['stream', 'stream-name'],
  firehose: ['delivery-stream', 'delivery-stream-name'],
  s3: ['bucket', 'bucket-name'],
  glue: ['job', 'job-name', 'glue-job'],
  athena: ['workgroup', 'workgroup-name'],
  sqs: ['queue', 'queue-name'],
  sns: ['topic', 'topic-name'],
};

/** Kinds whose resources placeholders have names for. */
export const NAMED_KINDS = Object.keys(NAMES);

/** Normalised names of placeholders that stand for a resource of the kind. */
export function namesOfKind(kind: string): string[] {
  return NAMES[kind] ?? [];
}
