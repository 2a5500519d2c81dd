import { binSeries } from './binSeries';

const at = (iso: string) => Date.parse(iso) / 1_000;
const HOUR = {
  from: at('2026-11-21T03:00:00Z'),
  to: at('2026-11-21T04:00:00Z'),
};

/** The result of a complete query: the names of its columns, then its rows. */
const result = (columns: string[], ...rows: (string | null)[][]) => ({
  columns,
  rows,
  status: 'complete' as const,
});

describe('rows of stats by bin', () => {
  it('become a series with a gap where a bin has no row', () => {
    expect(
      binSeries(
        'filter @message like /ERROR/ | stats count(*) by bin(15m) | sort @timestamp desc',
        result(
          ['bin(15m)', 'count(*)'],
          ['2026-11-21 03:30:00.000', '5'],
          ['2026-11-21 03:00:00.000', '3'],
        ),
        HOUR,
      ),
    ).toEqual([
      {
        id: 's1',
        label: 'count(*)',
        t0: HOUR.from,
        step: 900,
        values: [3, null, 5, null],
        status: 'complete',
        empty: false,
      },
    ]);
  });

  it('become one series for each number and each combination of groups', () => {
    const series = binSeries(
      'stats avg(ms), max(ms) as worst by status, bin( 30 minutes ) as half, stage',
      result(
        ['status', 'half', 'stage', 'avg(ms)', 'worst'],
        ['200', '2026-11-21 03:00:00.000', 'load', '12.5', '40'],
        ['500', '2026-11-21 03:00:00.000', 'load', '80', '80'],
        ['200', '2026-11-21 03:30:00.000', 'load', '10', null],
        ['200', '2026-11-21 03:30:00.000', null, '7', '7'],
      ),
      HOUR,
    );
    expect(
      series?.map(({ label, step, values }) => [label, step, values]),
    ).toEqual([
      ['200 · load · avg(ms)', 1_800, [12.5, 10]],
      ['200 · load · worst', 1_800, [40, null]],
      ['500 · load · avg(ms)', 1_800, [80, null]],
      ['500 · load · worst', 1_800, [80, null]],
      ['200 · (none) · avg(ms)', 1_800, [null, 7]],
      ['200 · (none) · worst', 1_800, [null, 7]],
    ]);
  });

  it('are called by their group alone when there is one number', () => {
    const [series] =
      binSeries(
        'stats count(*) by bin(1h), `kind`',
        result(
          ['bin(1h)', 'kind', 'count(*)'],
          ['2026-11-21 03:00:00.000', 'late', '2'],
        ),
        HOUR,
      ) ?? [];
    expect(series).toMatchObject({ label: 'late', values: [2] });
  });

  it('begin with the bin that the window begins in, wherever AWS lets bins begin', () => {
    const inDays = (columns: string[], row: string[], bin: string) =>
      binSeries(`stats count(*) by ${bin}`, result(columns, row), {
        from: at('2026-11-11T10:07:00Z'),
        to: at('2026-11-21T00:00:00Z'),
      })?.[0];
    // Weeks begin on Monday, the epoch began on a Thursday.
    expect(
      inDays(['bin(1w)', 'n'], ['2026-11-16 00:00:00.000', '4'], 'bin(1w)'),
    ).toMatchObject({ t0: at('2026-11-09T00:00:00Z'), values: [null, 4] });
    expect(
      inDays(['bin(5d)', 'n'], ['2026-11-12 00:00:00.000', '4'], 'bin(5d)'),
    ).toMatchObject({
      t0: at('2026-11-07T00:00:00Z'),
      values: [null, 4, null],
    });
  });

  it('are partial while the query runs', () => {
    const run = {
      ...result(['bin(1h)', 'n'], ['2026-11-21 03:00:00.000', '1']),
      status: 'running' as const,
    };
    expect(
      binSeries('stats count(*) as n by bin(1h)', run, HOUR),
    ).toMatchObject([{ status: 'partial', values: [1] }]);
  });

  it.each([
    ['no bin', 'stats count(*) by stage', ['stage', 'count(*)'], ['a', '1']],
    [
      'no stats',
      'fields @timestamp, a',
      ['@timestamp', 'a'],
      ['2026-11-21 03:00:00.000', '1'],
    ],
    [
      'bins of changing length',
      'stats count(*) by bin(1mo)',
      ['bin(1mo)', 'count(*)'],
      ['2026-11-01 00:00:00.000', '1'],
    ],
    [
      'bins below a second',
      'stats count(*) by bin(10ms)',
      ['bin(10ms)', 'count(*)'],
      ['2026-11-21 03:00:00.000', '1'],
    ],
    [
      'the bin left out of what is displayed',
      'stats count(*) as n by bin(5m) | display n',
      ['n'],
      ['1'],
    ],
    [
      'no number',
      'stats latest(stage) by bin(5m)',
      ['bin(5m)', 'latest(stage)'],
      ['2026-11-21 03:00:00.000', 'load'],
    ],
    [
      'more points than a chart can show',
      'stats count(*) by bin(1s)',
      ['bin(1s)', 'count(*)'],
      ['2026-11-21 03:00:00.000', '1'],
    ],
  ])('stay a table when there is %s', (_, query, columns, row) => {
    const window = { from: HOUR.from, to: HOUR.from + 86_400 };
    expect(binSeries(query, result(columns, row), window)).toBeUndefined();
  });
});
