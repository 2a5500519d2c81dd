import { checkSchema, toCondition, type WrittenCheck } from './checkSchema';

it.each<[WrittenCheck, object]>([
  [{ alarms: 'all' }, { type: 'alarms', alarmNames: [] }],
  [
    { alarms: 'all', resource: 'lambda:load' },
    { type: 'alarms', alarmNames: [], resourceId: 'lambda:load' },
  ],
  [
    { metric: 'IteratorAge', is: '< 60s', over: '12h' },
    {
      type: 'metric',
      chartId: 'IteratorAge',
      comparison: '<',
      value: 60,
      unit: 's',
      windowSeconds: 43_200,
    },
  ],
  [
    { metric: 'Errors', is: '<= 5 in 5m', as: 'sum' },
    {
      type: 'metric',
      chartId: 'Errors',
      comparison: '<=',
      value: 5,
      windowSeconds: 86_400,
      periodSeconds: 300,
      aggregate: 'sum',
    },
  ],
  [
    { fresh: 'PutRequests', within: 1_800 },
    { type: 'freshness', chartId: 'PutRequests', withinSeconds: 1_800 },
  ],
  [
    { query: 'rejected', finds: '== 0', over: '6h' },
    {
      type: 'log-query',
      queryId: 'rejected',
      comparison: '==',
      value: 0,
      windowSeconds: 21_600,
    },
  ],
  [{ findings: 'none' }, { type: 'findings', kinds: [] }],
])('%j of a definition is a condition', (written, condition) => {
  expect(toCondition(checkSchema.parse(written))).toEqual(condition);
});

it.each<[object, string]>([
  [{ metric: 'Errors' }, 'one of alarms, metric with is'],
  [{ metric: 'Errors', is: 'few' }, 'what should be true, such as'],
  [{ metric: 'Duration', is: '< 80% of timeout' }, 'what should be true'],
  [{ fresh: 'PutRequests', within: '10s' }, 'between one minute and 31 days'],
  [{ query: 'rejected', finds: '== 0', over: '2d' }, 'at most a day'],
  [{ findings: ['typo'] }, 'one of alarms'],
  [{ alarms: 'all', metric: 'Errors' }, 'Unrecognized key: "metric"'],
])('%j is refused with what would be right', (written, message) => {
  expect(checkSchema.safeParse(written).error?.issues[0].message).toContain(
    message,
  );
});
