import type { MetricIdentity } from '../../model';
import { compileQueries, MathError, type MetricReader } from '.';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 16, 8, 0);

/** Values of five minutes from START; null is a missing data point. */
type Values = readonly (number | null)[];

function metric(
  metricName: string,
  dimensions: Record<string, string> = {},
  namespace = 'Shop',
): MetricIdentity {
  return { namespace, metricName, dimensions };
}

function readerOf(
  metrics: readonly (MetricIdentity & { values: Values })[],
): MetricReader {
  return {
    list: namespace =>
      metrics.filter(one => !namespace || one.namespace === namespace),
    read: (wanted, _stat, period, from, to) => {
      const found = metrics.find(
        one =>
          one.metricName === wanted.metricName &&
          JSON.stringify(one.dimensions) === JSON.stringify(wanted.dimensions),
      );
      const points = (found?.values ?? []).flatMap((value, index) => {
        const timestamp = START + index * period * 1000;
        const inside = timestamp >= from && timestamp < to;
        return value === null || !inside ? [] : [{ timestamp, value }];
      });
      return {
        timestamps: points.map(point => point.timestamp),
        values: points.map(point => point.value),
      };
    },
  };
}

/** Computes an expression over metrics m1, m2, … and gives its series as five values each. */
function compute(
  expression: string,
  metrics: Record<string, Values> = {},
): Values[] {
  const ids = Object.keys(metrics);
  const program = compileQueries([
    ...ids.map(Id => ({
      Id,
      ReturnData: false,
      MetricStat: {
        Metric: { Namespace: 'Shop', MetricName: Id },
        Period: 60,
        Stat: 'Sum',
      },
    })),
    { Id: 'e1', Expression: expression },
  ]);
  const reader = readerOf(
    ids.map(id => ({ ...metric(id), values: metrics[id] })),
  );
  const window = { from: START, to: START + 5 * MINUTE };
  const { series } = program.runOne('e1', reader, window);
  return series.map(one =>
    [0, 1, 2, 3, 4].map(minute => {
      const at = one.timestamps.indexOf(START + minute * MINUTE);
      return at < 0 ? null : one.values[at];
    }),
  );
}

const n = null;

/** The same values but for the last digits. */
function roughly(values: Values) {
  return values.map(value =>
    value === null ? null : expect.closeTo(value, 9),
  );
}

describe('metric math', () => {
  // Tables of "Using math expressions with CloudWatch metrics".
  it.each<[string, Record<string, Values>, Values]>([
    ['m1 < m2', { m1: [30, 20, 0, 0], m2: [20, n, 20, n] }, [0, 0, 1, 0, n]],
    ['m1 >= 30', { m1: [30, 20, 0, 0] }, [1, 0, 0, 0, n]],
    [
      'm1 > 15 AND m2 > 15',
      { m1: [30, 20, 0, 0], m2: [20, n, 20, n] },
      [1, 0, 0, 0, n],
    ],
    [
      'IF(m1, m2, m3)',
      { m1: [1, 1, 0, 0, n], m2: [30, n, 0, 0, 30], m3: [0, 0, 20, n, 20] },
      [30, 0, 20, n, n],
    ],
    [
      'IF(m1, 5, m3)',
      { m1: [1, 1, 0, 0, n], m3: [0, 0, 20, n, 20] },
      [5, 5, 20, n, n],
    ],
    [
      'IF(m1, m2, 5)',
      { m1: [1, 1, 0, 0, n], m2: [30, n, 0, 0, 30] },
      [30, 0, 5, 5, n],
    ],
    ['IF(m1 < 400, m1)', { m1: [100, 500, 300] }, [100, n, 300, n, n]],
    ['IF(m1 < 400, 10, 2)', { m1: [100, 500] }, [10, 2, n, n, n]],
    ['IF(AVG(m1) > 1, m1, 7)', { m1: [1, n, 5] }, [1, n, 5, n, n]],
    ['IF(AVG(m1) > 9, m1, 7)', { m1: [1, n, 5] }, [7, n, 7, n, n]],
    ['IF(0, m1)', { m1: [1, 2] }, [n, n, n, n, n]],
  ])('%s decides point by point', (expression, metrics, expected) => {
    expect(compute(expression, metrics)).toEqual([expected]);
  });

  it.each<[string, Record<string, Values>, Values]>([
    ['m1 + m2', { m1: [1, n, 3], m2: [10, 20, n] }, [11, 20, 3, n, n]],
    ['m1 / m2 * 100', { m1: [1, 2, 3], m2: [4, 0, n] }, [25, n, n, n, n]],
    ['-m1 + 2 ^ 3', { m1: [1, n, 3] }, [7, n, 5, n, n]],
    ['m1 - AVG(m1)', { m1: [1, 2, 3] }, [-1, 0, 1, n, n]],
    ['m1 / PERIOD(m1)', { m1: [60, 120] }, [1, 2, n, n, n]],
    ['ABS(m1)', { m1: [-1, 2] }, [1, 2, n, n, n]],
    ['CEIL(m1) - FLOOR(m1)', { m1: [1.5, 2] }, [1, 0, n, n, n]],
    ['LOG10(m1)', { m1: [100, 0, 1000] }, [2, n, 3, n, n]],
    ['LOG(m1)', { m1: [1, -1] }, [0, n, n, n, n]],
    ['DIFF(m1)', { m1: [1, n, 4, 9] }, [n, n, 3, 5, n]],
    ['DIFF_TIME(m1)', { m1: [1, n, 4, 9] }, [n, n, 120, 60, n]],
    ['RATE(m1)', { m1: [0, n, 60, 240] }, [n, n, 0.5, 3, n]],
    ['RUNNING_SUM(m1)', { m1: [1, n, 4, 9] }, [1, n, 5, 14, n]],
    ['FILL(m1, 0)', { m1: [n, 5, n] }, [0, 5, 0, 0, 0]],
    ['FILL(m1, 0)', { m1: [] }, [0, 0, 0, 0, 0]],
    ['FILL(m1, REPEAT)', { m1: [n, 5, n, 7] }, [n, 5, 5, 7, 7]],
    ['FILL(m1, LINEAR)', { m1: [n, 5, n, 7] }, [n, 5, 6, 7, n]],
    ['FILL(m1, m2)', { m1: [n, 5, n], m2: [1, 2] }, [1, 5, n, n, n]],
    ['FILL(m1, MIN(m1))', { m1: [4, 2, n] }, [4, 2, 2, 2, 2]],
    ['TIME_SERIES(MAX(m1))', { m1: [4, 2, n] }, [4, 4, 4, 4, 4]],
    ['MINUTE(m1)', { m1: [1] }, [0, 1, 2, 3, 4]],
    ['HOUR(m1)', { m1: [1] }, [8, 8, 8, 8, 8]],
    // 16 November 2026 is a Monday.
    ['DAY(m1) * 100 + DATE(m1)', { m1: [1] }, [116, 116, 116, 116, 116]],
    ['YEAR(m1) + MONTH(m1)', { m1: [] }, [2037, 2037, 2037, 2037, 2037]],
    ['EPOCH(m1) - EPOCH(m1) + 1', { m1: [] }, [1, 1, 1, 1, 1]],
    ['SUM([m1, m2])', { m1: [1, n, 3], m2: [10, 20, n] }, [11, 20, 3, n, n]],
    ['AVG([m1, m2])', { m1: [1, n, 3], m2: [11, 20, n] }, [6, 10, 1.5, n, n]],
    ['MAX([m1, m2])', { m1: [1, n, 3], m2: [11, 20, n] }, [11, 20, 3, n, n]],
    ['MIN(METRICS())', { m1: [1, n, 3], m2: [11, 20, n] }, [1, 20, 3, n, n]],
    ['STDDEV([m1, m2])', { m1: [1], m2: [5] }, [2, n, n, n, n]],
    [
      'm1 / STDDEV(m1)',
      { m1: [2, 4, 4, 6] },
      [Math.SQRT2, 2 * Math.SQRT2, 2 * Math.SQRT2, 3 * Math.SQRT2, n],
    ],
    ['DATAPOINT_COUNT(METRICS())', { m1: [1, n], m2: [5, 6] }, [2, 1, n, n, n]],
    [
      'SUM(m1) / DATAPOINT_COUNT(m1) + 0 * m1',
      { m1: [2, n, 4] },
      [3, n, 3, n, n],
    ],
    ['m1 / METRIC_COUNT(METRICS())', { m1: [4], m2: [5] }, [2, n, n, n, n]],
    [
      'SUM(METRICS("err"))',
      { err1: [1], err2: [2], ok1: [9] },
      [3, n, n, n, n],
    ],
    [
      'SUM([METRICS("a"), METRICS("b")])',
      { a1: [1], b1: [2], c1: [9] },
      [3, n, n, n, n],
    ],
    [
      'FIRST(SORT(METRICS(), AVG, DESC))',
      { m1: [1, 1], m2: [2, 3] },
      [2, 3, n, n, n],
    ],
    [
      'LAST(SORT(METRICS(), SUM, ASC))',
      { m1: [9], m2: [2, 3] },
      [9, n, n, n, n],
    ],
  ])('%s of %j', (expression, metrics, expected) => {
    const [series, ...others] = compute(expression, metrics);
    expect(others).toEqual([]);
    expect(series).toEqual(roughly(expected));
  });

  it.each<[string, Values[]]>([
    [
      'METRICS() * 10',
      [
        [10, n, n, n, n],
        [20, n, n, n, n],
        [n, n, n, n, n],
      ],
    ],
    [
      'REMOVE_EMPTY(METRICS())',
      [
        [1, n, n, n, n],
        [2, n, n, n, n],
      ],
    ],
    [
      'SLICE(METRICS(), 1)',
      [
        [2, n, n, n, n],
        [n, n, n, n, n],
      ],
    ],
    ['SLICE(SORT(METRICS(), SUM, DESC), 0, 1)', [[2, n, n, n, n]]],
    [
      'SORT(METRICS(), MAX, DESC, 2)',
      [
        [2, n, n, n, n],
        [1, n, n, n, n],
      ],
    ],
    [
      '[m1, m2] / m2',
      [
        [0.5, n, n, n, n],
        [1, n, n, n, n],
      ],
    ],
    ['1 - [m1]', [[0, n, n, n, n]]],
  ])('%s gives several series', (expression, expected) => {
    expect(compute(expression, { m1: [1], m2: [2], m3: [] })).toEqual(expected);
  });

  it.each([
    [
      'AVG(m1)',
      "Error in expression 'e1': The expression must return a time series",
    ],
    ['3', 'must return a time series'],
    ['m1 + m9', "Error in expression 'e1': Undefined identifier 'm9'"],
    ['e1 + 1', "Circular reference to 'e1'"],
    [
      'METRICS() + METRICS()',
      "Unsupported operand type(s) for +: 'TS[]' and 'TS[]'",
    ],
    ['METRICS() > 1', 'Unsupported operand type(s) for >'],
    ['ABS(1)', "Argument 1 of function 'ABS' has an unsupported type"],
    ['FILL(m1)', "Function 'FILL' takes 2 argument(s), 1 given"],
    ['FILL(m1, NEAREST)', 'must be one of REPEAT, LINEAR'],
    ['SORT(METRICS(), LAST, ASC)', 'must be one of AVG, MAX, MIN, SUM'],
    ['SLICE(METRICS(), 0.5)', 'must be a whole number'],
    ['PERIOD(m1 + 1)', "Function 'PERIOD' takes a metric"],
    ['[1, 2]', 'An array takes time series only'],
    ['IF(METRICS(), 1, 2)', "Argument 1 of function 'IF'"],
    ['REPEAT', 'Invalid syntax'],
    ["SEARCH('{Shop}', 'Mean')", "Invalid statistic 'Mean'"],
    ["SEARCH('{Shop}', 'Sum', 61)", "Invalid period '61'"],
    ['ANOMALY_DETECTION_BAND(m1, 0)', 'must be greater than 0'],
  ])('refuses %s', (expression, message) => {
    expect(() => compute(expression, { m1: [1], m2: [2] })).toThrow(MathError);
    expect(() => compute(expression, { m1: [1], m2: [2] })).toThrow(message);
  });

  it('takes expressions in any order, and labels what they make', () => {
    const program = compileQueries([
      { Id: 'total', Expression: 'double + 1', Label: 'Total' },
      { Id: 'double', Expression: 'm1 * 2', ReturnData: false },
      {
        Id: 'm1',
        MetricStat: {
          Metric: { Namespace: 'Shop', MetricName: 'Orders' },
          Period: 60,
          Stat: 'Sum',
        },
      },
    ]);
    const reader = readerOf([{ ...metric('Orders'), values: [3] }]);
    const results = program.run(reader, { from: START, to: START + MINUTE });
    expect(
      results.map(({ id, returnData, series: [one] }) => [
        id,
        returnData,
        one.label,
        one.values,
      ]),
    ).toEqual([
      ['total', true, 'Total', [7]],
      ['double', false, 'double', [6]],
      ['m1', true, 'Orders', [3]],
    ]);
  });

  it.each([
    [[{ Id: 'M1', Expression: '1' }], 'must start with a lowercase letter'],
    [[{ Id: 'm1' }], 'Exactly one of MetricStat and Expression'],
    [
      [
        { Id: 'a', Expression: 'b' },
        { Id: 'b', Expression: 'a' },
      ],
      'Circular reference',
    ],
    [
      [
        { Id: 'a', Expression: 'TIME_SERIES(1)' },
        { Id: 'a', Expression: 'TIME_SERIES(2)' },
      ],
      'are not unique',
    ],
  ])('refuses the queries %j', (queries, message) => {
    expect(() => compileQueries(queries)).toThrow(message);
  });
});

describe('SEARCH', () => {
  const fleet = [
    metric('Errors', { FunctionName: 'orders-api' }, 'AWS/Lambda'),
    metric('Errors', { FunctionName: 'ProjectA-mailer' }, 'AWS/Lambda'),
    metric(
      'Errors',
      { FunctionName: 'orders-api', Resource: 'orders-api:live' },
      'AWS/Lambda',
    ),
    metric('Errors', {}, 'AWS/Lambda'),
    metric('Invocations', { FunctionName: 'ProjectA-mailer' }, 'AWS/Lambda'),
    metric('Invocations', { FunctionName: 'orders-api' }, 'AWS/Lambda'),
    metric('CustomCount1', { 'Host@Name': 'a (1)' }, 'My Shop'),
    metric('Network-Errors-2', { Host: 'b' }, 'My Shop'),
    metric('NetworkErrors2', { Host: 'c' }, 'My Shop'),
  ].map(one => ({ ...one, values: [1] }));

  const find = (text: string, extra = '') => {
    const program = compileQueries([
      {
        Id: 'e1',
        Expression: `SEARCH('${text}', 'Sum'${extra})`,
        Period: 300,
      },
    ]);
    const { series } = program.runOne('e1', readerOf(fleet), {
      from: START,
      to: START + 5 * MINUTE,
    });
    return series;
  };
  const namesOf = (text: string) => [
    ...new Set(find(text).map(one => one.metric!.metricName)),
  ];

  it.each([
    ['{AWS/Lambda,FunctionName} MetricName="Errors"', 2],
    ['{AWS/Lambda, FunctionName}, MetricName="Errors"', 2],
    ['{AWS/Lambda,FunctionName}', 4],
    ['{AWS/Lambda}', 6],
    ['{AWS/Lambda,Resource,FunctionName}', 1],
    ['{"My Shop","Host@Name"}', 1],
    ['{"My Shop","Host@Name"} "a \\(1\\)"', 1],
    ['Errors', 6],
    ['{AWS/Lambda,FunctionName} Errors OR Invocations', 4],
    [
      '{AWS/Lambda,FunctionName} MetricName="Errors" OR (MetricName="Invocations" AND (ProjectA OR ProjectB))',
      3,
    ],
    ['{AWS/Lambda,FunctionName} MetricName="Errors" NOT orders-api', 1],
    ['NOT Namespace=AWS', 3],
    ['FunctionName=orders MetricName="Invocations"', 1],
    ['FunctionName=("orders-api" OR "nobody") MetricName="Invocations"', 1],
    ['FunctionName="orders"', 0],
    ['{Nowhere}', 0],
  ])('%s finds %d metrics', (text, count) => {
    expect(find(text)).toHaveLength(count);
  });

  // Examples of "CloudWatch search expression syntax", tokenization and partial matches.
  it.each([
    ['count', ['CustomCount1']],
    ['COUNT', ['CustomCount1']],
    ['CustomCount', ['CustomCount1']],
    ['Count1', ['CustomCount1']],
    ['couNT', []],
    ['customcount', []],
    ['count1', []],
    ['"customcount1"', []],
    ['"Custom"', []],
    ['"CustomCount1"', ['CustomCount1']],
    ['network/errors', ['Network-Errors-2', 'NetworkErrors2']],
    ['network+errors', ['Network-Errors-2', 'NetworkErrors2']],
    ['Network_Errors', ['Network-Errors-2', 'NetworkErrors2']],
    ['"Network_Errors_2"', []],
    ['"Network-Errors-2"', ['Network-Errors-2']],
  ])('%s matches %j', (term, names) => {
    expect(
      namesOf(`{"My Shop","Host"} ${term}`)
        .concat(namesOf(`{"My Shop","Host@Name"} ${term}`))
        .sort(),
    ).toEqual([...names].sort());
  });

  it('labels metrics by what tells them apart', () => {
    const labels = (text: string) => find(text).map(one => one.label);
    expect(labels('{AWS/Lambda,FunctionName} MetricName="Errors"')).toEqual([
      'ProjectA-mailer',
      'orders-api',
    ]);
    expect(labels('{AWS/Lambda,FunctionName} orders')).toEqual([
      'Errors',
      'Invocations',
    ]);
    expect(labels('CustomCount1')).toEqual(['CustomCount1']);
  });

  it('reads with its own period, else with that of its query', () => {
    expect(find('{AWS/Lambda}', ', 60')[0].period).toBe(60);
    expect(find('{AWS/Lambda}')[0].period).toBe(300);
  });

  it('gives 500 metrics at most', () => {
    const many = Array.from({ length: 600 }, (_, index) => ({
      ...metric('Errors', { Id: `${index}` }),
      values: [1],
    }));
    const { series } = compileQueries([
      { Id: 'e1', Expression: "SEARCH('{Shop,Id}', 'Sum', 60)" },
    ]).runOne('e1', readerOf(many), { from: START, to: START + MINUTE });
    expect(series).toHaveLength(500);
  });

  it.each([
    [''],
    ['{'],
    ['{}'],
    ['{AWS Lambda}'],
    ['{AWS/Lambda,}'],
    ['a AND'],
    ['OR b'],
    ['(a'],
    ['a)'],
    ['x=y=z'],
    ['"open'],
    [':aws.AccountId="111111111111" a'],
    ['a'.repeat(1025)],
  ])('refuses %s', text => {
    expect(() => find(text)).toThrow(MathError);
  });
});

describe('ANOMALY_DETECTION_BAND', () => {
  const HOUR = 60 * MINUTE;
  /** 100 on weekdays and 20 on Sundays, alternating by 10 around it from minute to minute. */
  const weekly: MetricReader = {
    list: () => [],
    read: (_metric, _stat, period, from, to) => {
      const timestamps: number[] = [];
      for (let at = from; at < to; at += period * 1000) timestamps.push(at);
      const value = (at: number) =>
        (new Date(at).getUTCDay() === 0 ? 20 : 100) +
        ((at / MINUTE) % 2 === 0 ? 10 : -10);
      return { timestamps, values: timestamps.map(value) };
    },
  };
  const band = (from: number, to: number, width = '') => {
    const program = compileQueries([
      {
        Id: 'm1',
        MetricStat: {
          Metric: { Namespace: 'Shop', MetricName: 'Orders' },
          Period: 60,
          Stat: 'Average',
        },
      },
      { Id: 'band', Expression: `ANOMALY_DETECTION_BAND(m1${width})` },
    ]);
    return program.runOne('band', weekly, { from, to }).series;
  };

  it('gives the upper, then the lower limit, by the hour of the week', () => {
    const [upper, lower] = band(START, START + 2 * MINUTE);
    expect(upper.values).toEqual([120, 120]);
    expect(lower.values).toEqual([80, 80]);
    const sunday = START + 6 * 24 * HOUR;
    expect(band(sunday, sunday + MINUTE, ', 3').map(s => s.values)).toEqual([
      [50],
      [-10],
    ]);
  });

  it('is the same for a moment, whatever span is asked for', () => {
    const [long] = band(START - 5 * HOUR, START + 5 * HOUR);
    const [short] = band(START + HOUR, START + HOUR + MINUTE);
    const index = long.timestamps.indexOf(START + HOUR);
    expect(long.values[index]).toBe(short.values[0]);
  });
});
