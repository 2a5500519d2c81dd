import { alarms } from '../../__fixtures__/telemetry';
import { filterAlarms } from './filterAlarms';

const names = (...args: Parameters<typeof filterAlarms>) =>
  filterAlarms(...args).map(({ name }) => name);

it('puts red before silent before ok, the whole before its parts, the grave before the mild', () => {
  expect(names([...alarms()].reverse(), {})).toEqual([
    'orders-feed-down',
    'orders-feed-delivery-failures',
    'orders-feed-backlog',
    'orders-feed-archive-silent',
    'orders-feed-write-latency',
  ]);
});

it('narrows by state, severity, type and every word of the text', () => {
  expect(names(alarms(), { state: 'OK' })).toEqual([
    'orders-feed-write-latency',
  ]);
  expect(names(alarms(), { severity: 'high' })).toEqual([
    'orders-feed-delivery-failures',
  ]);
  expect(names(alarms(), { type: 'composite' })).toEqual(['orders-feed-down']);
  expect(names(alarms(), { text: ' WAREHOUSE refused ' })).toEqual([
    'orders-feed-delivery-failures',
  ]);
  expect(names(alarms(), { text: 'warehouse latency' })).toEqual([]);
});

it('leaves the list it was given as it was', () => {
  const given = alarms().reverse();
  filterAlarms(given, {});
  expect(given).toEqual(alarms().reverse());
});
