import { reasonParts } from './reasonParts';

it('cuts a reason where it names alarms', () => {
  expect(
    reasonParts('Alarm orders-down is in ALARM (high)', ['orders-down']),
  ).toEqual([
    { text: 'Alarm ' },
    { text: 'orders-down', alarm: 'orders-down' },
    { text: ' is in ALARM (high)' },
  ]);
  expect(
    reasonParts('orders, orders-down.', ['orders', 'orders-down']),
  ).toEqual([
    { text: 'orders', alarm: 'orders' },
    { text: ', ' },
    { text: 'orders-down', alarm: 'orders-down' },
    { text: '.' },
  ]);
});

it('takes no part of another name for the alarm', () => {
  expect(reasonParts('my-orders and orders-2', ['orders', ''])).toEqual([
    { text: 'my-orders and orders-2' },
  ]);
  expect(reasonParts('', ['orders'])).toEqual([]);
});
