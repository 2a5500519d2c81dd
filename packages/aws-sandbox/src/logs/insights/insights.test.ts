import fc from 'fast-check';
import { ServiceError } from '../../model';
import { LogEvent } from '../store';
import { compileQuery } from './query';

const START = Date.parse('2026-11-21T10:00:00.000Z');

interface Line {
  message: string;
  /** Milliseconds after the start; a second after the line before if not given. */
  at?: number;
  stream?: string;
}

/** Runs a query over lines in order of time; rows as objects, without @ptr. */
function run(
  text: string,
  lines: readonly (string | Line)[],
  logGroup = '/app/log',
) {
  const events = lines.map((line, i) => {
    const { message, at, stream } =
      typeof line === 'string'
        ? { message: line, at: i * 1000, stream: 's' }
        : line;
    const timestamp = START + (at ?? i * 1000);
    const event: LogEvent = {
      id: String(i).padStart(56, '0'),
      timestamp,
      ingestionTime: timestamp + 500,
      stream: stream ?? 's',
      message,
    };
    return { event, source: { accountId: '111111111111', logGroup } };
  });
  const result = compileQuery(text).run(events.reverse(), {
    startedAt: START + 60_000,
    from: START,
    to: START + 3_600_000,
  });
  return {
    ...result,
    rows: result.results.map(fields =>
      Object.fromEntries(
        fields
          .filter(({ field }) => field !== '@ptr')
          .map(({ field, value }) => [field, value]),
      ),
    ),
  };
}

const rows = (...args: Parameters<typeof run>) => run(...args).rows;

/** The value of an expression for one event. */
const value = (expression: string, message = '{}') =>
  rows(`fields ${expression} as x`, [message])[0].x;

/** Messages that a condition lets through. */
const filtered = (condition: string, lines: readonly string[]) =>
  rows(
    `fields @message | filter ${condition} | sort @timestamp asc`,
    lines,
  ).map(row => row['@message']);

function refusal(text: string) {
  try {
    compileQuery(text);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { location } = error.members.queryCompileError as {
      location: { startCharOffset: number; endCharOffset: number };
    };
    return {
      type: error.type,
      message: error.message,
      at: text.slice(location.startCharOffset, location.endCharOffset),
    };
  }
  return undefined;
}

const REQUESTS = [
  '{"level":"INFO","status":200,"ms":10.5,"user":{"id":"u1"},"tags":["a","b"]}',
  '{"level":"ERROR","status":500,"ms":250,"user":{"id":"u2"},"tags":["b"]}',
  '{"level":"INFO","status":200,"ms":30,"user":{"id":"u1"},"ok":true}',
  '{"level":"WARN","status":404,"ms":20,"user":{"id":"u3"},"none":null}',
  'not JSON at all',
];

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
    ['max(@timestamp)', '2026-11-21 10:00:04.000'],
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

describe('functions', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['2 ^ 3 ^ 2', '512'],
    ['10 % 3', '1'],
    ['-n', '-5'],
    ['1 / 3', '0.3333'],
    ['1 / 0', undefined],
    ['n + text', undefined],
    ['abs(-3)', '3'],
    ['ceil(1.2)', '2'],
    ['floor(-1.2)', '-2'],
    ['round(2.567, 1)', '2.6'],
    ['greatest(1, n, 3)', '5'],
    ['least(4, n, 3)', '3'],
    ['log(1)', '0'],
    ['sqrt(16)', '4'],
    ['toInt("12.9")', '12'],
    ['concat("a", n, "b")', 'a5b'],
    ['strlen("äöü")', '3'],
    ['toupper("aB")', 'AB'],
    ['tolower("aB")', 'ab'],
    ['trim("  x ")', 'x'],
    ['trim("xyZxyfooxyxyZ", "xyZ")', 'foo'],
    ['ltrim("xyZxyfooxyZ", "xyZ")', 'fooxyZ'],
    ['rtrim("xyZfooxyxyZ", "xyZ")', 'xyZfoo'],
    ['substr("xyZfooxyZ", 3, 3)', 'foo'],
    ['substr("abc", 1)', 'bc'],
    ['replace("a-b-c", "-", "+")', 'a+b+c'],
    ['regexReplace("a1b22", "[0-9]+", "#")', 'a#b#'],
    ['strcontains("abc", "b")', '1'],
    ['strcontains("abc", "B")', '0'],
    ['strcontains("abc", "B", true)', '1'],
    ['startsWith("abc", "ab")', '1'],
    ['isempty(missing)', '1'],
    ['isblank("  ")', '1'],
    ['isempty("  ")', '0'],
    ['ispresent(n)', '1'],
    ['coalesce(missing, n, 1)', '5'],
    ['if(n > 3, "big", "small")', 'big'],
    ['case(n > 9, "a", n > 4, "b", "c")', 'b'],
    ['case(n > 9, "a", n > 8, "b")', undefined],
    ['isNumeric(text)', '0'],
    ['datefloor(@timestamp, 1h)', '2026-11-21 10:00:00.000'],
    ['dateceil(fromMillis(1795255200001), 1h)', '2026-11-21 11:00:00.000'],
    ['datefloor(@timestamp, 1mo)', '2026-11-01 00:00:00.000'],
    ['dateceil(@timestamp, 1q)', '2027-01-01 00:00:00.000'],
    ['fromMillis(1795255200000)', '2026-11-21 10:00:00.000'],
    ['toMillis(@timestamp)', '1795255200000'],
    ['bin(1d)', '2026-11-21 00:00:00.000'],
    ['now()', '1795255260'],
    ['queryTimeRange()', '3600000'],
    ['isValidIpV4("10.1.2.3")', '1'],
    ['isIpv4InSubnet("10.1.2.3", "10.1.0.0/16")', '1'],
    ['isIpInSubnet("2001:db8::1", "2001:db8::/32")', '1'],
    ['isIpInSubnet("10.1.2.3", "nonsense")', '0'],
    ['urldecode("a%20b")', 'a b'],
    ['base64decode(base64encode("ä"))', 'ä'],
    ['hexToDec("0xff")', '255'],
    ['decToHex(-255)', '-0xff'],
    ['jsonArraySize(list)', '2'],
    ['jsonArrayContains(list, "b")', '1'],
    ['split("a,b", ",")', '["a","b"]'],
    ['strlen("it\'s")', '4'],
  ])('%s', (expression, expected) => {
    expect(value(expression, '{"n":5,"text":"x","list":["a","b"]}')).toBe(
      expected,
    );
  });

  it('reach into parsed JSON', () => {
    expect(
      rows(
        'parse "body: *" as body | fields jsonParse(body) as j | filter j.users[1].action = "Put" | display j.users.0.action, j.`odd.key`, toupper(j)',
        ['body: {"users":[{"action":"Get"},{"action":"Put"}],"odd.key":1.50}'],
      ),
    ).toEqual([{ 'j.users.0.action': 'Get', 'j.odd.key': '1.50' }]);
  });
});

describe('what does not belong', () => {
  it.each([
    ['', ''],
    ['fields', ''],
    ['fields @message |', ''],
    ['explode @message', 'explode'],
    ['SOURCE "x" | fields @message', 'SOURCE'],
    ['pattern @message', 'pattern'],
    ['fields @message limit 5', 'limit'],
    ['fields frobnicate(x)', 'frobnicate'],
    ['fields strlen()', 'strlen()'],
    ['filter n == 5', '='],
    ['filter n = ', ''],
    ['filter (n = 5', ''],
    ['filter n = 5)', ')'],
    ['filter n like 5', '5'],
    ['filter n in 5', '5'],
    ['filter n !~ /x/', '!'],
    ['filter @message like /(/', '/(/'],
    ['filter @message like /(?=x)/', '/(?=x)/'],
    ['filter @message like "open', '"open'],
    ['filter count(*) > 5', 'count(*)'],
    ['parse @message "no wildcard" as x', '"no wildcard" as x'],
    ['parse @message "* *" as x', '"* *" as x'],
    ['parse @message /no group/', '/no group/'],
    ['stats status by level', 'status'],
    ['stats pct(ms) by level', 'pct(ms)'],
    ['stats pct(ms, 101)', 'pct(ms, 101)'],
    ['stats avg(*)', '*'],
    ['stats count(*) by bin(5)', '5'],
    ['stats count(*) by bin(5x)', 'x'],
    ['stats count(*) as n | stats sum(other)', 'other'],
    ['stats count(*) as n by level | stats max(n) by bin(1h)', 'bin(1h)'],
    ['stats count(*) | sort n | stats count(*)', 'sort n'],
    ['stats count(*) | stats count(*) | stats count(*)', 'stats count(*)'],
    ['limit 0', '0'],
    ['limit 100001', '100001'],
    ['limit ten', 'ten'],
    ['dedup level | sort level', 'sort level'],
    ['fields `open', '`'],
    ['fields a.', '.'],
    ['fields @message ; limit 1', ';'],
  ])('%s', (query, at) => {
    expect(refusal(query)).toMatchObject({
      type: 'MalformedQueryException',
      at,
    });
  });

  it('is located by line and position', () => {
    expect(refusal('fields @message\n| explode')?.message).toBe(
      'unexpected symbol found explode at line 2 and position 3',
    );
  });

  it('comments are skipped wherever they stand', () => {
    expect(
      rows('# all\nfields @message # this | limit 0\n| limit 1 #', ['a#b']),
    ).toEqual([{ '@message': 'a#b' }]);
  });

  it('any text compiles and runs, or is refused with the typed error', () => {
    const fragment = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom(
        ...[
          'fields',
          'filter',
          'stats',
          'sort',
          'parse',
          'limit',
          'dedup',
          '|',
        ],
        ...['count(*)', 'by', 'bin(5m)', 'as', 'x', '@message', 'like', '/a+/'],
        ...['"a*"', '(', ')', '[', ']', ',', '=', '<', 'and', 'not', 'in', '-'],
        ...['5', '1.5', '*', '^', '`b`', '.', 'abs(', 'pct(x, 5)', '# c', '\n'],
      ),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 14 }), fragments => {
        const text = fragments.join(' ');
        try {
          run(text, REQUESTS);
        } catch (error) {
          expect(error).toBeInstanceOf(ServiceError);
          expect((error as ServiceError).type).toBe('MalformedQueryException');
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('hostile nesting is refused', () => {
    for (const text of [
      `filter ${'('.repeat(4_000)}`,
      `fields ${'abs('.repeat(2_000)}`,
      `fields ${'2^'.repeat(4_000)}2`,
    ]) {
      expect(refusal(text)?.type).toBe('MalformedQueryException');
    }
    expect(filtered(`${'not '.repeat(2_000)} n = 1`, ['{"n":1}'])).toHaveLength(
      1,
    );
  });
});
