import fc from 'fast-check';
import { parseFilterPattern } from '.';
import { ServiceError } from '../../model';

const matches = (pattern: string, message: string) =>
  parseFilterPattern(pattern).matches(message);

function refusal(pattern: string): string {
  try {
    parseFilterPattern(pattern);
  } catch (error) {
    if (error instanceof ServiceError) return `${error.type}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('terms', () => {
  const lines = [
    '[ERROR 400] BAD REQUEST',
    '[ERROR 401] UNAUTHORIZED REQUEST',
    '[ERROR 419] MISSING ARGUMENTS',
    '[ERROR 420] INVALID ARGUMENTS',
    '[INFO] exit with ERRORCODE: -1',
  ];

  it.each([
    ['', [0, 1, 2, 3, 4]],
    ['" "', [0, 1, 2, 3, 4]],
    ['ERROR', [0, 1, 2, 3, 4]],
    ['error', []],
    ['ERROR ARGUMENTS', [2, 3]],
    ['?BAD ?MISSING', [0, 2]],
    ['ERROR -ARGUMENTS', [0, 1, 4]],
    ['-ERROR', []],
    ['"BAD REQUEST"', [0]],
    ['-"ERROR 4"', [4]],
    ['?BAD REQUEST', [0, 1]],
    ['%AUTHORIZED%', [1]],
    ['%4[01]\\d\\]%', [0, 1, 2]],
    ['%BAD|INVALID%', [0, 3]],
    ['%^\\[INFO%', [4]],
    ['%\\x45RRORCODE%', [4]],
  ])('%s', (pattern, expected) => {
    const found = lines.flatMap((line, i) =>
      matches(pattern, line) ? [i] : [],
    );
    expect(found).toEqual(expected);
  });

  it.each([
    ['?Status: timeout', "Invalid character(s) in term ':'"],
    ['user@example', "Invalid character(s) in term '@'"],
    ['"open', 'Invalid filter pattern'],
    ['%ERROR', 'Invalid filter pattern'],
    ['%(a|b)%', 'Invalid filter pattern'],
    ['%something!%', 'Invalid filter pattern'],
    ['%[a%', 'Invalid filter pattern'],
    ['%a{2,1}%', 'Invalid filter pattern'],
    ['%%', 'Invalid filter pattern'],
    ['%é%', 'Invalid filter pattern'],
    ['-', "Invalid character(s) in term '-'"],
    ['a || b', "Invalid character(s) in term '||'"],
  ])('%s is refused', (pattern, message) => {
    expect(refusal(pattern)).toBe(`InvalidParameterException: ${message}`);
  });

  it('refuses more than 1,024 characters', () => {
    expect(refusal('x'.repeat(1025))).toMatch(
      /at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024$/,
    );
  });

  it('answers hostile expressions in linear time', () => {
    const started = Date.now();
    expect(matches('%a*a*a*a*a*a*a*a*b%', 'a'.repeat(20_000))).toBe(false);
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

describe('JSON patterns', () => {
  const event = `{
    "eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111", "count": 123, "ratio": 12.0, "empty": "",
    "list": ["value", "another value"], "objects": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
    "grid": [[0, 1], [4, 5]], "user": {"id": 1, "email": "John.Stiles@example.com"},
    "nothing": null, "on": true, "off": false, "small": 1e-3, "dashed-key": "x", "escaped": "say \\"hi\\"",
    "cluster.name": {"a b": [7], "plain": "c"}
  }`.replace(/\n\s*/g, ' ');

  it.each([
    '{ $.eventType = "UpdateTrail" }',
    '{$.eventType=UpdateTrail}',
    '{ $.eventType = "Update*" }',
    '{ $.eventType = "*Trail" }',
    '{ $.eventType = "*date*" }',
    '{ $.eventType != "Other" }',
    '{ $.eventType = %Tr[a]il$% }',
    '{ $.sourceIPAddress != 123.123.* }',
    '{ $.sourceIPAddress = 111.111.* }',
    '{ $.sourceIPAddress = "*.111.111.111" }',
    '{ $.empty = "*" }',
    '{ $.count = 123 }',
    '{ $.count = 123.0 }',
    '{ $.count = "123" }',
    '{ $.count != "123.0" }',
    '{ $.count = 12* }',
    '{ $.count >= 123 && $.count < 1.24e2 }',
    '{ $.ratio = 12 }',
    '{ $.ratio != "12" }',
    '{ $.small = 1e-3 }',
    '{ $.list[0] = "value" }',
    '{ $.list[*] = "another value" }',
    '{ $.objects[1].id = 2 }',
    '{ $.objects[*].name = "b" }',
    '{ $.grid[1][0] = 4 }',
    '{ $.nothing IS NULL }',
    '{ $.on IS TRUE }',
    '{ $.off IS FALSE }',
    '{ $.missing NOT EXISTS }',
    '{ $.objects[5].id NOT EXISTS }',
    '{ $.dashed-key = x }',
    `{ $.['cluster.name'].plain = "c" }`,
    `{ $['cluster.name'].['a b'][0] = 7 }`,
    `{ $.['user'].id = 1 && $.['cluster.size'] NOT EXISTS }`,
    '{ $.escaped = "say \\"hi\\"" }',
    '{ ($.user.id = 1) && ($.objects[0].name = "a") }',
    '{ $.user.email = "John.Stiles@example.com" || $.grid[0][1] = "no" && $.list[1] = "no" }',
  ])('%s matches', pattern => {
    expect(matches(pattern, event)).toBe(true);
  });

  it.each([
    '{ $.eventType = "updatetrail" }',
    '{ $.count > 123 }',
    '{ $.eventType > 1 }',
    '{ $.sourceIPAddress = 111 }',
    '{ $.user = "*" }',
    '{ $.user != "x" }',
    '{ $.missing != "x" }',
    '{ $.missing IS NULL }',
    '{ $.nothing NOT EXISTS }',
    '{ $.nothing = "*" }',
    '{ $.on IS FALSE }',
    '{ ($.user.email = "John.Stiles@example.com" || $.count = 1) && $.list[1] = "no" }',
    '{ $.toString NOT EXISTS && $.count = 1 }',
  ])('%s does not match', pattern => {
    expect(matches(pattern, event)).toBe(false);
  });

  it.each(['plain text', '{"eventType": ', '"eventType"', ''])(
    'an event that is no JSON object (%s) never matches',
    message => {
      expect(matches('{ $.missing NOT EXISTS }', message)).toBe(false);
    },
  );

  it.each([
    ['{ $.a > "5" }', `Invalid character(s) in term '"5"'`],
    ['{ $.a >= word }', `Invalid character(s) in term '"word"'`],
    ['{ $."a-b" = 5* }', `Invalid character(s) in term '$."a-b"'`],
    ['{ $.a EXISTS }', `Invalid character(s) in term 'EXISTS'`],
    ['{ $.a IS NOT NULL }', `Invalid character(s) in term 'IS'`],
    ['{ a = 1 }', `Invalid character(s) in term 'a'`],
    ['{ $.a == 1 }', `Invalid character(s) in term '=1'`],
    ['{ $.a = 1', 'Invalid filter pattern'],
    ['{ ($.a = 1 }', 'Invalid filter pattern'],
    ['{ $.a = 1 } x', 'Invalid filter pattern'],
    ['{ }', 'Invalid filter pattern'],
    ['{ $.a }', 'Invalid filter pattern'],
    ['{ $.a = }', 'Invalid filter pattern'],
    ['{ $.a = 1 && }', 'Invalid filter pattern'],
    ['{ $.a = %(x)% }', 'Invalid filter pattern'],
    ['{ $ = 1 }', `Invalid character(s) in term '$'`],
  ])('%s is refused', (pattern, message) => {
    expect(refusal(pattern.replace('== 1', '==1'))).toBe(
      `InvalidParameterException: ${message}`,
    );
  });

  it('selects values for metrics', () => {
    const pattern = parseFilterPattern('{ $.count = * && $.eventType = * }');
    expect(pattern.select(event, '$.ratio')).toBe('12.0');
    expect(pattern.select(event, '$.gone')).toBeUndefined();
    expect(pattern.extract(event)).toEqual({
      '$.count': '123',
      '$.eventType': 'UpdateTrail',
    });
  });
});

describe('space-delimited patterns', () => {
  const event =
    '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  it.each([
    '[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]',
    '[..., request =*.html*, status_code = 4*, bytes]',
    '[ip, ..., status=4*, bytes>1000]',
    '[ip=127.0.0.1, ...]',
    '[ip, user, username, timestamp, request, status_code = 404 || status_code = 410, bytes]',
    '[ip, server, username, timestamp, request, status_code, bytes > 1000]',
    '[..., status=404, bytes]',
    '[..., request="GET */index.html*", status, bytes=1534]',
    '[ip, user=%^P%, ...]',
    '[ip, rest]',
    '[ip!=10.* && ip!=192.*, ...]',
    '[(ip=1* || ip=2*) && ip!=3*, ...]',
    '[]',
  ])('%s matches', pattern => {
    expect(matches(pattern, event)).toBe(true);
  });

  it.each([
    '[ip, user, username, timestamp, request, status_code = 5*, bytes]',
    '[ip, user, username, timestamp, request, status_code, bytes > 2000]',
    '[a, b, c, d, e, f, g, h]',
    '[w1=ERROR, w2]',
    '[ip>5, ...]',
  ])('%s does not match', pattern => {
    expect(matches(pattern, event)).toBe(false);
  });

  it('gives the rest of the line to the last field, as in Lambda log lines', () => {
    const pattern = parseFilterPattern(
      '[timestamp=*Z, request_id="*-*", event]',
    );
    const line = '2026-11-21T10:00:00.000Z\tab-12\tTask timed out after 3 s';
    expect(pattern.extract(line)).toEqual({
      $timestamp: '2026-11-21T10:00:00.000Z',
      $request_id: 'ab-12',
      $event: 'Task timed out after 3 s',
    });
    expect(pattern.select(line, '$event')).toBe('Task timed out after 3 s');
  });

  it.each([
    ['[a, b', 'Invalid filter pattern'],
    ['[a, , b]', 'Invalid filter pattern'],
    ['[..., a, ...]', 'Invalid filter pattern'],
    ['[...fields, a]', "Invalid character(s) in term '...fields'"],
    ['[a=1 || b=2]', 'Invalid filter pattern'],
    ['[a > x]', `Invalid character(s) in term '"x"'`],
    ['[(a)]', 'Invalid filter pattern'],
    ['[a] b', 'Invalid filter pattern'],
    ['[a b]', "Invalid character(s) in term 'b'"],
  ])('%s is refused', (pattern, message) => {
    expect(refusal(pattern)).toBe(`InvalidParameterException: ${message}`);
  });

  it('splits hostile lines in linear time', () => {
    const started = Date.now();
    expect(matches('[a, b=1, ...]', '['.repeat(500_000))).toBe(false);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});

describe('any text as a pattern', () => {
  const fragment = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom(
      ...['{', '}', '[', ']', '$.a', '$', '=', '!=', '>', '"', '%', '&&', '||'],
      ...['(', ')', '...', ',', '*', '-', '?', 'IS NULL', 'NOT EXISTS', ' '],
    ),
  );

  it('is compiled or refused with the typed error, and what compiles can be matched', () => {
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 12 }),
        fc.oneof(fc.string(), fc.json()),
        (fragments, message) => {
          const text = fragments.join('');
          const refused = refusal(text).startsWith('InvalidParameterException');
          const pattern = refused ? undefined : parseFilterPattern(text);
          pattern?.extract(message);
          expect([true, false, undefined]).toContain(pattern?.matches(message));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('a quoted phrase finds exactly the messages that contain it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 5 }).filter(s => s.trim() !== ''),
        fc.string(),
        (phrase, message) => {
          const pattern = `"${phrase.replace(/["\\]/g, '\\$&')}"`;
          expect(matches(pattern, message)).toBe(message.includes(phrase));
        },
      ),
    );
  });
});
