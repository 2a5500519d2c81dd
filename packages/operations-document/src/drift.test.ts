import fc from 'fast-check';
import { parseOperationsDocument } from './parse';

/** One thing to check, whatever becomes of its line. */
interface Item {
  /** Who it is: edits of the text make another item, unless the writer gave it an id. */
  text: string;
  explicitId?: string;
}

interface Group {
  label?: string;
  items: Item[];
}

interface Guide {
  lists: { heading: string; groups: Group[] }[];
  crlf: boolean;
  indent: string;
  marker: '-' | '*' | '1.' | '- [ ]';
}

type Edit = (guide: Guide) => void;

const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){0,3}$/);
const places = fc.record({
  list: fc.nat(),
  group: fc.nat(),
  item: fc.nat(),
  other: fc.nat(),
});

const pick = <T>(all: T[], at: number): T => all[at % all.length];

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ places, text: words }).map(({ places: at, text }): Edit => {
    return guide => {
      const { items } = pick(pick(guide.lists, at.list).groups, at.group);
      if (items.length > 0) pick(items, at.item).text = text;
    };
  }),
  // Deletes, moves within its group, moves to another group, duplicates.
  fc.record({ places, what: fc.nat(3) }).map(({ places: at, what }): Edit => {
    return guide => {
      const list = pick(guide.lists, at.list);
      const { items } = pick(list.groups, at.group);
      if (items.length === 0) return;
      const from = at.item % items.length;
      const item = items[from];
      if (what < 3) items.splice(from, 1);
      if (what === 1) items.splice(at.other % (items.length + 1), 0, item);
      if (what === 2) pick(list.groups, at.other).items.push(item);
      if (what === 3) items.splice(at.other % items.length, 0, { ...item });
    };
  }),
  fc.record({ places, heading: words }).map(({ places: at, heading }): Edit => {
    return guide => {
      pick(guide.lists, at.list).heading = heading;
    };
  }),
  fc.record({ places, label: words }).map(({ places: at, label }): Edit => {
    return guide => {
      const group = pick(pick(guide.lists, at.list).groups, at.group);
      if (group.label) group.label = label;
    };
  }),
  fc.constant<Edit>(guide => guide.lists.reverse()),
  fc.constant<Edit>(guide => {
    guide.crlf = !guide.crlf;
  }),
  fc.constantFrom('', ' ', '  ').map((indent): Edit => {
    return guide => {
      guide.indent = indent;
    };
  }),
  fc
    .constantFrom<Guide['marker']>('-', '*', '1.', '- [ ]')
    .map((marker): Edit => {
      return guide => {
        guide.marker = marker;
      };
    }),
);

const items = fc.array(
  fc.record(
    {
      text: words,
      explicitId: fc.stringMatching(/^id-[a-z]{1,2}$/),
    },
    { requiredKeys: ['text'] },
  ),
  { minLength: 1, maxLength: 5 },
);

const guides: fc.Arbitrary<Guide> = fc.record({
  lists: fc.array(
    fc.record({
      heading: words,
      groups: fc.tuple(
        fc.record({ items }),
        fc.record({ label: words, items }),
        fc.record({ label: words, items }),
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  crlf: fc.boolean(),
  indent: fc.constant(''),
  marker: fc.constant<Guide['marker']>('- [ ]'),
});

function write({ lists, crlf, indent, marker }: Guide): string {
  const lines = ['# Operations', ''];
  for (const { heading, groups } of lists) {
    lines.push(`## Daily ${heading}`, '');
    for (const { label, items: checks } of groups) {
      if (label) lines.push(`**Morning ${label}:**`, '');
      for (const { text, explicitId } of checks) {
        const id = explicitId ? ` <!-- id: ${explicitId} -->` : '';
        lines.push(`${indent}${marker} Check ${text}${id}`);
      }
      lines.push('');
    }
  }
  return lines.join(crlf ? '\r\n' : '\n');
}

/** Who bears each id: the list, the group and the text that the completions of this id speak of. */
function bearers(guide: Guide): Map<string, string> {
  return new Map(
    parseOperationsDocument(write(guide)).checklists.flatMap(list =>
      list.items.map((item): [string, string] => [
        item.id,
        [list.title, item.group ?? '', item.text].join(' / '),
      ]),
    ),
  );
}

/** Ids that the writer gave to exactly one item: they hold through every change of its text and place. */
function kept(guide: Guide): Set<string> {
  const all = guide.lists.flatMap(list =>
    list.groups.flatMap(group => group.items.map(item => item.explicitId)),
  );
  return new Set(
    all.filter(
      (id): id is string =>
        id !== undefined && all.filter(other => other === id).length === 1,
    ),
  );
}

it('never lets a completion move to another item, however the guide is edited', () => {
  let compared = 0;
  let lost = 0;
  fc.assert(
    fc.property(
      guides,
      fc.array(edits, { minLength: 1, maxLength: 6 }),
      (original, script) => {
        const guide = structuredClone(original);
        const before = bearers(guide);
        const keptBefore = kept(guide);
        for (const edit of script) edit(guide);
        const keptAfter = kept(guide);
        const after = bearers(guide);
        const byText = [...before].filter(
          ([id]) => !(keptBefore.has(id) && keptAfter.has(id)),
        );
        const still = byText.filter(([id]) => after.has(id));
        compared += still.length;
        lost += byText.length - still.length;
        expect(still.map(([id]) => [id, after.get(id)])).toEqual(still);
      },
    ),
    { numRuns: 10_000 },
  );
  // The edits do something, and leave something.
  expect(compared).toBeGreaterThan(10_000);
  expect(lost).toBeGreaterThan(10_000);
});

it('keeps what is recorded through edits that leave an item what it is', () => {
  fc.assert(
    fc.property(
      guides,
      fc.boolean(),
      fc.constantFrom('', ' ', '  '),
      (guide, crlf, indent) => {
        const before = bearers(guide);
        expect(bearers({ ...guide, crlf, indent })).toEqual(before);
        const reversed = { ...guide, lists: [...guide.lists].reverse() };
        expect([...bearers(reversed).keys()].sort()).toEqual(
          [...before.keys()].sort(),
        );
      },
    ),
    { numRuns: 1_000 },
  );
});

it('says that an id stands twice, and gives it to nobody', () => {
  const { checklists, problems } = parseOperationsDocument(
    [
      '# Operations',
      '## Daily checks',
      '- [ ] Queue is empty <!-- id: queue -->',
      '- [ ] Sorter runs <!-- id: queue -->',
      '- [ ] Belt moves <!-- id: belt -->',
    ].join('\n'),
  );
  const ids = checklists[0].items.map(item => item.id);
  expect(ids).not.toContain('queue');
  expect(new Set(ids).size).toBe(3);
  expect(ids[2]).toBe('belt');
  expect(problems).toEqual([
    {
      lines: { startLine: 4, endLine: 4 },
      message:
        'The id queue stands more than once (lines 3, 4) and counts for none of them; give each its own',
    },
  ]);
});
