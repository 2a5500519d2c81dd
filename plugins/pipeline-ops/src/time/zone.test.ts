import fc from 'fast-check';
import {
  formatClock,
  formatDay,
  formatDuration,
  formatMoment,
  formatPrecise,
  formatRecent,
  fromInputValue,
  toInputValue,
} from './zone';

const NIGHT = Date.parse('2026-11-21T02:41:07.402Z');

it('says times the same way everywhere', () => {
  expect(formatClock(NIGHT, 'utc')).toBe('02:41');
  expect(formatMoment(NIGHT, 'utc')).toBe('21 Nov, 02:41');
  expect(formatDay(NIGHT)).toBe('21 Nov 2026');
  expect(formatPrecise(NIGHT, 'utc')).toBe('02:41:07.402');
  expect(formatClock(Date.parse('2026-11-21T00:05:00Z'), 'utc')).toBe('00:05');
});

it('leaves the day out only when it is clear', () => {
  const hour = 3_600_000;
  expect(formatRecent(NIGHT, 'utc', NIGHT + hour)).toBe('02:41');
  expect(formatRecent(NIGHT, 'utc', NIGHT + 21 * hour)).toBe('21 Nov, 02:41');
});

it.each([
  [12_000, '12 s'],
  [37 * 60_000, '37 min'],
  [5 * 3_600_000, '5 h'],
  [47 * 3_600_000, '47 h'],
  [6.5 * 86_400_000, '6 d'],
  [-5000, '0 s'],
])('%p ms lasts %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

it('reads back what it wrote into an input, to the minute', () => {
  const minute = 60_000;
  fc.assert(
    fc.property(
      fc.integer({
        min: Date.parse('2024-01-01T00:00:00Z') / minute,
        max: Date.parse('2030-01-01T00:00:00Z') / minute,
      }),
      minutes => {
        const ms = minutes * minute;
        expect(fromInputValue(toInputValue(ms, 'utc'), 'utc')).toBe(ms);
      },
    ),
  );
  expect(fromInputValue('', 'utc')).toBeNaN();
  expect(fromInputValue('2026-11-21', 'utc')).toBeNaN();
});
