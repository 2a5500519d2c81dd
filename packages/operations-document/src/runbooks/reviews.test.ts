import { parseOperationsDocument } from '..';
import { dayIn } from '../words/days';

const procedure = (title: string, line = '') =>
  `## Runbook: ${title}\n\n${line}\n\n1. Open the hatch\n2. Close it\n\n`;

const days = (markdown: string) =>
  parseOperationsDocument(markdown).runbooks.map(
    ({ reviewedOn }) => reviewedOn,
  );

describe('the day of a review', () => {
  it.each([
    ['Last reviewed: 2026-09-12', '2026-09-12'],
    ['**Last reviewed:** 12 September 2026 by the night crew', '2026-09-12'],
    ['_Reviewed on September 3rd, 2026._', '2026-09-03'],
    ['| Last reviewed | 2026-09-12 |', '2026-09-12'],
    ['- Last tested: 2026/01/31', '2026-01-31'],
    ['Zuletzt geprüft am 12.09.2026', '2026-09-12'],
    ['**Dernière révision :** 1er août 2026', '2026-08-01'],
    ['Última revisión: 5 de mayo de 2026', '2026-05-05'],
    ['Última revisão em 5 de março de 2026', '2026-03-05'],
    ['最終レビュー日：2026年9月12日', '2026-09-12'],
    ['Last reviewed: 25/12/2026', '2026-12-25'],
  ])('is read from "%s"', (line, day) => {
    expect(days(procedure('Hatch is stuck', line))).toEqual([day]);
  });

  it.each([
    'Last reviewed: 09/12/2026',
    'Last reviewed: 2026-02-30',
    'Last reviewed: September 2026',
    'Next review: 2026-09-12',
    'Last updated: 2026-09-12',
    'Nobody reviewed this before 2026-09-12',
  ])('is not read from "%s"', line => {
    expect(days(procedure('Hatch is stuck', line))).toEqual([undefined]);
  });

  it('is that of the procedure, else that of the document', () => {
    const own = procedure('Hatch is stuck', 'Last reviewed: 2026-09-12');
    const other = procedure('Valve is open');
    expect(days(`# Hatches\n\n${own}${other}`)).toEqual([
      '2026-09-12',
      undefined,
    ]);
    for (const general of [
      `---\ntitle: Hatches\nlast_reviewed: 2026-01-05\n---\n\n# Hatches\n\n${own}${other}`,
      `# Hatches\n\nReviewed on 5 January 2026\n\n${own}${other}`,
      `# Hatches\n\n${own}${other}---\n\n*Last reviewed: 2026-01-05*\n`,
    ]) {
      expect(days(general)).toEqual(['2026-09-12', '2026-01-05']);
    }
  });

  it('is a day of the calendar or none', () => {
    expect(dayIn('2024-02-29')).toBe('2024-02-29');
    expect(dayIn('2026-02-29')).toBeUndefined();
    expect(dayIn('31. April 2026')).toBeUndefined();
    expect(dayIn('12026-01-01')).toBeUndefined();
  });
});

describe('the anchor of a procedure', () => {
  it('is what its host makes of the heading, or the written id', () => {
    const anchors = parseOperationsDocument(
      `# Hatches\n\n${procedure('Hatch is stuck (again)')}${procedure(
        '✅ Valve & pipe `X_1`',
      )}${procedure('Hatch is stuck (again)')}${procedure('Drain {#drain}')}`,
    ).runbooks.map(({ anchor }) => anchor);
    expect(anchors).toEqual([
      'runbook-hatch-is-stuck-again',
      'runbook--valve--pipe-x_1',
      'runbook-hatch-is-stuck-again-1',
      'drain',
    ]);
  });

  it('tells which procedures another part of the document links to', () => {
    const { runbooks } = parseOperationsDocument(
      `# Hatches\n\n[stuck](#runbook-hatch-is-stuck)\n\n${procedure(
        'Hatch is stuck',
      )}${procedure('Valve is open', '[itself](#runbook-valve-is-open)')}`,
    );
    expect(runbooks.map(({ linked }) => linked)).toEqual([true, undefined]);
  });
});
