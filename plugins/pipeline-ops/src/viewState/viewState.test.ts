import fc from 'fast-check';
import { readViewState, writeViewState, type ViewState } from './viewState';

const read = (search: string) => readViewState(new URLSearchParams(search));

it('starts with the last three hours, UTC, a refresh each minute', () => {
  expect(read('')).toMatchObject({
    range: { type: 'relative', duration: 'PT3H' },
    zone: 'utc',
    refresh: 60,
  });
  expect(
    readViewState(new URLSearchParams(), {
      range: { type: 'relative', duration: 'P7D' },
      refresh: 0,
    }),
  ).toMatchObject({
    range: { type: 'relative', duration: 'P7D' },
    refresh: 0,
  });
});

it('leaves out what it does not understand', () => {
  expect(
    read(
      'range=PT99H&from=yesterday&to=now&refresh=1&tz=mars&state=RED&type=all&charts=size&severity=none&at=later&history=all&firstDay=2026-02-30&lastDay=today',
    ),
  ).toEqual(read(''));
  expect(read('range=constructor')).toEqual(read(''));
  expect(read(`q=${'x'.repeat(2000)}`).alarmText).toBeUndefined();
});

it('never throws, whatever the address holds', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('range', 'from', 'to', 'tz', 'refresh', 'at', 'q'),
        fc.string(),
      ),
      params => {
        const view = readViewState(new URLSearchParams(params));
        expect(['utc', 'local']).toContain(view.zone);
        expect([0, 30, 60, 300]).toContain(view.refresh);
      },
    ),
  );
});

it('reads back every change it wrote', () => {
  const hour = 3_600_000;
  const now = Math.floor(Date.now() / hour) * hour;
  const changes: Partial<ViewState>[] = [
    { env: 'dev1', pipeline: 'orders & more' },
    { range: { type: 'absolute', from: now - 2 * hour, to: now - hour } },
    { range: { type: 'relative', duration: 'P3D' } },
    { zone: 'local', refresh: 0 },
    { alarm: 'a=b&c', alarmState: 'INSUFFICIENT_DATA', severity: 'low' },
    { alarmType: 'composite', chartsBy: 'guide' },
    { logGroup: '/aws/lambda/x', logPattern: '{ $.a = "b" }' },
    { dashboard: 'orders', dashboardSource: 'eu', dashboardTime: 'page' },
    { variables: { queue: 'a&b', constructor: 'x', none: '' } },
    { list: 'daily', at: '2026-11-20T23:59:59.999Z' },
    { history: 'sheet', firstDay: '2026-02-28', lastDay: '2026-11-21' },
  ];
  for (const change of changes) {
    expect(
      readViewState(writeViewState(new URLSearchParams(), change)),
    ).toEqual({ ...read(''), ...change });
  }
});

it('takes back what is set to nothing and leaves the rest of the address alone', () => {
  const current = new URLSearchParams('env=prod&alarm=x&other=1');
  expect(String(writeViewState(current, { alarm: undefined }))).toBe(
    'env=prod&other=1',
  );
});
