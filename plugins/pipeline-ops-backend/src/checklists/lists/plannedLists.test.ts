import type { ChecklistSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../__fixtures__/nightlyPipeline';
import { plannedLists } from './plannedLists';

const plan = (...checklists: ChecklistSpec[]) =>
  plannedLists(nightlyPipeline({ checklists }));

it('refines lists and items of the document by title, text or id', () => {
  const [daily] = plan({
    refines: ' daily ',
    owner: 'group:default/night',
    dueTime: '10:00',
    graceSeconds: 600,
    timeZone: 'Europe/Berlin',
    items: [
      { refines: 'check the  Error rate', assignee: 'user:default/ada' },
      {
        refines: 'daily-item-2',
        check: { type: 'findings', kinds: [] },
      },
      { text: 'Look at the queue' },
    ],
  });
  expect(daily).toMatchObject({
    id: 'daily-1',
    owner: 'group:default/night',
    list: {
      calendar: { cadence: 'daily', timeZone: 'Europe/Berlin' },
      due: { time: '10:00', graceSeconds: 600 },
    },
  });
  const { items } = daily.list;
  expect(items.map(item => item.text)).toEqual([
    'Check the error rate',
    'Check the iterator age',
    'Confirm that uploads go on',
    'Look at the queue',
  ]);
  expect(items[1].condition).toEqual({ type: 'findings', kinds: [] });
  expect(daily.items.get('daily-item-1')?.assignee).toBe('user:default/ada');
});

it('adds lists of the definition, whose ids stay while their texts do', () => {
  const own = (text: string): ChecklistSpec => ({
    title: 'Shift handover',
    cadence: 'shift',
    shifts: [
      { name: 'early', start: '06:00' },
      { name: 'late', start: '18:00' },
    ],
    items: [{ text: 'Read the log' }, { text }],
  });
  const [before] = plan(own('Tell the next'));
  const [after] = plan(own('Tell the others'));
  expect(before.list.calendar.shifts).toHaveLength(2);
  expect(after.id).toBe(before.id);
  const ids = (list: typeof before) => list.list.items.map(({ id }) => id);
  expect(ids(after)[0]).toBe(ids(before)[0]);
  expect(ids(after)[1]).not.toBe(ids(before)[1]);
});

it('keeps the first of two lists or items with the same id', () => {
  const lists = plan(
    {
      title: 'Daily again',
      id: 'daily-1',
      cadence: 'daily',
      items: [{ text: 'Never seen' }],
    },
    {
      title: 'Own',
      cadence: 'yearly',
      items: [
        { id: 'one', text: 'First' },
        { id: 'one', text: 'Second' },
      ],
    },
  );
  expect(
    lists.map(({ id, list }) => [id.slice(0, 9), list.items.length]),
  ).toEqual([
    ['daily-1', 3],
    ['monthly-1', 1],
    [expect.stringMatching(/^d-/), 1],
  ]);
});
