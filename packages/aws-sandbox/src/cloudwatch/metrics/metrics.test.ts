import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  MetricDataQuery,
  MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import {
  startTestSandbox,
  TEST_NOW,
  TestSandbox,
} from '../../testing/testSandbox';

const MINUTE = 60_000;
const minutesAgo = (minutes: number) => new Date(TEST_NOW - minutes * MINUTE);

describe('CloudWatch metrics', () => {
  let aws: TestSandbox;

  beforeEach(async () => {
    aws = await startTestSandbox({ limits: false });
  });

  afterEach(() => aws.close());

  const put = (data: MetricDatum[], namespace = 'Shop') =>
    aws.cloudWatch.send(
      new PutMetricDataCommand({ Namespace: namespace, MetricData: data }),
    );

  /** One value a minute, ending at now; the value is the number of minutes ago. */
  async function putMinutes(metricName: string, count: number) {
    const data = Array.from({ length: count }, (_, i) => ({
      MetricName: metricName,
      Timestamp: minutesAgo(i + 1),
      Value: i + 1,
    }));
    for (let i = 0; i < data.length; i += 1000) {
      await put(data.slice(i, i + 1000));
    }
  }

  const stat = (
    id: string,
    metricName: string,
    options: { Stat?: string; Period?: number; Label?: string } = {},
  ): MetricDataQuery => ({
    Id: id,
    Label: options.Label,
    MetricStat: {
      Metric: { Namespace: 'Shop', MetricName: metricName },
      Period: options.Period ?? 60,
      Stat: options.Stat ?? 'Sum',
    },
  });

  const get = (
    queries: MetricDataQuery[],
    options: Partial<GetMetricDataCommandInput> = {},
  ) =>
    aws.cloudWatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: minutesAgo(60),
        EndTime: minutesAgo(0),
        ScanBy: 'TimestampAscending',
        ...options,
      }),
    );

  describe('PutMetricData and GetMetricData', () => {
    it('give back values, values with counts and statistic sets', async () => {
      await put([
        { MetricName: 'Latency', Timestamp: minutesAgo(9), Value: 10 },
        {
          MetricName: 'Latency',
          Timestamp: minutesAgo(8),
          Values: [1, 2, 3],
          Counts: [1, 2, 3],
        },
        {
          MetricName: 'Latency',
          Timestamp: minutesAgo(7),
          StatisticValues: { SampleCount: 4, Sum: 20, Minimum: 2, Maximum: 9 },
        },
      ]);
      const stats = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'];
      const { MetricDataResults: results, Messages } = await get(
        stats.map(Stat => stat(Stat.toLowerCase(), 'Latency', { Stat })),
      );
      expect(Messages).toEqual([]);
      expect(results!.map(({ Values }) => Values)).toEqual([
        [10, 14, 20],
        [10, 14 / 6, 5],
        [10, 1, 2],
        [10, 3, 9],
        [1, 6, 4],
      ]);
      expect(results![0]).toMatchObject({
        Id: 'sum',
        Label: 'Latency Sum',
        StatusCode: 'Complete',
        Timestamps: [minutesAgo(9), minutesAgo(8), minutesAgo(7)],
      });
    });

    it('leave percentiles out where only a statistic set is known', async () => {
      await put([
        { MetricName: 'Latency', Timestamp: minutesAgo(9), Values: [1, 3] },
        {
          MetricName: 'Latency',
          Timestamp: minutesAgo(7),
          StatisticValues: { SampleCount: 4, Sum: 20, Minimum: 2, Maximum: 9 },
        },
      ]);
      const { MetricDataResults } = await get([
        stat('m', 'Latency', { Stat: 'p50' }),
      ]);
      expect(MetricDataResults![0].Values).toEqual([2]);
    });

    it('take compressed bodies', async () => {
      await put(
        Array.from({ length: 900 }, (_, i) => ({
          MetricName: `Metric${i}`,
          Timestamp: minutesAgo(5),
          Value: i,
        })),
      );
      const { MetricDataResults } = await get([stat('m', 'Metric899')]);
      expect(MetricDataResults![0].Values).toEqual([899]);
      const { bytesIn } = aws.sandbox.counters.read();
      expect(bytesIn).toBeLessThan(20_000);
    });

    it('start data points where the window starts', async () => {
      await putMinutes('Orders', 60);
      const { MetricDataResults } = await get(
        [stat('m', 'Orders', { Period: 1200 })],
        {
          StartTime: new Date(minutesAgo(41).getTime() + 30_000),
          EndTime: minutesAgo(0),
        },
      );
      expect(MetricDataResults![0].Timestamps).toEqual([
        minutesAgo(41),
        minutesAgo(21),
        minutesAgo(1),
      ]);
    });

    it('answer newest first unless told otherwise', async () => {
      await putMinutes('Orders', 3);
      const { MetricDataResults } = await get([stat('m', 'Orders')], {
        ScanBy: undefined,
      });
      expect(MetricDataResults![0].Values).toEqual([1, 2, 3]);
      expect(MetricDataResults![0].Timestamps![0]).toEqual(minutesAgo(1));
    });

    it('answer an unknown metric with an empty result', async () => {
      const { MetricDataResults } = await get([stat('m', 'Nothing')]);
      expect(MetricDataResults).toEqual([
        {
          Id: 'm',
          Label: 'Nothing',
          Timestamps: [],
          Values: [],
          StatusCode: 'Complete',
        },
      ]);
    });

    it('say which units there were where a query names none', async () => {
      await put([
        {
          MetricName: 'Wait',
          Timestamp: minutesAgo(2),
          Value: 60,
          Unit: 'Seconds',
        },
        {
          MetricName: 'Wait',
          Timestamp: minutesAgo(2),
          Value: 60_000,
          Unit: 'Milliseconds',
        },
      ]);
      const { MetricDataResults } = await get([stat('m', 'Wait')]);
      expect(MetricDataResults![0]).toMatchObject({
        Values: [60_000],
        Messages: [
          {
            Code: 'MultipleUnits',
            Value: "Multiple units returned: '[Milliseconds, Seconds]'",
          },
        ],
      });
    });

    it('keep the data of accounts and regions apart', async () => {
      await putMinutes('Orders', 1);
      const place = { accountId: '222222222222', region: 'eu-west-1' };
      const other = new CloudWatchClient(aws.clientConfig(place));
      const { Metrics } = await other.send(new ListMetricsCommand({}));
      other.destroy();
      expect(Metrics).toEqual([]);
    });

    it('speak CBOR to clients that prefer it', async () => {
      await putMinutes('Orders', 2);
      const client = new CloudWatchClient({
        ...aws.clientConfig(),
        protocol: AwsSmithyRpcV2CborProtocol,
      });
      const input = {
        MetricDataQueries: [stat('m', 'Orders')],
        StartTime: minutesAgo(60),
        EndTime: minutesAgo(0),
      };
      const { MetricDataResults } = await client.send(
        new GetMetricDataCommand(input),
      );
      const refused = client.send(
        new GetMetricDataCommand({ ...input, NextToken: 'made up' }),
      );
      await expect(refused).rejects.toMatchObject({ name: 'InvalidNextToken' });
      client.destroy();
      expect(MetricDataResults![0]).toMatchObject({
        Timestamps: [minutesAgo(1), minutesAgo(2)],
        Values: [1, 2],
      });
    });
  });

  describe('pages of GetMetricData', () => {
    async function allPages(
      queries: MetricDataQuery[],
      options: Partial<GetMetricDataCommandInput>,
    ) {
      const pages = [];
      let token: string | undefined;
      do {
        const page = await get(queries, { ...options, NextToken: token });
        pages.push(page);
        token = page.NextToken;
      } while (token);
      return pages;
    }

    it('hold as many data points as were asked for, and lose none', async () => {
      await putMinutes('Orders', 25);
      await putMinutes('Returns', 10);
      const pages = await allPages(
        [stat('o', 'Orders'), stat('none', 'Nothing'), stat('r', 'Returns')],
        { MaxDatapoints: 10 },
      );
      const shape = pages.map(page =>
        page.MetricDataResults!.map(
          ({ Id, Values, StatusCode }) =>
            `${Id} ${Values!.length} ${StatusCode}`,
        ),
      );
      expect(shape).toEqual([
        ['o 10 PartialData'],
        ['o 10 PartialData'],
        ['o 5 Complete', 'none 0 Complete', 'r 5 PartialData'],
        ['r 5 Complete'],
      ]);
      const values = pages.flatMap(page =>
        page
          .MetricDataResults!.filter(({ Id }) => Id === 'o')
          .flatMap(({ Values }) => Values!),
      );
      expect(values).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));
    });

    it('hold 100,800 data points at most', async () => {
      const hours = 14 * 24;
      await putMinutes('Orders', hours * 60 - 1);
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      const pages = await allPages(
        names.map(name => stat(name, 'Orders')),
        { StartTime: minutesAgo(hours * 60) },
      );
      const sizes = pages.map(page =>
        page.MetricDataResults!.reduce((n, r) => n + r.Values!.length, 0),
      );
      expect(sizes).toEqual([100_800, 6 * (hours * 60 - 1) - 100_800]);
    });

    it('do not go on where there is math', async () => {
      await putMinutes('Orders', 25);
      const [page, ...others] = await allPages(
        [stat('m', 'Orders'), { Id: 'e', Expression: 'm * 2' }],
        { MaxDatapoints: 30 },
      );
      expect(others).toEqual([]);
      expect(page.MetricDataResults![1]).toMatchObject({
        StatusCode: 'PartialData',
      });
      expect(page.MetricDataResults![1].Values).toHaveLength(5);
    });

    it.each(['garbage', Buffer.from('x.5').toString('base64'), ''])(
      'refuse the token %j',
      async NextToken => {
        await expect(
          get([stat('m', 'Orders')], { NextToken }),
        ).rejects.toMatchObject({ name: 'InvalidNextToken' });
      },
    );

    it('refuse the token of another request', async () => {
      await putMinutes('Orders', 25);
      const { NextToken } = await get([stat('m', 'Orders')], {
        MaxDatapoints: 10,
      });
      await expect(
        get([stat('other', 'Orders')], { MaxDatapoints: 10, NextToken }),
      ).rejects.toMatchObject({ name: 'InvalidNextToken' });
    });
  });

  describe('labels', () => {
    it('tell statistics and periods of one metric apart', async () => {
      await putMinutes('Orders', 5);
      const labelsOf = async (queries: MetricDataQuery[]) =>
        (await get(queries)).MetricDataResults!.map(({ Label }) => Label);
      expect(
        await labelsOf([stat('a', 'Orders'), stat('b', 'Returns')]),
      ).toEqual(['Orders', 'Returns']);
      expect(
        await labelsOf([
          stat('a', 'Orders'),
          stat('b', 'Orders', { Stat: 'Minimum', Period: 300 }),
        ]),
      ).toEqual(['Orders Sum 60', 'Orders Minimum 300']);
    });

    it('fill in what is dynamic', async () => {
      await putMinutes('Orders', 4);
      const { MetricDataResults } = await get([
        stat('a', 'Orders', {
          Label:
            "${PROP('MetricName')} in ${PROP('Region')}: ${LAST} of ${MAX}",
        }),
        stat('b', 'Orders', {
          Label:
            '${LABEL} [avg: ${AVG}, sum: ${SUM}, from ${FIRST_TIME}, range ${MIN_MAX_RANGE}]',
        }),
      ]);
      expect(MetricDataResults!.map(({ Label }) => Label)).toEqual([
        'Orders in eu-west-1: 1 of 4',
        'Orders [avg: 2.5, sum: 10, from 2026-11-18T11:56:00Z, range 3]',
      ]);
    });

    it('refuse what CloudWatch does not know', async () => {
      await expect(
        get([stat('a', 'Orders', { Label: '${MEDIAN}' })]),
      ).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });

  describe('what GetMetricData refuses', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => stat(`m${i}`, 'Orders'));

    it('is more than 500 queries', async () => {
      await expect(get(many(500))).resolves.toBeDefined();
      await expect(get(many(501))).rejects.toMatchObject({
        name: 'ValidationException',
        message:
          'The collection MetricDataQueries must not have a size greater than 500.',
      });
    });

    it.each<[string, MetricDataQuery[], Partial<GetMetricDataCommandInput>]>([
      ['ids that come twice', [stat('a', 'X'), stat('a', 'Y')], {}],
      ['ids in capitals', [stat('Orders', 'X')], {}],
      ['periods of 45 seconds', [stat('a', 'X', { Period: 45 })], {}],
      ['nothing to return', [{ ...stat('a', 'X'), ReturnData: false }], {}],
      [
        'a start that is not before the end',
        [stat('a', 'X')],
        { StartTime: minutesAgo(0) },
      ],
      ['too many data points', [stat('a', 'X')], { MaxDatapoints: 100_801 }],
      [
        'another account’s metrics',
        [{ ...stat('a', 'X'), AccountId: '222222222222' }],
        {},
      ],
      ['expressions that do not parse', [{ Id: 'e', Expression: 'm1 +' }], {}],
      ['expressions of what is not there', [{ Id: 'e', Expression: 'm9' }], {}],
    ])('is %s', async (_name, queries, options) => {
      await expect(get(queries, options)).rejects.toMatchObject({
        name: 'ValidationException',
        $metadata: { httpStatusCode: 400 },
      });
    });

    it('is named as AWS names it where the model says what is allowed', async () => {
      await expect(
        get([stat('a', 'X')], { ScanBy: 'Sideways' as 'TimestampAscending' }),
      ).rejects.toMatchObject({
        name: 'ValidationException',
        // The code of the Query API, which older clients match on.
        Code: 'ValidationError',
        message: expect.stringMatching(
          /^1 validation error detected: Value 'Sideways' at 'scanBy' failed to satisfy constraint: Member must satisfy enum value set: \[/,
        ),
      });
    });
  });

  describe('what PutMetricData refuses', () => {
    const at = minutesAgo(1);

    it.each<[string, MetricDatum, string, RegExp]>([
      [
        'a value and values',
        { MetricName: 'M', Value: 1, Values: [1], Counts: [1] },
        'InvalidParameterCombinationException',
        /^The parameters MetricData\.member\.1\.Value and MetricData\.member\.1\.Values are mutually exclusive and you have specified both\.$/,
      ],
      [
        'values without their counts',
        { MetricName: 'M', Values: [1, 2], Counts: [1] },
        'InvalidParameterValueException',
        /^The parameters MetricData\.member\.1\.Values and MetricData\.member\.1\.Counts must be of the same size\.$/,
      ],
      [
        'no value',
        { MetricName: 'M' },
        'MissingRequiredParameterException',
        /MetricData\.member\.1/,
      ],
      [
        'not a number',
        { MetricName: 'M', Value: NaN },
        'InvalidParameterValueException',
        /NaN/,
      ],
      [
        'two weeks and more in the past',
        { MetricName: 'M', Value: 1, Timestamp: minutesAgo(14 * 1440 + 1) },
        'InvalidParameterValueException',
        /two weeks in the past/,
      ],
      [
        'two hours and more in the future',
        { MetricName: 'M', Value: 1, Timestamp: minutesAgo(-121) },
        'InvalidParameterValueException',
        /two hours in the future/,
      ],
      [
        'another resolution',
        { MetricName: 'M', Value: 1, StorageResolution: 30 },
        'InvalidParameterValueException',
        /1 or 60/,
      ],
      [
        'an unknown unit',
        { MetricName: 'M', Value: 1, Unit: 'Furlongs' as 'Count' },
        'ValidationException',
        /'Furlongs' at 'metricData\.member\.1\.unit'/,
      ],
      [
        '31 dimensions',
        {
          MetricName: 'M',
          Value: 1,
          Dimensions: Array.from({ length: 31 }, (_, i) => ({
            Name: `D${i}`,
            Value: 'x',
          })),
        },
        'ValidationException',
        /less than or equal to 30/,
      ],
    ])('is %s', async (_name, datum, name, message) => {
      await expect(put([{ Timestamp: at, ...datum }])).rejects.toMatchObject({
        name,
        message: expect.stringMatching(message),
        $metadata: { httpStatusCode: 400 },
      });
      const { Metrics } = await aws.cloudWatch.send(new ListMetricsCommand({}));
      expect(Metrics).toEqual([]);
    });

    it('is more than a thousand metrics', async () => {
      const data = Array.from({ length: 1001 }, () => ({
        MetricName: 'M',
        Value: 1,
      }));
      await expect(put(data)).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
      });
    });
  });

  describe('ListMetrics', () => {
    const list = (input: ListMetricsCommand['input']) =>
      aws.cloudWatch.send(new ListMetricsCommand(input));

    it('filters by namespace, name and dimensions', async () => {
      await put([
        { MetricName: 'Orders', Value: 1 },
        {
          MetricName: 'Orders',
          Value: 1,
          Dimensions: [
            { Name: 'Country', Value: 'NO' },
            { Name: 'Channel', Value: 'web' },
          ],
        },
        {
          MetricName: 'Returns',
          Value: 1,
          Dimensions: [{ Name: 'Country', Value: 'SE' }],
        },
      ]);
      await put([{ MetricName: 'Orders', Value: 1 }], 'Other');
      const count = async (input: ListMetricsCommand['input']) =>
        (await list(input)).Metrics!.length;
      expect(await count({})).toBe(4);
      expect(await count({ Namespace: 'Shop' })).toBe(3);
      expect(await count({ Namespace: 'Shop', MetricName: 'Orders' })).toBe(2);
      expect(await count({ Dimensions: [{ Name: 'Country' }] })).toBe(2);
      const { Metrics } = await list({
        Dimensions: [{ Name: 'Country', Value: 'NO' }],
      });
      expect(Metrics).toEqual([
        {
          Namespace: 'Shop',
          MetricName: 'Orders',
          Dimensions: [
            { Name: 'Channel', Value: 'web' },
            { Name: 'Country', Value: 'NO' },
          ],
        },
      ]);
    });

    it('gives 500 a page, each once', async () => {
      await put(
        Array.from({ length: 1000 }, (_, i) => ({
          MetricName: `M${i}`,
          Value: 1,
        })),
      );
      await put([{ MetricName: 'M1000', Value: 1 }]);
      const names: string[] = [];
      const sizes: number[] = [];
      let NextToken: string | undefined;
      do {
        const page = await list({ Namespace: 'Shop', NextToken });
        names.push(...page.Metrics!.map(({ MetricName }) => MetricName!));
        sizes.push(page.Metrics!.length);
        NextToken = page.NextToken;
      } while (NextToken);
      expect(sizes).toEqual([500, 500, 1]);
      expect(new Set(names).size).toBe(1001);
    });

    it('knows what was active in the last three hours', async () => {
      await put([
        { MetricName: 'Old', Value: 1, Timestamp: minutesAgo(181) },
        { MetricName: 'New', Value: 1, Timestamp: minutesAgo(179) },
      ]);
      const { Metrics } = await list({ RecentlyActive: 'PT3H' });
      expect(Metrics!.map(({ MetricName }) => MetricName)).toEqual(['New']);
    });

    it('refuses a token that it did not give', async () => {
      await expect(list({ NextToken: 'garbage' })).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
      });
    });
  });

  describe('GetMetricStatistics', () => {
    const statistics = (
      input: Partial<GetMetricStatisticsCommand['input']> = {},
    ) =>
      aws.cloudWatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'Shop',
          MetricName: 'Orders',
          StartTime: minutesAgo(60),
          EndTime: minutesAgo(0),
          Period: 3600,
          Statistics: ['Sum', 'SampleCount', 'Maximum'],
          ...input,
        }),
      );

    it('answers several statistics, and units side by side', async () => {
      await put([
        {
          MetricName: 'Orders',
          Value: 4,
          Unit: 'Count',
          Timestamp: minutesAgo(5),
        },
        {
          MetricName: 'Orders',
          Value: 2,
          Unit: 'Count',
          Timestamp: minutesAgo(4),
        },
        { MetricName: 'Orders', Value: 9, Timestamp: minutesAgo(4) },
      ]);
      const { Label, Datapoints } = await statistics({
        ExtendedStatistics: ['p50'],
      });
      expect(Label).toBe('Orders');
      expect(Datapoints).toHaveLength(2);
      expect(Datapoints).toContainEqual({
        Timestamp: minutesAgo(60),
        Sum: 6,
        SampleCount: 2,
        Maximum: 4,
        ExtendedStatistics: { p50: 3 },
        Unit: 'Count',
      });
      expect((await statistics({ Unit: 'Seconds' })).Datapoints).toEqual([]);
    });

    it('refuses more than 1,440 data points', async () => {
      await expect(
        statistics({ Period: 1, StartTime: minutesAgo(1440) }),
      ).rejects.toMatchObject({
        name: 'InvalidParameterCombinationException',
        message:
          'You have requested up to 86400 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
      });
    });

    it('refuses a start after the end', async () => {
      await expect(
        statistics({ StartTime: minutesAgo(-5) }),
      ).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
        message:
          'The parameter StartTime must be less than the parameter EndTime.',
      });
    });
  });

  describe('what is billed', () => {
    const billed = () => aws.sandbox.counters.read().billedMetrics;

    it('is one metric for up to five of its statistics, by request', async () => {
      await putMinutes('Orders', 5);
      const named = ['Sum', 'Average', 'Minimum', 'Maximum', 'p99'];
      const queries = named.map((Stat, i) => stat(`m${i}`, 'Orders', { Stat }));
      await get(queries);
      expect(billed()).toBe(1);
      await get([...queries, stat('six', 'Orders', { Stat: 'p50' })]);
      expect(billed()).toBe(3);
      await get([stat('o', 'Orders'), stat('r', 'Returns')]);
      expect(billed()).toBe(5);
    });

    it('is every metric that a search finds', async () => {
      await putMinutes('Orders', 5);
      await putMinutes('Returns', 5);
      aws.sandbox.counters.clear();
      await get([
        {
          Id: 'e',
          Expression: `SEARCH('Namespace="Shop"', 'Sum', 60)`,
        },
      ]);
      expect(billed()).toBe(2);
      expect(aws.sandbox.counters.read()).toMatchObject({
        calls: { 'monitoring:GetMetricData': 1 },
        callsByPlace: { '111111111111/eu-west-1': 1 },
        points: 10,
      });
    });
  });
});
