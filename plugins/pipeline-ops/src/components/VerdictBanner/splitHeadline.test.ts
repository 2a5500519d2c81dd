import { splitHeadline } from './splitHeadline';

it.each([
  [
    'Composite alarm a.B is in ALARM (critical). Decided by x: Sum was 2.5 (> 1)',
    'Composite alarm a.B is in ALARM (critical)',
    'Decided by x: Sum was 2.5 (> 1)',
  ],
  [
    'Delivery: 14.5 failures (guide: > 5)',
    'Delivery: 14.5 failures (guide: > 5)',
    undefined,
  ],
  ['', '', undefined],
])('%p', (reason, headline, remark) => {
  expect(splitHeadline(reason)).toEqual([headline, remark]);
});
