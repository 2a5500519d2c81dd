import fc from 'fast-check';
import type { SearchablePoint } from '@pipeline-ops/plugin-pipeline-ops-common';
import { bestPoint } from './bestPoint';
import {
  excerptOf,
  highlightedWords,
  MARKS,
  markWords,
  wordsOf,
} from './words';

const point = (id: string, title: string, text = ''): SearchablePoint => ({
  ...{ id, title, text },
  section: 'steps',
  number: id,
});

const POINTS = [
  point('1', 'Look at the shards of the stream', 'aws kinesis list-shards'),
  point('2', 'Split the busiest shard', 'aws kinesis split-shard'),
  point('3', 'Restart the consumer of the stream', 'aws lambda update-alias'),
  point('4', 'Tell the stream team', 'They know the partition keys'),
];

describe('the point that a search speaks of', () => {
  it.each([
    ['split', '2'],
    ['kinesis splitting', '2'],
    ['update-alias', '3'],
    ['restarting consumers', '3'],
    ['partition key', '4'],
    // In the title of one step and the text of another.
    ['list', '1'],
    // The procedure's own title adds nothing to what the other word tells.
    ['iterator age lambda', '3'],
  ])('for "%s" is step %s', (term, id) => {
    expect(bestPoint(POINTS, 'High iterator age', wordsOf(term))?.id).toBe(id);
  });

  it.each([
    ['is the title', 'iterator age'],
    ['is in most steps', 'the stream'],
    ['is nowhere', 'postgres'],
    ['has no words', ' – '],
  ])('is the procedure when the search %s', (_, term) => {
    expect(
      bestPoint(POINTS, 'High iterator age', wordsOf(term)),
    ).toBeUndefined();
    expect(bestPoint([], 'High iterator age', wordsOf(term))).toBeUndefined();
  });
});

describe('the words of a result', () => {
  const plain = (text: string) =>
    text.replaceAll(MARKS.preTag, '').replaceAll(MARKS.postTag, '');

  it('are marked as whole words that begin as the query does', () => {
    expect(
      markWords('Shard, shards, re-sharding; hardshard', wordsOf('shards'))
        .replaceAll(MARKS.preTag, '[')
        .replaceAll(MARKS.postTag, ']'),
    ).toBe('[Shard], [shards], re-[sharding]; hardshard');
  });

  it('are those that the engine marked when the query is spelt wrongly', () => {
    expect(
      highlightedWords({
        preTag: '<x(>',
        postTag: '</x(>',
        fields: { title: 'A <x(>Shard</x(> ', text: '<x(>shards</x(> split' },
      }),
    ).toEqual(['shard', 'shards']);
  });

  it('change nothing but the marks, whatever text and query hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 50 }),
        (text, term) => {
          expect(plain(markWords(text, wordsOf(term)))).toBe(plain(text));
        },
      ),
    );
  });

  it('stand in the excerpt, which is never longer than asked for', () => {
    const filler = fc.lorem({ maxCount: 60 });
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const excerpt = excerptOf(
          `${before}\n\nQueue  drained ${after}`,
          ['queue'],
          120,
        );
        expect(excerpt).toContain('Queue');
        expect(excerpt.length).toBeLessThanOrEqual(124);
      }),
    );
  });
});
