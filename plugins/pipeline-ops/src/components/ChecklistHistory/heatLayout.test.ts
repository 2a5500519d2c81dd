import type { PeriodSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { checklistHistory } from '../../__fixtures__/checklistHistory';
import { cellState } from './cellState';
import { heatLayout } from './heatLayout';

const [sample] = checklistHistory().periods;

const starting = (key: string, start: string): PeriodSummary => ({
  ...sample,
  key,
  start,
});

it('puts every day into its week and weekday', () => {
  const { periods } = checklistHistory();
  const { rows, columns } = heatLayout('daily', periods, 'UTC');
  expect(rows).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  expect(columns).toHaveLength(27);
  const cells = columns.flatMap(column => column.cells);
  expect(cells.filter(Boolean)).toEqual(periods);
  // 21 November 2026, the night of the story, is a Saturday.
  expect(columns.at(-1)?.cells[5]?.key).toBe('D:2026-11-21');
  expect(columns.at(-1)?.cells[6]).toBeUndefined();
  expect(columns.map(({ label }) => label).filter(Boolean)).toEqual([
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sept',
    'Oct',
    'Nov',
  ]);
});

it('keeps the shape of its range while a list is young', () => {
  const today = starting('D:2026-11-21', '2026-11-21T00:00:00.000Z');
  const week = starting('W:2026-W47', '2026-11-16T00:00:00.000Z');
  const daily = heatLayout('daily', [today], 'UTC', '2026-05-24');
  expect(daily.columns).toHaveLength(27);
  expect(daily.columns.flatMap(({ cells }) => cells).filter(Boolean)).toEqual([
    today,
  ]);
  expect(daily.columns.at(-1)?.cells[5]).toBe(today);
  const weekly = heatLayout('weekly', [week], 'UTC', '2026-05-24');
  expect(weekly.columns).toHaveLength(26);
  expect(weekly.columns.at(-1)?.cells).toEqual([week]);
  const old = heatLayout('daily', [today], 'UTC', '1970-01-01');
  expect(old.columns.length).toBeLessThan(30);
  expect(heatLayout('daily', [], 'UTC', '2026-05-24').columns).toEqual([]);
});

it('goes by the days of the list, not by those of UTC', () => {
  // Midnight of Saturday in Auckland is Friday in UTC.
  const saturday = starting('D:2026-11-21', '2026-11-20T11:00:00.000Z');
  const { columns } = heatLayout('daily', [saturday], 'Pacific/Auckland');
  expect(columns[0].cells[5]).toBe(saturday);
});

it('puts the shifts of a day under each other', () => {
  const shifts = [
    starting('S:2026-11-20/late', '2026-11-20T14:00:00.000Z'),
    starting('S:2026-11-21/early', '2026-11-21T06:00:00.000Z'),
    starting('S:2026-11-21/late', '2026-11-21T14:00:00.000Z'),
  ];
  const { rows, columns } = heatLayout('shift', shifts, 'UTC');
  expect(rows).toEqual(['late', 'early']);
  expect(columns.map(({ cells }) => cells.map(cell => cell?.key))).toEqual([
    ['S:2026-11-20/late', undefined],
    ['S:2026-11-21/late', 'S:2026-11-21/early'],
  ]);
});

it('puts months into one row, with the years above them', () => {
  const months = ['2026-11', '2026-12', '2027-01'].map(month =>
    starting(`M:${month}`, `${month}-01T00:00:00.000Z`),
  );
  const { rows, columns } = heatLayout('monthly', months, 'UTC');
  expect(rows).toEqual(['']);
  expect(columns.map(({ label }) => label)).toEqual(['2026', '', '2027']);
});

it.each([
  [{ status: 'complete', onTime: true }, 'onTime'],
  [{ status: 'complete', onTime: false }, 'late'],
  [{ status: 'complete', onTime: true, notDone: 1 }, 'notDone'],
  [{ status: 'missed' }, 'missed'],
  [{ status: 'excused' }, 'excused'],
  [{ status: 'overdue' }, 'running'],
  [{ status: 'open' }, 'running'],
] satisfies [Partial<PeriodSummary>, string][])('%p is %s', (period, state) => {
  expect(cellState({ ...sample, notDone: 0, ...period })).toBe(state);
});
