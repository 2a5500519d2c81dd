/** AWS's own product names, by the kinds of the service packs; they are the same in every language. */
const KIND_NAMES: Record<string, string> = {
  athena: 'Athena',
  custom: 'Custom metrics',
  dynamodb: 'DynamoDB',
  ecs: 'ECS',
  glue: 'Glue',
  kinesis: 'Kinesis',
  lambda: 'Lambda',
  msk: 'MSK',
  mwaa: 'MWAA',
  rds: 'RDS',
  redshift: 'Redshift',
  s3: 'S3',
  sns: 'SNS',
  sqs: 'SQS',
  states: 'Step Functions',
};

/** Name of a kind of resources; kinds of other packs are called as they call themselves. */
export function kindName(kind: string): string {
  return Object.hasOwn(KIND_NAMES, kind) ? KIND_NAMES[kind] : kind;
}
