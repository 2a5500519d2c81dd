import fc from 'fast-check';
import type { RunbookSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { runbookList } from '../../__fixtures__/procedures';
import { findProcedures, type ProcedureFilter } from './findProcedures';
import { excerptOf, stretchesOf, wordsOf } from './searchWords';

const { runbooks } = runbookList();
const find = (filter: ProcedureFilter, red: string[] = []) =>
  findProcedures(runbooks, filter, id => red.includes(id)).map(
    ({ kind, procedures }) => [kind, ...procedures.map(({ id }) => id)],
  );

it('puts what answers a red alarm first, and every procedure in one section', () => {
  expect(find({}, ['duplicates'])).toEqual([
    ['answers-now', 'duplicates'],
    ['runbook', 'deliveries-fail', 'slow-writes'],
  ]);
  expect(find({})).toEqual([
    ['runbook', 'deliveries-fail', 'slow-writes'],
    ['troubleshooting', 'duplicates'],
  ]);
});

it('finds by title, alarm, symptom and heading, and needs every word', () => {
  expect(find({ text: 'TWICE orders' })).toEqual([
    ['troubleshooting', 'duplicates'],
  ]);
  expect(find({ text: 'feed-down' })).toEqual([['runbook', 'deliveries-fail']]);
  expect(find({ text: 'certificate' })).toEqual([
    ['runbook', 'deliveries-fail'],
  ]);
  expect(find({ text: 'twice certificate' })).toEqual([]);
});

it('says where a word was found that the title does not hold', () => {
  const excerpts = (text: string) =>
    findProcedures(runbooks, { text }, () => false).flatMap(section =>
      section.procedures.map(({ excerpt }) => excerpt),
    );
  expect(excerpts('certificate')[0]).toContain('certificate has expired');
  expect(excerpts('twice')).toEqual([undefined]);
});

it('narrows down by severity, service and stage together', () => {
  expect(find({ severity: 'high' })).toEqual([['runbook', 'deliveries-fail']]);
  expect(find({ service: 'lambda' })).toEqual([
    ['runbook', 'deliveries-fail'],
    ['troubleshooting', 'duplicates'],
  ]);
  expect(find({ service: 'lambda', stage: 'database' })).toEqual([]);
});

it('marks words and cuts excerpts without losing or changing a character', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(text, text, (haystack, search) => {
      const words = wordsOf(search);
      const stretches = stretchesOf(haystack, words);
      expect(stretches.map(stretch => stretch.text).join('')).toBe(haystack);
      for (const word of words) {
        expect(excerptOf(haystack, word).length).toBeLessThan(
          100 + word.length,
        );
      }
    }),
  );
  expect(
    stretchesOf('The age of the iterator', ['iter', 'iterator', 'age']),
  ).toEqual([
    { text: 'The ', found: false },
    { text: 'age', found: true },
    { text: ' of the ', found: false },
    { text: 'iterator', found: true },
  ]);
});

it('finds in a thousand procedures while somebody types', () => {
  const many: RunbookSummary[] = Array.from({ length: 1000 }, (_, i) => ({
    ...runbooks[0],
    id: `r${i}`,
    searchText: `${'lorem ipsum dolor '.repeat(100)} ${i}`,
  }));
  const started = performance.now();
  findProcedures(many, { text: 'ipsum 99' }, () => false);
  expect(performance.now() - started).toBeLessThan(500);
});
