import { metrics } from '../../__fixtures__/telemetry';
import { standingInWords, standingOf } from './thresholdStanding';

const charts = metrics().sections.flatMap(section => section.charts);
const chart = (id: string) => charts.find(one => one.id === id)!;

it.each([
  ['delivery-failures', '14 > 5'],
  ['write-latency', '1.9 s ≤ 5 s'],
])('%s stands at %s', (id, words) => {
  const standing = standingOf(chart(id))!;
  expect(standingInWords(standing, chart(id).unit)).toBe(words);
});

it('says nothing where nothing was compared', () => {
  expect(standingOf(chart('backlog'))).toBeUndefined();
  expect(standingOf(chart('duplicates'))).toBeUndefined();
});

it('lets a breach speak before a limit that holds', () => {
  const both = chart('write-latency');
  const [held] = both.thresholds;
  const standing = standingOf({
    ...both,
    thresholds: [
      held,
      { ...held, value: undefined, text: '> 75 % of timeout', breached: true },
    ],
  })!;
  expect(standingInWords(standing, 'Milliseconds')).toBe(
    '1.9 s · > 75 % of timeout',
  );
});
