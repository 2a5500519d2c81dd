import { readMetricRows } from './metricRows';

/** What each row stands for, written out: values and the statistic of its own. */
function written(rows: unknown[]) {
  const { rows: read, problems } = readMetricRows(rows);
  return {
    rows: read.map(row =>
      row.type === 'stored'
        ? [
            row.namespace,
            row.metricName,
            ...Object.entries(row.dimensions).flat(),
            ...(row.stat ? [{ stat: row.stat }] : []),
          ]
        : row.expression,
    ),
    problems,
  };
}

const CPU = ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1'];

describe('shorthand rows', () => {
  it('"..." stands for all values but the last ones given', () => {
    expect(written([CPU, ['...', 'i-2'], ['...', 'i-3']])).toEqual({
      rows: [
        CPU,
        ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-2'],
        ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-3'],
      ],
      problems: [],
    });
  });

  it('"..." alone is the same metric, with options of its own and none of the row before', () => {
    const { rows, problems } = readMetricRows([
      [...CPU, { stat: 'Average', label: 'mean', color: '#ff0000', id: 'm1' }],
      ['...', { stat: 'p95' }],
    ]);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        type: 'stored',
        index: 0,
        namespace: 'AWS/EC2',
        metricName: 'CPUUtilization',
        dimensions: { InstanceId: 'i-1' },
        id: 'm1',
        label: 'mean',
        stat: 'Average',
        color: '#ff0000',
        axis: 'left',
        visible: true,
      },
      {
        type: 'stored',
        index: 1,
        namespace: 'AWS/EC2',
        metricName: 'CPUUtilization',
        dimensions: { InstanceId: 'i-1' },
        stat: 'p95',
        axis: 'left',
        visible: true,
      },
    ]);
  });

  it('"." repeats the value at the same position', () => {
    expect(
      written([
        ['AWS/Lambda', 'Invocations', 'FunctionName', 'load'],
        ['.', 'Errors', '.', '.'],
        ['.', '.', '.', 'clean', { stat: 'Sum' }],
      ]).rows,
    ).toEqual([
      ['AWS/Lambda', 'Invocations', 'FunctionName', 'load'],
      ['AWS/Lambda', 'Errors', 'FunctionName', 'load'],
      ['AWS/Lambda', 'Errors', 'FunctionName', 'clean', { stat: 'Sum' }],
    ]);
  });

  it('after metric math the last metric is repeated', () => {
    expect(
      written([
        ['AWS/Lambda', 'Errors', 'FunctionName', 'load', { id: 'm1' }],
        [{ expression: 'RATE(m1)', id: 'e1' }],
        ['...', 'clean'],
        [{ expression: "SEARCH('{AWS/Lambda}', 'Sum')" }],
        ['.', 'Throttles', '.', '.'],
      ]),
    ).toEqual({
      rows: [
        ['AWS/Lambda', 'Errors', 'FunctionName', 'load'],
        'RATE(m1)',
        ['AWS/Lambda', 'Errors', 'FunctionName', 'clean'],
        "SEARCH('{AWS/Lambda}', 'Sum')",
        ['AWS/Lambda', 'Throttles', 'FunctionName', 'clean'],
      ],
      problems: [],
    });
  });

  it('rows may have fewer or more dimensions than the row before', () => {
    expect(
      written([
        ['Shop', 'Orders', 'Region', 'eu', 'Stage', 'load'],
        // Four values: two of the six are gone.
        ['.', 'Refunds', '.', '.'],
        // Counts from the row of four, not of six.
        ['...', 'us'],
        // Two more than the row before.
        ['.', '.', '.', '.', 'Stage', 'clean'],
        // The last two of six.
        ['...', 'Kind', 'gift'],
        // No dimensions, then one again.
        ['.', 'Total'],
        ['.', '.', 'Region', 'ap'],
      ]),
    ).toEqual({
      rows: [
        ['Shop', 'Orders', 'Region', 'eu', 'Stage', 'load'],
        ['Shop', 'Refunds', 'Region', 'eu'],
        ['Shop', 'Refunds', 'Region', 'us'],
        ['Shop', 'Refunds', 'Region', 'us', 'Stage', 'clean'],
        ['Shop', 'Refunds', 'Region', 'us', 'Kind', 'gift'],
        ['Shop', 'Total'],
        ['Shop', 'Total', 'Region', 'ap'],
      ],
      problems: [],
    });
  });

  it('"..." may stand between values', () => {
    expect(
      written([
        ['Shop', 'Orders', 'Region', 'eu', 'Stage', 'load'],
        ['Other', '...', 'clean'],
        ['.', 'Refunds', '...'],
      ]).rows,
    ).toEqual([
      ['Shop', 'Orders', 'Region', 'eu', 'Stage', 'load'],
      ['Other', 'Orders', 'Region', 'eu', 'Stage', 'clean'],
      ['Other', 'Refunds', 'Region', 'eu', 'Stage', 'clean'],
    ]);
  });
});

describe('rows that cannot be understood', () => {
  it.each<[string, unknown[], string]>([
    ['nothing before it', [['...', 'i-2']], 'Row 1 is not drawn: there is no'],
    ['only math before it', [[{ expression: '1' }], ['.', 'x']], 'Row 2'],
    [
      'nothing to stand for',
      [CPU, ['...', 'A', 'B', 'c', 'd']],
      'Row 2 is not drawn: "..." has nothing to stand for: the row gives 4 values, the one before has 4.',
    ],
    ['two runs', [CPU, ['...', '...']], '"..." may stand in a row once'],
    [
      'a dot beyond the row before',
      [CPU, ['.', '.', '.', '.', 'Stage', '.']],
      '"." at position 6 has nothing to repeat: the row before has 4 values',
    ],
    ['half a dimension', [[...CPU, 'Stage']], 'dimension Stage has no value'],
    ['no name', [['AWS/EC2']], 'a namespace and a name'],
    ['no list', ['AWS/EC2'], 'it is no list'],
    ['a number', [['AWS/EC2', 5]], 'must be names'],
    ['options in the middle', [['AWS/EC2', {}, 'x']], 'must be names'],
    ['nothing', [[]], 'neither a metric nor an expression'],
    ['a dimension twice', [[...CPU, 'InstanceId', 'i-2']], 'twice'],
    ['an unknown statistic', [[...CPU, { stat: 'Meen' }]], 'statistic'],
    ['an id with a dash', [[...CPU, { id: 'm-1' }]], 'its id must be'],
  ])('%s', (_, rows, problem) => {
    expect(written(rows).problems).toEqual([expect.stringContaining(problem)]);
  });

  it('do not keep the others from being drawn, and are not repeated', () => {
    const read = written([
      CPU,
      ['AWS/EC2', 'NetworkIn', 'InstanceId'],
      ['...', 'i-2'],
      ['AWS/EC2', 'DiskReadOps', 'InstanceId', 'i-3'],
      ['...', 'i-4'],
    ]);
    expect(read.rows).toEqual([
      CPU,
      ['AWS/EC2', 'DiskReadOps', 'InstanceId', 'i-3'],
      ['AWS/EC2', 'DiskReadOps', 'InstanceId', 'i-4'],
    ]);
    expect(read.problems).toEqual([
      expect.stringMatching(/^Row 2 .*InstanceId has no value/),
      expect.stringMatching(/^Row 3 .*no metric before it/),
    ]);
  });

  it('are told one by one as far as anybody reads', () => {
    const { problems } = readMetricRows(Array(30).fill(['AWS/EC2']));
    expect(problems).toHaveLength(21);
    expect(problems[20]).toBe('10 more rows are not drawn.');
  });

  it('an id is taken by the first row that has it', () => {
    const { rows, problems } = readMetricRows([
      [...CPU, { id: 'm1' }],
      ['...', 'i-2', { id: 'm1' }],
    ]);
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      'Row 2 is not drawn: another row has the id m1 already.',
    ]);
  });
});
