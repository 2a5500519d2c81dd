import type { Scenario } from '@pipeline-ops/aws-sandbox';

/** Charts of one pipeline, each with one metric of its own. */
export const CHARTS = 40;

export const ACCOUNT = '111111111111';

/** The region that most is measured in, and another one. */
export const REGIONS = ['eu-central-1', 'us-east-2'] as const;

export type Region = (typeof REGIONS)[number];

/** A pipeline of the bench: an entity, what it is made of, and its telemetry in the sandbox. */
export interface BenchPipeline {
  /** Also the entity's name. */
  id: string;
  region: Region;
}

const SHAPES = [
  { word: 'Records', unit: 'Count', base: 240, noise: 0.2, kind: 'count' },
  { word: 'Errors', unit: 'Count', base: 0.2, noise: 1, kind: 'count' },
  { word: 'Latency', unit: 'Milliseconds', base: 180, noise: 0.15 },
  { word: 'Load', unit: 'Percent', base: 46, noise: 0.1 },
] as const;

/** What the pipeline's charts draw: counts and levels, as pipelines have them. */
export const METRICS = Array.from({ length: CHARTS }, (_, index) => {
  const shape = SHAPES[index % SHAPES.length];
  const stage = Math.floor(index / SHAPES.length) + 1;
  return {
    name: `Stage${stage}${shape.word}`,
    title: `${shape.word} of stage ${stage}`,
    stat: shape.unit === 'Count' ? 'Sum' : 'Average',
    shape,
  };
});

export function namespaceOf(id: string): string {
  return `Bench/${id}`;
}

/** Pipelines of one region. */
export function pipelinesIn(region: Region, count: number): BenchPipeline[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${region.slice(0, 2)}${String(index).padStart(2, '0')}`,
    region,
  }));
}

/** Telemetry of a pipeline: every fourth metric has an alarm; two of them went off within the last hours. */
export function scenarioOf({ id, region }: BenchPipeline): Scenario {
  const latencies = METRICS.filter(({ shape }) => shape.word === 'Latency');
  return {
    name: id,
    account: ACCOUNT,
    region,
    metrics: METRICS.map(({ name, shape }) => ({
      namespace: namespaceOf(id),
      name,
      dimensions: {},
      unit: shape.unit,
      every: '1m',
      base: shape.base,
      noise: shape.noise,
      daily: 0.2,
      weekend: 0,
      kind: 'kind' in shape ? shape.kind : 'level',
      samples: 1,
      spread: 0,
      changes:
        name === 'Stage1Latency' || name === 'Stage2Latency'
          ? [{ from: '-50m', multiply: 4 }]
          : [],
    })),
    logGroups: [],
    alarms: latencies.map(({ name }) => ({
      AlarmName: `${id}-${name}`,
      Namespace: namespaceOf(id),
      MetricName: name,
      Statistic: 'Average',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 500,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmDescription: 'Readers wait too long. Severity: high',
      AlarmActions: [`arn:aws:sns:${region}:${ACCOUNT}:on-call`],
    })),
    compositeAlarms: [
      {
        AlarmName: `${id}-slow`,
        AlarmRule: latencies
          .map(({ name }) => `ALARM("${id}-${name}")`)
          .join(' OR '),
      },
    ],
    muteRules: [],
    dashboards: [],
  };
}

/** `pipelineOps` of app-config for these pipelines. */
export function configOf(pipelines: BenchPipeline[], endpoint: string) {
  const regions = [...new Set(pipelines.map(({ region }) => region))];
  return {
    sources: Object.fromEntries(
      regions.map(region => [
        region,
        {
          accountId: ACCOUNT,
          region,
          endpoint,
          allow: [
            {
              owner: 'group:default/bench',
              resources: pipelines.map(({ id }) => id),
              alarms: pipelines.map(({ id }) => id),
              metrics: [{ namespace: 'Bench/*' }],
            },
          ],
        },
      ]),
    ),
    pipelines: Object.fromEntries(
      pipelines.map(({ id, region }) => [
        id,
        {
          environments: { prod: { source: region } },
          resources: {
            custom: [
              {
                name: id,
                namespace: namespaceOf(id),
                metrics: METRICS.map(({ name, title, stat, shape }) => ({
                  name,
                  title,
                  stat,
                  unit: shape.unit,
                  ...(shape.word === 'Latency'
                    ? {
                        thresholds: {
                          when: '> 500',
                          action: 'Look at the slowest stage first.',
                        },
                      }
                    : {}),
                })),
              },
            ],
          },
          stages: [
            {
              id: 'all',
              resources: [`custom:${id}`],
              throughput: {
                resource: `custom:${id}`,
                metric: 'Stage1Records',
              },
            },
          ],
        },
      ]),
    ),
  };
}
