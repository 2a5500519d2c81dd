import type { MetricThreshold } from '@pipeline-ops/operations-document';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { lambda } from '../packs/lambda';
import { s3 } from '../packs/s3';
import { states } from '../packs/states';
import { chartOf, packedCharts } from './__fixtures__/packedCharts';
import { ChartBase } from './ChartBase';
import { customCharts } from './customCharts';
import { withDocumentThresholds } from './documentThresholds';

describe('thresholds of an operations document', () => {
  const element = (
    metric: string,
    rest: Partial<MetricThreshold> = {},
  ): MetricThreshold => ({
    id: metric,
    name: metric,
    headingPath: ['Orders', 'Lambda'],
    lines: { startLine: 12, endLine: 12 },
    metrics: [metric],
    text: '> 5',
    threshold: { comparison: '>', value: 5 },
    origin: 'table',
    ...rest,
  });
  const describedBy = (
    elements: MetricThreshold[],
    otherNames: string[] = [],
  ) =>
    withDocumentThresholds(
      packedCharts(lambda, { base: ChartBase.create({ timeout: 60 }) }),
      {
        kind: 'lambda',
        name: 'orders-load',
        base: ChartBase.create({ timeout: 60 }),
      },
      elements.map(each => ({ element: each, path: 'docs/operations.md' })),
      otherNames,
    );

  it('replace those of the pack, with their action and place', () => {
    const all = describedBy([
      element('Errors', { action: 'Read the log', severity: 'Critical' }),
    ]);
    expect(chartOf(all, 'Errors')).toMatchObject({
      advice: 'Read the log',
      thresholds: [
        {
          comparison: '>',
          value: 5,
          severity: 'critical',
          origin: 'document',
          document: { path: 'docs/operations.md', startLine: 12, endLine: 12 },
        },
      ],
    });
    expect(chartOf(all, 'Throttles')?.thresholds[0].origin).toBe(
      'service-pack',
    );
  });

  it('take over severity and action of the same limit in the definition, and of no other', () => {
    const defined = (value: number) => ({
      comparison: '>' as const,
      value,
      text: `> ${value}`,
      severity: 'high' as const,
      action: 'Page the owner',
      origin: 'definition' as const,
    });
    const thresholds = (value: number) => {
      const [chart] = withDocumentThresholds(
        [
          {
            ...chartOf(packedCharts(lambda, {}), 'Errors')!,
            thresholds: [defined(value)],
          },
        ],
        { kind: 'lambda', name: 'orders-load', base: ChartBase.create({}) },
        [
          {
            element: element('Errors', { action: 'Read the log' }),
            path: 'docs/operations.md',
          },
        ],
        [],
      );
      return chart.thresholds;
    };
    expect(thresholds(5)).toMatchObject([
      { origin: 'document', severity: 'high', action: 'Read the log' },
    ]);
    expect(thresholds(6)[0].severity).toBeUndefined();
  });

  it('are put into the unit of the chart, or kept in words', () => {
    const all = describedBy([
      element('Duration', {
        text: '> 20 s',
        threshold: { comparison: '>', value: 20, unit: 'Seconds' },
      }),
      element('Throttles', {
        text: '> 3 GB',
        threshold: { comparison: '>', value: 3, unit: 'Gigabytes' },
      }),
    ]);
    expect(chartOf(all, 'Duration')?.thresholds[0].value).toBe(20_000);
    expect(chartOf(all, 'Throttles')?.thresholds[0]).toMatchObject({
      text: '> 3 GB',
      value: undefined,
    });
  });

  it('know the base of a share from the definition, also by their own word for it', () => {
    const all = describedBy([
      element('Duration', {
        text: '>75% of the limit',
        threshold: { comparison: '>', value: 75, relativeTo: 'the limit' },
      }),
    ]);
    expect(chartOf(all, 'Duration')?.thresholds[0]).toMatchObject({
      value: 75,
      relativeTo: 'the limit',
      base: 60_000,
    });
  });

  it('that state what is normal warn about the other side', () => {
    const all = describedBy([
      element('Error rate', {
        origin: 'bullet',
        describes: 'healthy',
        text: '< 1%',
        threshold: { comparison: '<', value: 1, unit: 'Percent' },
      }),
      element('Throttles', {
        origin: 'bullet',
        describes: 'healthy',
        text: '0',
        threshold: { comparison: '==', value: 0 },
      }),
    ]);
    expect(chartOf(all, 'ErrorRate')?.thresholds[0]).toMatchObject({
      comparison: '>=',
      value: 1,
      text: 'normal: < 1%',
    });
    expect(chartOf(all, 'Throttles')?.thresholds[0]).toMatchObject({
      comparison: '>',
      value: 0,
    });
  });

  it('of a namespace count for metrics of that namespace, whatever the heading says', () => {
    const ofTheData = element('ErrorRate', {
      namespace: 'Orders/Quality',
      threshold: { comparison: '>', value: 2, unit: 'Percent' },
    });
    expect(
      chartOf(describedBy([ofTheData]), 'ErrorRate')?.thresholds[0].origin,
    ).toBe('service-pack');
    const ofLambda = element('Errors', {
      namespace: 'Lambda',
      service: 'states',
    });
    expect(
      chartOf(describedBy([ofLambda]), 'Errors')?.thresholds,
    ).toMatchObject([{ value: 5, origin: 'document' }]);
  });

  it('relative to what is usual are lines in percent of it', () => {
    const linesOf = (
      text: string,
      threshold: Partial<NonNullable<MetricThreshold['threshold']>>,
    ) =>
      chartOf(
        describedBy([
          element('Invocations', {
            text,
            threshold: {
              comparison: '>',
              value: 20,
              unit: 'Percent',
              relativeTo: 'baseline',
              deviation: true,
              ...threshold,
            },
          }),
        ]),
        'Invocations',
      )?.thresholds.map(({ comparison, value }) => `${comparison} ${value}`);
    expect(linesOf('>20% above baseline', {})).toEqual(['> 120']);
    expect(linesOf('20% below baseline', {})).toEqual(['< 80']);
    expect(linesOf('> 120% of baseline', { value: 120 })).toEqual(['> 120']);
    expect(
      linesOf('drops below 50% of baseline', { comparison: '<', value: 50 }),
    ).toEqual(['< 50']);
    expect(linesOf('> 3x baseline', { value: 3, unit: undefined })).toEqual([
      '> 300',
    ]);
    expect(linesOf('>20% deviation from baseline', {})).toEqual([
      '> 120',
      '< 80',
    ]);
    expect(linesOf('baseline + 20%', {})).toEqual(['> 120']);
    expect(linesOf('>150% drop', { value: 150 })).toEqual(['< 0']);
  });

  it('without a number are held against what is usual when they speak of it', () => {
    const [threshold] =
      chartOf(
        describedBy([
          element('Invocations', {
            text: 'Significant deviation from baseline',
            threshold: undefined,
          }),
        ]),
        'Invocations',
      )?.thresholds ?? [];
    expect(threshold).toMatchObject({ relativeTo: 'baseline' });
    expect(threshold.value).toBeUndefined();
  });

  it('say where the definition would give their base', () => {
    const all = describedBy([
      element('ConcurrentExecutions', {
        text: '>80% of account limit',
        threshold: {
          comparison: '>',
          value: 80,
          unit: 'Percent',
          relativeTo: 'account limit',
        },
      }),
    ]);
    expect(chartOf(all, 'ConcurrentExecutions')?.thresholds[0]).toMatchObject({
      base: undefined,
      baseKey: 'limits.concurrency',
    });
  });

  it('of another service or under the heading of another resource do not count', () => {
    const other = { ...element('Errors'), service: 'states' };
    expect(chartOf(describedBy([other]), 'Errors')?.thresholds[0].origin).toBe(
      'service-pack',
    );
    const elsewhere = element('Errors', {
      headingPath: ['Orders', 'Function orders-store'],
    });
    expect(
      chartOf(describedBy([elsewhere], ['orders-store']), 'Errors')
        ?.thresholds[0].origin,
    ).toBe('service-pack');
  });

  it('count for their metric, whatever an alarm is called before it', () => {
    const origins = (name: string, metric: string) =>
      chartOf(describedBy([element(name)]), metric)?.thresholds.map(
        ({ origin }) => origin,
      );
    expect(origins('Lambda Errors', 'Errors')).toEqual(['document']);
    expect(origins('AWS Lambda Throttles', 'Throttles')).toEqual(['document']);
    expect(origins('Excessive Duration', 'Duration')).toEqual(['document']);
    expect(origins('Too many Lambda errors', 'Errors')).toEqual(['document']);
    expect(origins('Connection Errors', 'Errors')).toEqual(['service-pack']);
  });

  it('that bear the title of one of the own metrics count for it, though they name a service', () => {
    const failures = (title: string) =>
      withDocumentThresholds(
        customCharts({
          id: 'custom:writes',
          namespace: 'Orders/Data',
          dimensions: {},
          metrics: [
            { name: 'FailureCount', title, stat: 'Sum', unit: 'Count' },
          ],
          thresholds: {},
          base: ChartBase.create({}),
          known: undefined,
        }),
        { kind: 'custom', name: 'writes', base: ChartBase.create({}) },
        [
          {
            element: element('PostgreSQL Write Failures', { service: 'rds' }),
            path: 'docs/operations.md',
          },
        ],
        [],
      )[0].thresholds;
    expect(failures('PostgreSQL write failures')).toMatchObject([
      { value: 5, origin: 'document' },
    ]);
    expect(failures('Failures of the whole pipeline')).toEqual([]);
  });

  it('without a value leave the thresholds of the pack', () => {
    const all = describedBy([
      element('Errors', { text: 'N/A', threshold: undefined }),
    ]);
    expect(chartOf(all, 'Errors')?.thresholds).toMatchObject([
      { value: 0, origin: 'service-pack' },
    ]);
  });
});

describe('the success rate of a resource that counts both outcomes', () => {
  const metrics = [
    { name: 'SuccessCount', stat: 'Sum', unit: 'Count', role: 'success' },
    { name: 'FailureCount', stat: 'Sum', unit: 'Count', role: 'failure' },
  ] as const;
  const uploads = (thresholds = {}) =>
    customCharts({
      id: 'custom:uploads',
      namespace: 'Orders/Data',
      dimensions: { Stage: 'upload' },
      metrics,
      thresholds,
      base: ChartBase.create({}),
      known: undefined,
    });
  const rate = (all: ChartSpec[]) => chartOf(all, 'SuccessRate');

  it('is metric math over both, beside them', () => {
    const all = uploads({ SuccessRate: '< 99%' });
    expect(all.map(({ title }) => title)).toEqual([
      'SuccessCount',
      'FailureCount',
      'Success rate',
    ]);
    expect(rate(all)).toMatchObject({
      unit: 'Percent',
      series: [
        { id: 'good1', visible: false },
        { id: 'bad1', visible: false },
        {
          expression: '100*(1-SUM([0*good1,bad1])/SUM([good1,bad1]))',
          visible: true,
        },
      ],
      thresholds: [{ comparison: '<', value: 99, origin: 'definition' }],
    });
    expect(rate(packedCharts(states))?.series.at(-1)?.expression).toBe(
      '100*(1-SUM([0*good1,bad1,bad2])/SUM([good1,bad1,bad2]))',
    );
  });

  it('is not made of one outcome alone, nor where the pack draws its own', () => {
    expect(rate(packedCharts(s3, { name: 'bucket' }))).toBeUndefined();
    expect(
      packedCharts(lambda).filter(({ id }) => id.endsWith('SuccessRate')),
    ).toHaveLength(1);
  });

  it('takes percentages of the document, those of failures from the other side', () => {
    const threshold = (
      metric: string,
      text: string,
      comparison: '>' | '<',
      value: number,
    ) => ({
      path: 'docs/operations.md',
      element: {
        id: metric,
        name: metric,
        headingPath: [],
        lines: { startLine: 3, endLine: 3 },
        metrics: [metric],
        text,
        threshold: { comparison, value, unit: 'Percent' },
        origin: 'table' as const,
      },
    });
    const all = withDocumentThresholds(
      uploads(),
      { kind: 'custom', name: 'uploads', base: ChartBase.create({}) },
      [
        threshold('SuccessCount', '<100% success rate', '<', 100),
        threshold('High Failure Rate', '> 10% failures', '>', 10),
      ],
      [],
    );
    expect(rate(all)?.thresholds).toMatchObject([
      { comparison: '<', value: 100, text: '<100% success rate' },
      { comparison: '<', value: 90, text: '> 10% failures' },
    ]);
    expect(chartOf(all, 'SuccessCount')?.thresholds).toEqual([]);
    const ofAnother = withDocumentThresholds(
      packedCharts(lambda),
      { kind: 'lambda', name: 'orders-load', base: ChartBase.create({}) },
      [threshold('SuccessCount', '<100% success rate', '<', 100)],
      [],
    );
    expect(rate(ofAnother)?.thresholds).toMatchObject([
      { value: 99, origin: 'service-pack' },
    ]);
  });
});
