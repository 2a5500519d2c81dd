import { widgetWindow } from './widgetWindow';

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** 03:18:30. */
const NOW = Date.parse('2026-11-21T03:18:30Z') / 1_000;
const at = (text: string) => Date.parse(`2026-11-${text}:00Z`) / 1_000;
const last = (seconds: number) => ({ from: NOW - seconds, to: NOW });

it('keeps the period that the dashboard asks for where the range allows it', () => {
  expect(
    widgetWindow(last(3 * HOUR), NOW, { period: 300, override: 'auto' }),
  ).toEqual({ from: at('21T00:15'), to: at('21T03:15'), period: 300 });
});

it('takes a longer one for a long range with auto, and obeys with inherit', () => {
  const range = last(7 * DAY);
  const auto = widgetWindow(range, NOW, { period: 60, override: 'auto' });
  // 500 points over seven days: 20 minutes and more, so one hour.
  expect(auto.period).toBe(3_600);
  const inherit = widgetWindow(range, NOW, {
    period: 300,
    override: 'inherit',
  });
  expect(inherit.period).toBe(300);
  // 3,000 points over seven days: 201.6 s and more, so whole minutes up from there.
  expect(
    widgetWindow(range, NOW, { period: 60, override: 'inherit' }).period,
  ).toBe(240);
});

it('asks for nothing finer than CloudWatch keeps', () => {
  const old = { from: NOW - 30 * DAY, to: NOW - 30 * DAY + HOUR };
  expect(
    widgetWindow(old, NOW, { period: 60, override: 'inherit' }).period,
  ).toBe(300);
  expect(
    widgetWindow(old, NOW, { period: 420, override: 'inherit' }).period,
  ).toBe(600);
});

it('makes the whole range one bucket', () => {
  expect(
    widgetWindow(last(3 * HOUR), NOW, {
      period: 300,
      override: 'auto',
      wholeRange: true,
    }),
  ).toEqual({ from: at('21T00:18'), to: at('21T03:18'), period: 3 * HOUR });
});
