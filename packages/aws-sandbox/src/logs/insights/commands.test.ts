import { filtered, REQUESTS, rows, run } from './__fixtures__/runQuery';

describe('records', () => {
  it('are the newest first, with time, message and pointer, when nothing is said', () => {
    const { results, recordsMatched } = run('limit 1', ['first', 'second']);
    expect(results).toEqual([
      [
        { field: '@timestamp', value: '2026-11-21 10:00:01.000' },
        { field: '@message', value: 'second' },
        { field: '@ptr', value: expect.any(String) },
      ],
    ]);
    expect(recordsMatched).toBe(2);
  });

  it('have system fields and discovered ones', () => {
    const [row] = rows(
      'fields @log, @logStream, @ingestionTime, user.id, tags.1, status, ok, none, @message',
      [{ message: REQUESTS[0], stream: 'app/1' }],
    );
    expect(row).toEqual({
      '@log': '111111111111:/app/log',
      '@logStream': 'app/1',
      '@ingestionTime': '2026-11-21 10:00:00.500',
      'user.id': 'u1',
      'tags.1': 'b',
      status: '200',
      '@message': REQUESTS[0],
    });
  });

  it('show JSON truth as 1 and 0, numbers as written, @-fields with one more @', () => {
    const message = '{"t":true,"f":false,"n":12.50,"@x":"at","a-b":{"c.d":1}}';
    expect(rows('fields t, f, n, @@x, `a-b`.`c.d`', [message])[0]).toEqual({
      t: '1',
      f: '0',
      n: '12.50',
      '@@x': 'at',
      'a-b.c.d': '1',
    });
  });

  it('of Lambda have the fields of their REPORT lines and embedded JSON', () => {
    const id = '8476a536-e9f4-11e8-9739-2dfe598c3fcd';
    const report = `REPORT RequestId: ${id}\tDuration: 102.25 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 30.1 ms`;
    const line = `2026-11-21T10:00:00.000Z\t${id}\tINFO\t{"records": 7}`;
    const fields =
      'fields @type, @requestId, @duration, @billedDuration, @memorySize, @maxMemoryUsed, @initDuration, records';
    expect(rows(fields, [report, line], '/aws/lambda/f')).toEqual([
      { '@requestId': id, records: '7' },
      {
        '@type': 'REPORT',
        '@requestId': id,
        '@duration': '102.25',
        '@billedDuration': '103',
        '@memorySize': '1.28E8',
        '@maxMemoryUsed': '6.4E7',
        '@initDuration': '30.1',
      },
    ]);
    expect(rows(fields, [report], '/app')).toEqual([{}]);
  });
});

describe('fields and display', () => {
  it('show computed values under what was written, or under their alias', () => {
    expect(
      rows('fields status / 3, toupper(level) as L, L | limit 1', [
        REQUESTS[0],
      ]),
    ).toEqual([{ 'status / 3': '66.6667', L: 'INFO' }]);
  });

  it('display decides alone what is shown', () => {
    expect(
      rows('fields @message, status*2 as twice | display twice, level', [
        REQUESTS[1],
      ]),
    ).toEqual([{ twice: '1000', level: 'ERROR' }]);
  });

  it('fields commands add up; parsed fields are shown as well', () => {
    expect(
      rows(
        'fields level | parse @message "\\"ms\\":*," as took | fields status',
        [REQUESTS[1]],
      ),
    ).toEqual([{ level: 'ERROR', took: '250', status: '500' }]);
  });
});

describe('filter', () => {
  const numbers = ['{"n":5}', '{"n":10}', '{"n":"7"}', '{"n":"x"}', '{}'];

  it.each([
    ['n = 5', [0]],
    ['n != 5', [1, 2, 3]],
    ['n > 5', [1, 2]],
    ['n >= 5 and n < 10', [0, 2]],
    ['n <= 5 or n = 10', [0, 1]],
    ['n > 5 and not n = 10', [2]],
    ['n = "x"', [3]],
    ["n = 'x'", [3]],
    ['n in [5, 10]', [0, 1]],
    ['n in ["x", 10]', [1, 3]],
    ['n not in [5, 10]', [2, 3]],
    ['ispresent(n)', [0, 1, 2, 3]],
    ['not ispresent(n)', [4]],
    ['isempty(n)', [4]],
    ['n like "1"', [1]],
    ['n like /^[57]$/', [0, 2]],
    ['n not like /^[57]$/', [1, 3]],
    ['n =~ /x/', [3]],
    ['(n = 5 or n = 10) and n > 6', [1]],
    ['n = 5 or n = 10 and n > 6', [0, 1]],
    ['n + 1 > 8', [1]],
    ['n * 2 = 10', [0]],
    ['N = 5', []],
    ['ISPRESENT(n) AND n = 5', [0]],
    ['@timestamp >= 1795255203000', [3, 4]],
  ])('%s', (condition, expected) => {
    expect(filtered(condition, numbers)).toEqual(expected.map(i => numbers[i]));
  });

  it('like is case-sensitive, unless the expression says otherwise', () => {
    const lines = ['an Error', 'an error', 'fine'];
    expect(filtered('@message like "Error"', lines)).toEqual(['an Error']);
    expect(filtered('@message like /(?i)ERROR/', lines)).toHaveLength(2);
    expect(filtered('@message like /a\\/b/', ['a/b', 'ab'])).toEqual(['a/b']);
  });

  it('several filters add up', () => {
    expect(
      run('filter status >= 400 | filter level = "WARN"', REQUESTS),
    ).toMatchObject({
      recordsMatched: 1,
    });
  });

  it('answers hostile expressions in linear time', () => {
    const started = Date.now();
    filtered('@message like /(a+)+$/', [`${'a'.repeat(50_000)}b`]);
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

describe('parse', () => {
  it('takes fields by wildcards', () => {
    const message =
      'user=John, method:GET, latency := 123 ms, rest of the line';
    expect(
      rows(
        'parse @message "user=*, method:*, latency := * ms,*" as @user, @method, ms, rest | display @user, @method, ms, rest',
        [message],
      ),
    ).toEqual([
      {
        '@user': 'John',
        '@method': 'GET',
        ms: '123',
        rest: ' rest of the line',
      },
    ]);
  });

  it('takes the whole of a text between wildcards, and fields of other fields', () => {
    expect(
      rows(
        `parse @logStream '*/*' as app, instance | parse app "-*" as name | display app, instance, name`,
        [{ message: 'x', stream: 'web-shop/7/b' }],
      ),
    ).toEqual([{ app: 'web-shop', instance: '7/b', name: 'shop' }]);
  });

  it.each([
    '/user=(?<name>\\w+) took (?<ms>\\d+)/',
    '/user=(?P<name>\\w+) took (?P<ms>\\d+)/',
    '/user=(\\w+) took (\\d+)/ as name, ms',
  ])('takes groups of %s', pattern => {
    expect(
      rows(`parse @message ${pattern} | display name, ms`, [
        'user=ann took 12 ms',
        'nothing here',
      ]),
    ).toEqual([{}, { name: 'ann', ms: '12' }]);
  });

  it('keeps records that do not match, without the fields', () => {
    const result = rows('parse "a=*" as a | stats count(*), count(a)', [
      'a=1',
      'b=1',
    ]);
    expect(result).toEqual([{ 'count(*)': '2', 'count(a)': '1' }]);
  });

  it('compares parsed numbers as numbers', () => {
    expect(
      rows('parse "ms=*" as ms | filter ms > 9 | display ms', [
        'ms=10',
        'ms=9',
      ]),
    ).toEqual([{ ms: '10' }]);
  });
});

describe('stats', () => {
  it('counts and computes by group', () => {
    expect(
      rows(
        'filter ispresent(level) | stats count(*) as n, sum(ms), avg(ms), min(ms), max(ms) by level | sort level asc',
        REQUESTS,
      ),
    ).toEqual([
      ...[
        { level: 'ERROR', n: '1', 'sum(ms)': '250', 'avg(ms)': '250' },
        { level: 'INFO', n: '2', 'sum(ms)': '40.5', 'avg(ms)': '20.25' },
        { level: 'WARN', n: '1', 'sum(ms)': '20', 'avg(ms)': '20' },
      ].map((row, i) => ({
        ...row,
        'min(ms)': ['250', '10.5', '20'][i],
        'max(ms)': ['250', '30', '20'][i],
      })),
    ]);
  });

  it('gives the groups before the statistics', () => {
    const { results } = run('stats count() by level, status', [REQUESTS[0]]);
    expect(results).toEqual([
      [
        { field: 'level', value: 'INFO' },
        { field: 'status', value: '200' },
        { field: 'count()', value: '1' },
      ],
    ]);
  });

  it('groups by time, newest first', () => {
    const lines = [0, 4, 5, 9, 11].map(minute => ({
      message: 'x',
      at: minute * 60_000,
    }));
    expect(rows('stats count(*) as n by bin(5m)', lines)).toEqual([
      { 'bin(5m)': '2026-11-21 10:10:00.000', n: '1' },
      { 'bin(5m)': '2026-11-21 10:05:00.000', n: '2' },
      { 'bin(5m)': '2026-11-21 10:00:00.000', n: '2' },
    ]);
    expect(
      rows('stats count(*) by bin(5m) as t | sort t asc | limit 1', lines),
    ).toEqual([{ t: '2026-11-21 10:00:00.000', 'count(*)': '2' }]);
    // Documented: seconds and minutes beyond 60 count as 60.
    expect(rows('stats count(*) as n by bin(300s)', lines)).toHaveLength(5);
    expect(rows('stats count(*) as n by bin(1 day)', lines)).toEqual([
      { 'bin(1 day)': '2026-11-21 00:00:00.000', n: '5' },
    ]);
  });

  it.each([
    ['pct(ms, 50)', '25'],
    ['pct(ms, 0)', '10.5'],
    ['pct(ms, 100)', '250'],
    ['count_distinct(user.id)', '3'],
    ['stddev(status)', '130.4914'],
    ['earliest(level)', 'INFO'],
    ['latest(level)', 'WARN'],
    ['sortsFirst(level)', 'ERROR'],
    ['sortsLast(level)', 'WARN'],
    ['max(ms) - min(ms)', '239.5'],
    ['sum(ms) / count(ms)', '77.625'],
    ['COUNT(*)', '5'],
    ['count(missing)', '0'],
    ['max(@timestamp)', '1795255204000'],
    ['latest(@timestamp)', '1795255204000'],
    ['fromMillis(max(@timestamp))', '2026-11-21 10:00:04.000'],
    ['sum(level = "INFO")', '2'],
  ])('%s', (aggregate, expected) => {
    expect(rows(`stats ${aggregate} as x`, REQUESTS)).toEqual([
      { x: expected },
    ]);
  });

  it('leaves out what no record has', () => {
    expect(
      rows('stats avg(nothing) as a, count(*) as n by odd', ['x']),
    ).toEqual([{ n: '1' }]);
    expect(rows('filter @message = "y" | stats count(*)', ['x'])).toEqual([]);
  });

  it('can be applied twice, to the columns of the first', () => {
    expect(
      rows(
        'stats count(*) as n by user.id | stats max(n) as most, count(*) as users',
        REQUESTS.slice(0, 4),
      ),
    ).toEqual([{ most: '2', users: '3' }]);
    expect(
      rows(
        'stats max(@timestamp) as @timestamp by user.id | stats count(*) by bin(1m)',
        REQUESTS.slice(0, 4),
      ),
    ).toEqual([{ 'bin(1m)': '2026-11-21 10:00:00.000', 'count(*)': '3' }]);
  });

  it('can be sorted by what was written', () => {
    expect(
      rows('stats count(*) by level | sort count(*) desc, level | limit 1', [
        ...REQUESTS.slice(0, 4),
      ]),
    ).toEqual([{ level: 'INFO', 'count(*)': '2' }]);
  });
});

describe('sort, limit, dedup', () => {
  it('orders words chunk by chunk before numbers, missing values first', () => {
    const lines = ['10', '9', 'b2', 'b10', 'a', ''].map(
      v => `{${v && `"v":"${v}"`}}`,
    );
    const sorted = (direction: string) =>
      rows(`fields v | sort v ${direction}`, lines).map(row => row.v);
    expect(sorted('asc')).toEqual([undefined, 'a', 'b2', 'b10', '9', '10']);
    expect(sorted('desc')).toEqual(['10', '9', 'b10', 'b2', 'a', undefined]);
  });

  it('sorts by several keys', () => {
    expect(
      rows(
        'filter ispresent(status) | fields status, ms | sort status desc, ms asc',
        REQUESTS,
      ).map(row => row.ms),
    ).toEqual(['250', '20', '10.5', '30']);
  });

  it('keeps the first of equals, and all records without the field', () => {
    expect(
      rows('fields status, ms | sort ms desc | dedup status | limit 5', [
        ...REQUESTS,
        '{"ms": 1}',
      ]).map(row => row.ms),
    ).toEqual(['250', '30', '20', '1', undefined]);
  });
});
