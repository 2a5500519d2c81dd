import { DocumentTooLargeError } from './errors';
import { parseOperationsDocument } from './parse';
import { MAX_DOCUMENT_BYTES } from './text/prepare';

const SIZE = MAX_DOCUMENT_BYTES - 200;
const repeat = (unit: string, size = SIZE) =>
  unit.repeat(Math.floor(size / Buffer.byteLength(unit)));

const ATTACKS: Record<string, string> = {
  'nested lists on a line': `${repeat('- ')}a`,
  'nested quotes': repeat('> '),
  'nested lists on lines': repeat('- - - a\n'),
  'backtick runs': repeat('`a ``b ```c '),
  'emphasis runs': repeat('**a _b '),
  'open brackets': repeat('['),
  'links that never end': repeat('[a]('),
  'a long table': `|Metric|Threshold|\n|-|-|\n${repeat('|a|> 5 in 5 min|\n')}`,
  'a wide table': `|${repeat('Metric|', SIZE / 2)}\n|${repeat('-|', SIZE / 2 - 10)}\n`,
  'headings only': repeat('## Issue: Daily failure\n'),
  'an open fence with alarms': `\`\`\`\n${repeat('aws cloudwatch put-metric-alarm --alarm-name "a')}`,
  'open Terraform blocks': `\`\`\`hcl\n${repeat('resource "aws_cloudwatch_metric_alarm" "a" {\n')}`,
  'Terraform and empty lines': `\`\`\`hcl\nresource "aws_cloudwatch_metric_alarm" "x" {\n${repeat('\r')}`,
  'deep YAML': `\`\`\`yaml\nalerts:\n${Array.from({ length: 340 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`,
  'YAML aliases': `\`\`\`yaml\nalert_name: &a [x]\nb: ${repeat('*a ', 30000)}\n`,
  'many YAML blocks': repeat('```yaml\nalerts:\n - name: x\n```\n'),
  'deep JSON': `\`\`\`json\n{"widgets":${repeat('[')}\n`,
  'reference definitions': repeat('[a]: b\n'),
  'open comments': `<!--${repeat('- ')}`,
  'half placeholders': `\`\`\`bash\n${repeat('<a ${b {c YOUR_')}`,
  'log group pieces': repeat('/aws/lambda/a{b '),
  digits: `**Threshold:** > ${repeat('1')}`,
  blanks: `**Metric:**${repeat(' ')}x`,
  queries: repeat('```sql\nfields @a\n```\n'),
  ladders: repeat('**Level 1:** a\n'),
};

/** CPU milliseconds: other work on the machine does not count. */
function cpuTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('hostile documents', () => {
  it.each(Object.entries(ATTACKS))(
    'cost what their length says: %s',
    (_, text) => {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
      const quarter = text.slice(0, text.length / 4);
      parseOperationsDocument(quarter);
      const small = cpuTime(() => parseOperationsDocument(quarter));
      const large = cpuTime(() => parseOperationsDocument(text));
      // Four times the text; sixteen times the time would be quadratic.
      expect(large).toBeLessThan(Math.max(small * 14, 500));
      // A second is promised; the rest is for slow machines and the test run's own transformer.
      expect(large).toBeLessThan(5000);
    },
  );

  it('are refused above the limit, by bytes', () => {
    expect(() => parseOperationsDocument('ü'.repeat(140_000))).toThrow(
      new DocumentTooLargeError(280_000, MAX_DOCUMENT_BYTES),
    );
    expect(() => parseOperationsDocument('abc', { maxBytes: 2 })).toThrow(
      DocumentTooLargeError,
    );
  });

  it('say what was too deep to be read', () => {
    const { problems } = parseOperationsDocument(`${'- '.repeat(100)}a`);
    expect(problems).toMatchObject([
      { message: expect.stringContaining('nested more than') },
    ]);
  });
});
