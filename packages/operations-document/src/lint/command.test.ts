import { runCommand } from './command';

function run(args: string[], files: Record<string, string>) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = runCommand(args, {
    read: file => {
      if (files[file] === undefined) throw new Error(`no such file: ${file}`);
      return files[file];
    },
    print: text => printed.push(text),
    complain: text => complaints.push(text),
  });
  return { code, out: printed.join('\n'), complaints: complaints.join('\n') };
}

const GUIDE = `# Parcels

## Troubleshooting

### Sorter is down

1. Restart it

### Odd things

Somebody saw something.

## Daily checks

- [ ] Queue is empty
`;

describe('operations-document lint', () => {
  it('tells people what was recognised and what nearly was', () => {
    const { code, out } = run(['lint', 'guide.md'], { 'guide.md': GUIDE });
    expect(code).toBe(0);
    expect(out).toContain('Sorter is down (1 steps)');
    expect(out).toContain('Daily checks: daily, 1 items');
    expect(out).toMatch(/line 9 +runbook: "Odd things"/);
  });

  it('prints JSON for programs: an object for one file, a list for several', () => {
    const one = JSON.parse(
      run(['lint', '--json', 'guide.md'], { 'guide.md': GUIDE }).out,
    );
    expect(one).toMatchObject({
      file: 'guide.md',
      runbooks: [{ title: 'Sorter is down', lines: [5, 7] }],
      checklists: [{ cadence: 'daily' }],
    });
    const two = JSON.parse(
      run(['lint', '--format=json', 'a.md', 'b.md'], {
        'a.md': GUIDE,
        'b.md': '',
      }).out,
    );
    expect(two).toHaveLength(2);
  });

  it('fails on problems and puts them beside the lines of a pull request', () => {
    const { code, out } = run(['lint', '--format', 'github', 'a,b.md'], {
      'a,b.md': '# P\n\n```json\n{"widgets": [ oops ]}\n```\n',
    });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^::error file=a%2Cb\.md,line=3,endLine=5,title=[^:]+::This dashboard/,
    );
  });

  it('lets no document write workflow commands', () => {
    const { out } = run(['lint', '--format', 'github', 'x.md'], {
      'x.md': '# P\n## Troubleshooting\n### a %0A::error::b\nText.\n',
    });
    expect(out.split('\n')).toHaveLength(1);
    expect(out).toContain('%250A');
  });

  it('reports files that cannot be read, and goes on with the others', () => {
    const { code, out } = run(['lint', 'gone.md', 'guide.md'], {
      'guide.md': GUIDE,
    });
    expect(code).toBe(1);
    expect(out).toContain('no such file: gone.md');
    expect(out).toContain('Sorter is down');
  });

  it('refuses a document that is too large with the limit', () => {
    const { code, out } = run(['lint', 'big.md'], {
      'big.md': 'a'.repeat(300_000),
    });
    expect(code).toBe(1);
    expect(out).toContain('300000 bytes, and at most 262144 are read');
  });

  it.each([
    [[]],
    [['lint']],
    [['lint', '--colour', 'x.md']],
    [['lint', '--format', 'xml', 'x.md']],
  ])('explains its usage for %j', args => {
    const { code, complaints } = run(args, {});
    expect(code).toBe(2);
    expect(complaints).toContain('Usage: operations-document lint');
  });
});
