import type {
  ChecklistHistory,
  ChecklistHistoryEntry,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { checklistHistory } from '../__fixtures__/checklistHistory';
import { daysBefore, daysBetween } from '../time';
import {
  MOST_ENTRIES,
  periodsWithEntries,
  readEntries,
} from './checklistRecord';
import type { DayRange } from './checklists';

const history = checklistHistory();
const [sample] = history.entries;

/** A server that knows so many answers of each day, and tells no more than it may at once. */
function serverWith(answersPerDay: number) {
  const asked: DayRange[] = [];
  const read = async (range: DayRange): Promise<ChecklistHistory> => {
    asked.push(range);
    const entries: ChecklistHistoryEntry[] = [];
    const days = daysBetween(range.from, range.to);
    for (let i = 0; i <= days && entries.length < MOST_ENTRIES; i++) {
      const periodKey = `D:${daysBefore(range.to, i)}`;
      for (let revision = answersPerDay; revision > 0; revision--) {
        entries.push({ ...sample, periodKey, revision });
      }
    }
    return { ...history, entries: entries.slice(0, MOST_ENTRIES) };
  };
  return { read, asked };
}

it.each([1, 3, 9, 40, 499])(
  'reads every answer of half a year at %p a day, each once',
  async answersPerDay => {
    const { read } = serverWith(answersPerDay);
    const { from, to, periods } = history;
    const record = periodsWithEntries(
      periods,
      await readEntries(read, { from, to }),
    );
    expect(record.map(({ period }) => period)).toEqual(periods);
    for (const { entries } of record) {
      expect(entries.map(({ revision }) => revision)).toEqual(
        Array.from({ length: answersPerDay }, (_, i) => i + 1),
      );
    }
  },
);

it('asks once when all answers fit', async () => {
  const { read, asked } = serverWith(2);
  const { from, to } = history;
  await readEntries(read, { from, to });
  expect(asked).toEqual([{ from, to }]);
});
