import type { KnownMetric } from '@pipeline-ops/plugin-pipeline-ops-node';
import { lambda } from '../packs/lambda';
import { msk } from '../packs/msk';
import { s3 } from '../packs/s3';
import { builtInServicePacks } from '../packs/ServicePacks';
import { states } from '../packs/states';
import { parseThresholdRule } from '../definition/thresholdRule';
import { chartOf, packedCharts } from './__fixtures__/packedCharts';
import { ChartBase } from './ChartBase';
import { customCharts } from './customCharts';

describe('every service pack', () => {
  it.each(builtInServicePacks.map(pack => [pack.type ?? pack.kind, pack]))(
    '%s is complete and consistent',
    (_, pack) => {
      const ids = pack.charts.map(chart => chart.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(Object.keys(pack.dimensions)).toContain(pack.identity);
      for (const chart of pack.charts) {
        const seriesIds = chart.series.map(series => series.id);
        expect(new Set(seriesIds).size).toBe(seriesIds.length);
        for (const series of chart.series) {
          expect(series.id).toMatch(/^[a-z][a-zA-Z0-9_]*$/);
          expect(Boolean(series.metric) !== Boolean(series.expression)).toBe(
            true,
          );
          // Inputs of an expression must be one series each, or the expression would name none of them.
          for (const input of series.expression?.match(/[a-z_][a-z0-9_]*/g) ??
            []) {
            const named = chart.series.find(other => other.id === input);
            expect(named).toBeDefined();
            expect(Object.values(named?.dimensions ?? {})).not.toContain('*');
          }
        }
        for (const threshold of chart.thresholds ?? []) {
          const rule = parseThresholdRule(threshold.when);
          expect(rule).toBeDefined();
        }
      }
    },
  );

  it('turns every absolute default threshold into a line', () => {
    for (const pack of builtInServicePacks) {
      for (const chart of packedCharts(pack, { name: 'cluster/service' })) {
        for (const threshold of chart.thresholds) {
          expect([chart.id, threshold.value]).toEqual([
            chart.id,
            expect.any(Number),
          ]);
        }
      }
    }
  });
});

describe('charts of a service pack', () => {
  it('draw a function with its rates and its share of the timeout', () => {
    const all = packedCharts(lambda, {
      base: ChartBase.create({ timeout: '30s' }),
    });
    expect(chartOf(all, 'SuccessRate')?.series.at(-1)).toEqual({
      id: 'success_rate',
      label: 'Success rate',
      expression: '100*(1-errors/MAX([errors,invocations]))',
      visible: true,
    });
    expect(chartOf(all, 'Duration')?.thresholds).toEqual([
      expect.objectContaining({
        comparison: '>',
        value: 75,
        relativeTo: 'timeout',
        base: 30_000,
        origin: 'service-pack',
      }),
    ]);
  });

  it('name a state machine by its ARN in the partition of the region', () => {
    expect(
      chartOf(packedCharts(states), 'ExecutionsFailed')?.series[0].metric
        ?.dimensions,
    ).toEqual({
      StateMachineArn:
        'arn:aws-cn:states:cn-north-1:111111111111:stateMachine:orders-load',
    });
  });

  it('leave out what CloudWatch does not know of many resources of the kind', () => {
    expect(chartOf(packedCharts(lambda), 'IteratorAge')).toBeUndefined();
    const known: KnownMetric[] = [
      {
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensions: { FunctionName: 'orders-load' },
      },
    ];
    expect(
      chartOf(packedCharts(lambda, { known }), 'IteratorAge'),
    ).toBeDefined();
  });

  it('draw one series for each value that CloudWatch knows, in their order', () => {
    const known = ['10', '2', '1'].map(broker => ({
      namespace: 'AWS/Kafka',
      metricName: 'CpuUser',
      dimensions: { 'Cluster Name': 'events', 'Broker ID': broker },
    }));
    const chart = chartOf(
      packedCharts(msk, { name: 'events', known }),
      'CpuUser',
    );
    expect(chart?.series.map(series => [series.id, series.label])).toEqual([
      ['m1_1', '1'],
      ['m1_2', '2'],
      ['m1_3', '10'],
    ]);
  });

  it('say how many series there are beyond those drawn', () => {
    const known = Array.from({ length: 30 }, (_, index) => ({
      namespace: 'AWS/Kafka',
      metricName: 'CpuUser',
      dimensions: { 'Cluster Name': 'events', 'Broker ID': `${index}` },
    }));
    const chart = chartOf(
      packedCharts(msk, { name: 'events', known }),
      'CpuUser',
    );
    expect(chart?.series).toHaveLength(12);
    expect(chart?.description).toContain('The first 12 of 30 series.');
  });

  it('stay without data where CloudWatch knows no value of a dimension', () => {
    expect(
      chartOf(packedCharts(s3, { name: 'bucket' }), 'PutRequests')?.series,
    ).toMatchObject([{ metric: { dimensions: { BucketName: 'bucket' } } }]);
  });

  it('take the thresholds of the definition instead of the defaults', () => {
    const all = packedCharts(lambda, {
      thresholds: {
        Errors: ['> 5 in 5m', { when: '> 50', severity: 'critical' }],
        IteratorAge: '> 1m',
      },
    });
    expect(chartOf(all, 'Errors')?.thresholds).toEqual([
      expect.objectContaining({
        value: 5,
        windowSeconds: 300,
        origin: 'definition',
      }),
      expect.objectContaining({ value: 50, severity: 'critical' }),
    ]);
    // The rate is made of errors and invocations; a threshold of one of them is none of the rate.
    expect(chartOf(all, 'ErrorRate')?.thresholds).toMatchObject([
      { value: 1, origin: 'service-pack' },
    ]);
  });
});

describe('charts in a namespace of the team', () => {
  const custom = (options: Partial<Parameters<typeof customCharts>[0]> = {}) =>
    customCharts({
      id: 'custom:quality',
      namespace: 'Orders/Quality',
      dimensions: {},
      thresholds: {},
      base: ChartBase.create({}),
      known: undefined,
      ...options,
    });
  const known = (metricName: string, dimensions: Record<string, string>) => ({
    namespace: 'Orders/Quality',
    metricName,
    dimensions,
  });

  it('sum up what is counted', () => {
    expect(
      custom({ metrics: ['RowsRejectedCount', 'Freshness'] }).map(chart => [
        chart.unit,
        chart.series[0].metric?.stat,
      ]),
    ).toEqual([
      ['Count', 'Sum'],
      ['None', 'Average'],
    ]);
  });

  it('take exactly the dimensions that are asked for where CloudWatch knows them so', () => {
    const [chart] = custom({
      metrics: ['Latency'],
      known: [known('Latency', {}), known('Latency', { Stage: 'load' })],
    });
    expect(chart.series.map(series => series.metric?.dimensions)).toEqual([{}]);
  });

  it('find the dimensions that a metric is published with', () => {
    const [chart] = custom({
      metrics: ['Latency'],
      known: [
        known('Latency', { Stage: 'store' }),
        known('Latency', { Stage: 'load' }),
        known('Latency', { Stage: 'load', Sensor: '7' }),
      ],
    });
    expect(chart.series.map(series => series.label)).toEqual(['load', 'store']);
  });

  it('find the metrics when the definition names none', () => {
    expect(
      custom({
        dimensions: { Stage: 'load' },
        known: [
          known('Rows', { Stage: 'load' }),
          known('Latency', { Stage: 'load' }),
          known('Rows', { Stage: 'store' }),
          known('Other', { Stage: 'store' }),
        ],
      }).map(chart => chart.title),
    ).toEqual(['Latency', 'Rows']);
  });
});
