import { dailyChecks, withProgress } from '../../__fixtures__/checklists';
import { NOW } from '../../__fixtures__/clock';
import { dueOf } from './due';

const HOUR = 3_600_000;
const endingIn = (hours: number) => {
  const daily = dailyChecks();
  return {
    ...daily,
    period: {
      ...daily.period,
      end: new Date(NOW + hours * HOUR).toISOString(),
    },
  };
};

it.each([
  [-1, 'closed'],
  [0.1, 'today'],
  [24, 'today'],
  [25, 'tomorrow'],
  [48, 'tomorrow'],
  [49, 'daysLeft'],
])('a list whose period ends in %p hours is %s', (hours, key) => {
  expect(dueOf(endingIn(hours), NOW).key).toBe(key);
});

it('a list that is answered is complete, whatever the clock says', () => {
  const daily = endingIn(1);
  const all = withProgress({
    ...daily,
    items: daily.items.filter(({ completion }) => completion),
  });
  expect(dueOf(all, NOW)).toMatchObject({ key: 'complete', tone: 'warn' });
});
