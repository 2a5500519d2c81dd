import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  LogsSandbox,
  NOW,
  MINUTE,
  HOUR,
  ACCOUNT,
  refusal,
} from '../__fixtures__/logsSandbox';

describe('CloudWatch Logs over HTTP', () => {
  let sandbox: LogsSandbox;

  beforeAll(async () => {
    sandbox = await LogsSandbox.start();
  });

  afterAll(() => sandbox.close());

  beforeEach(() => sandbox.reset());

  describe('metric filters', () => {
    const sums = async (MetricName: string, Namespace = 'Shop') => {
      const { MetricDataResults } = await sandbox.cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(NOW - HOUR),
          EndTime: new Date(NOW + 10 * MINUTE),
          ScanBy: 'TimestampAscending',
          MetricDataQueries: [
            {
              Id: 'm',
              MetricStat: {
                Metric: { Namespace, MetricName },
                Period: 60,
                Stat: 'Sum',
              },
            },
          ],
        }),
      );
      return MetricDataResults![0].Values!;
    };
    const transformation = (metricName: string, metricValue = '1') => ({
      metricName,
      metricNamespace: 'Shop',
      metricValue,
    });

    it('turn put events into data points', async () => {
      await sandbox.createGroup('/g', 's');
      const metricFilter = {
        logGroupName: '/g',
        filterName: 'Latency',
        filterPattern: ' { $.ms > 0 } ',
        metricTransformations: [transformation('Latency', '$.ms')],
      };
      await sandbox.logs.send(new PutMetricFilterCommand(metricFilter));
      await sandbox.logs.send(
        new PutMetricFilterCommand({
          ...metricFilter,
          filterName: 'Errors',
          filterPattern: 'ERROR',
          metricTransformations: [
            { ...transformation('Errors'), defaultValue: 0 },
          ],
        }),
      );
      await sandbox.put('/g', 's', [
        { timestamp: NOW - 2 * MINUTE, message: '{"ms": 12.5}' },
        { timestamp: NOW - 2 * MINUTE + 1, message: '{"ms": 7.5}' },
        { timestamp: NOW - MINUTE, message: 'ERROR no ms' },
      ]);
      expect(await sums('Latency')).toEqual([20]);
      expect(await sums('Errors')).toEqual([0, 1]);

      const describeFilters = async (input: object) => {
        const { metricFilters } = await sandbox.logs.send(
          new DescribeMetricFiltersCommand(input),
        );
        return metricFilters!;
      };
      expect(
        await describeFilters({
          metricName: 'Latency',
          metricNamespace: 'Shop',
        }),
      ).toEqual([
        {
          filterName: 'Latency',
          filterPattern: '{ $.ms > 0 }',
          logGroupName: '/g',
          creationTime: NOW,
          metricTransformations: [transformation('Latency', '$.ms')],
          applyOnTransformedLogs: false,
        },
      ]);
      await sandbox.logs.send(
        new DeleteMetricFilterCommand({
          logGroupName: '/g',
          filterName: 'Errors',
        }),
      );
      expect(await describeFilters({ logGroupName: '/g' })).toHaveLength(1);
    });

    it('count generated events as if they had always been there', async () => {
      const generated = await sums('Errors', 'Orders');
      const [events] = await sandbox.filterAll({
        logGroupName: '/aws/lambda/orders',
        startTime: NOW - HOUR,
        filterPattern: '{ $.level = "ERROR" }',
      });
      expect(generated.reduce((a, b) => a + b, 0)).toBe(events.length);
      expect(events.length).toBeGreaterThan(50);
    });

    it('refuse what AWS refuses', async () => {
      await sandbox.createGroup('/g');
      const putFilter = (input: object) =>
        refusal(
          sandbox.logs.send(
            new PutMetricFilterCommand({
              logGroupName: '/g',
              filterName: 'f',
              filterPattern: 'x',
              metricTransformations: [transformation('m')],
              ...input,
            }),
          ),
        );
      expect(await putFilter({ filterPattern: '{ $.a EXISTS }' })).toBe(
        "InvalidParameterException: Invalid character(s) in term 'EXISTS'",
      );
      expect(
        await putFilter({
          filterPattern: '{ $.a = * }',
          metricTransformations: [
            {
              ...transformation('m'),
              defaultValue: 0,
              dimensions: { a: '$.a' },
            },
          ],
        }),
      ).toBe(
        'InvalidParameterException: Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
      );
      expect(
        await putFilter({
          metricTransformations: [transformation('m'), transformation('n')],
        }),
      ).toMatch(/Member must have length less than or equal to 1$/);
      expect(await putFilter({ logGroupName: '/none' })).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
    });

    it('can be tried out', async () => {
      const { matches } = await sandbox.logs.send(
        new TestMetricFilterCommand({
          filterPattern: '[ip, status=4*]',
          logEventMessages: ['1.1.1.1 200', '2.2.2.2 404'],
        }),
      );
      expect(matches).toEqual([
        {
          eventNumber: 2,
          eventMessage: '2.2.2.2 404',
          extractedValues: { $ip: '2.2.2.2', $status: '404' },
        },
      ]);
    });
  });

  describe('subscription filters', () => {
    it('are kept, two a log group', async () => {
      await sandbox.createGroup('/g');
      const subscribe = (filterName: string, input: object = {}) =>
        sandbox.logs.send(
          new PutSubscriptionFilterCommand({
            logGroupName: '/g',
            filterName,
            filterPattern: 'ERROR',
            destinationArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`,
            ...input,
          }),
        );
      await subscribe('one');
      await subscribe('two');
      expect(await refusal(subscribe('three'))).toBe(
        'LimitExceededException: Resource limit exceeded.',
      );
      expect(
        await refusal(
          subscribe('one', {
            destinationArn: `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/s`,
          }),
        ),
      ).toBe(
        'InvalidParameterException: destinationArn for vendor kinesis cannot be used without roleArn',
      );
      const remove = () =>
        sandbox.logs.send(
          new DeleteSubscriptionFilterCommand({
            logGroupName: '/g',
            filterName: 'two',
          }),
        );
      await remove();
      expect(await refusal(remove())).toBe(
        'ResourceNotFoundException: The specified subscription filter does not exist.',
      );
      const { subscriptionFilters } = await sandbox.logs.send(
        new DescribeSubscriptionFiltersCommand({ logGroupName: '/g' }),
      );
      expect(subscriptionFilters).toEqual([
        {
          filterName: 'one',
          logGroupName: '/g',
          filterPattern: 'ERROR',
          destinationArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`,
          distribution: 'ByLogStream',
          applyOnTransformedLogs: false,
          creationTime: NOW,
        },
      ]);
    });
  });
});
