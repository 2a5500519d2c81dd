import fc from 'fast-check';
import { NO_SECRETS, SECRETS } from './__fixtures__/secrets';
import { cleanText } from './cleanText';
import { levelOf } from './level';
import { createMask } from './mask';

const mask = createMask([/customer-\d{4}/]);

/** Made up for these tests; nothing accepts them. */
const CANARY = 'canary0S3cret9Value';
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${CANARY}`;

describe('mask', () => {
  it.each([
    `password=${CANARY}`,
    `PASSWORD: ${CANARY}`,
    `db.password = ${CANARY} host=db1`,
    `{"password":"${CANARY}"}`,
    `{"dbPassword": "it's ${CANARY}"}`,
    `{"password":"with \\"quote\\" ${CANARY}"}`,
    `{'api_key': '${CANARY}'}`,
    `{"body":"{\\"token\\":\\"${CANARY}\\"}"}`,
    `aws_secret_access_key=${CANARY}`,
    `"secretAccessKey": "${CANARY}"`,
    `"sessionToken":"${CANARY}"`,
    `Authorization: Bearer ${CANARY}`,
    `authorization=bearer:${CANARY}`,
    `Authorization: Basic ${CANARY}==`,
    `X-Amz-Security-Token=${CANARY}&X-Amz-Date=1`,
    `GET /x?X-Amz-Signature=${CANARY}&y=1`,
    `token ${JWT} refused`,
    `postgres://loader:${CANARY}@db1:5432/orders`,
    `ghp_${CANARY}${CANARY}`,
    `-----BEGIN RSA PRIVATE KEY-----\nMIIE${CANARY}\n-----END RSA PRIVATE KEY-----`,
    `{"key":"-----BEGIN PRIVATE KEY-----\\nMIIE${CANARY}\\n"}`,
    `pass\u200bword=${CANARY}`,
  ])('hides the secret in %p', line => {
    expect(mask(cleanText(line))).not.toContain(CANARY);
  });

  it('hides AWS keys and what the operator names', () => {
    const key = `AKIA${'ABCDEFGHIJ234567'}`;
    expect(mask(`using ${key} for customer-4711`)).toBe(
      'using [masked AWS key] for [masked]',
    );
  });

  it.each(Object.entries(SECRETS))('hides %s', (_, { secret, text }) => {
    const masked = mask(cleanText(`before\n${text}\nafter`));
    expect(masked).not.toContain(secret);
    expect(masked).toMatch(/^before\n[^]*\[masked/);
  });

  it.each(NO_SECRETS)('leaves %p as it is', line => {
    expect(mask(line)).toBe(line);
  });

  it('takes no longer than the line is long', () => {
    const parts = [
      'eyJ',
      'eyJa.',
      'password',
      'password=',
      '"password":"',
      '\\"',
      'bearer ',
      '://a:',
      '-----BEGIN PRIVATE KEY-----',
      'AKIA',
      '.',
      'a',
      ' ',
      '-_',
      'token\t\t',
      "'secret':'",
      'name: token value: ',
      'mysql ',
      ' -p',
      'curl -u a:',
      '--secret ',
      'SecureString", "Value": "',
      'token: |\n x',
      '<token ',
      'dG9rZW49eHh4',
      'password is ',
      'a:1234:b:c:',
      'Proc-Type: ',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }),
        unit => {
          const text = unit.join('');
          const line = text.repeat(Math.ceil(32_000 / text.length));
          const started = performance.now();
          mask(cleanText(line));
          expect(performance.now() - started).toBeLessThan(400);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('cleanText', () => {
  it('leaves nothing that hides, reorders or moves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('takes out colours and direction marks and keeps the words', () => {
    const escape = String.fromCodePoint(0x1b);
    expect(
      cleanText(
        `${escape}[31mERROR${escape}[0m load\u202e daol\r\n\tnext ä 漢`,
      ),
    ).toBe('ERROR load daol\n\tnext ä 漢');
  });

  it('cuts what nobody reads', () => {
    expect(cleanText('x'.repeat(100_000)).length).toBeLessThan(33_000);
  });
});

it.each([
  ['2026-11-21T03:17:58Z ERROR kafka publish failed', 'ERROR'],
  ['[WARNING] retrying', 'WARN'],
  ['{"timestamp":"x","level":"warn","msg":"slow"}', 'WARN'],
  ['ts=1 level=debug msg="x"', 'DEBUG'],
  ['[info] started', 'INFO'],
  ['java.lang.IllegalStateException: no broker', 'ERROR'],
  ['Traceback (most recent call last):', 'ERROR'],
  ['2026-11-21 Task timed out after 3.00 seconds', 'ERROR'],
  ['START RequestId: 8f3c', undefined],
  ['no errors, 3 warnings', undefined],
])('reads the level of %p', (message, level) => {
  expect(levelOf(message)).toBe(level);
});
