import { judge, type MissingData } from './verdict';

/** `0` within the threshold, `X` breaching, `-` missing; oldest first. */
function range(points: string) {
  return points
    .split(' ')
    .map((point, timestamp) =>
      point === '-'
        ? { timestamp }
        : { timestamp, value: 1, breaching: point === 'X' },
    );
}

const STAYS = 'stays';

describe('the state of a metric alarm', () => {
  // Tables of "Configuring how CloudWatch alarms treat missing data": missing, ignore, breaching, notBreaching.
  it.each([
    [3, '0 - X - X', 'OK', 'OK', 'OK', 'OK'],
    [3, '0 - - - -', 'OK', 'OK', 'OK', 'OK'],
    [3, '- - - - -', 'INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK'],
    [3, '0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [3, '- - X - -', 'ALARM', STAYS, 'ALARM', 'OK'],
    [3, '- - - - X', 'INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK'],
    [3, '- - - X -', 'INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK'],
    [2, '0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [2, '0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [2, '0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
    [2, '- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
    [2, '- - - X -', 'ALARM', STAYS, 'ALARM', 'OK'],
    [2, '- - - X X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [3, '0 0 X X X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [3, 'X X X X 0', 'OK', 'OK', 'OK', 'OK'],
  ])('with %d of 3 and %s', (needed, points, ...expected) => {
    const states = (
      ['missing', 'ignore', 'breaching', 'notBreaching'] as MissingData[]
    ).map(missing => judge(range(points), 3, needed, missing).state ?? STAYS);
    expect(states).toEqual(expected);
  });

  it('fills in only as many data points as it lacks', () => {
    expect(judge(range('0 - X - -'), 3, 2, 'breaching').filled).toBe(1);
    expect(judge(range('0 - X - X'), 3, 2, 'breaching').filled).toBe(0);
  });
});
