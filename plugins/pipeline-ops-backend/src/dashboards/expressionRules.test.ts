import type {
  MetricSelector,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { refusesExpression } from './expressionRules';

const selection = (...metrics: MetricSelector[]): SourceSelection => ({
  source: LAB,
  alarms: [],
  logGroups: [],
  dashboards: [],
  metrics,
});

const orders = selection(
  {
    type: 'namespace',
    namespace: { type: 'prefix', prefix: 'Orders/' },
    dimensions: {},
  },
  {
    type: 'namespace',
    namespace: { type: 'exact', name: 'Shared' },
    dimensions: { Team: 'orders' },
  },
  {
    type: 'resource',
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    names: [{ type: 'prefix', prefix: 'orders-' }],
  },
);

it.each([
  'm1 / m2 * 100',
  'SUM(METRICS())',
  'IF(m1 > 5, 1, 0)',
  'ANOMALY_DETECTION_BAND(m1, 2)',
  'FILL(METRICS("orders"), 0)',
  `SEARCH('{Orders/Load,Stage} MetricName="Rows"', 'Sum', 300)`,
  `SUM(SEARCH("{Orders/Load,Stage} Stage=eu", "Sum"))`,
  `SEARCH('{Orders/Load,Stage} (Rows OR Errors)', 'Sum')`,
  `SEARCH('{Orders/Load,"Stage of load"} Rows', 'Sum', 300) - SEARCH('{Orders/Clean} Rows', 'Sum')`,
  'SELECT SUM(Rows) FROM SCHEMA("Orders/Load", Stage) GROUP BY Stage',
  'SELECT MAX(Rows) FROM "Orders/Load"',
])('runs %s', expression => {
  expect(refusesExpression(expression, orders)).toBeUndefined();
});

it.each([
  [`SEARCH('{AWS/Lambda,FunctionName} Errors', 'Sum')`, 'all metrics of AWS/L'],
  [`SEARCH('{Shared,Team} Rows', 'Sum')`, 'all metrics of Shared'],
  [`SEARCH('{OrdersOther,Stage} Rows', 'Sum')`, 'all metrics of OrdersOther'],
  [`SEARCH('Errors', 'Sum')`, 'one namespace in braces'],
  [`SEARCH('Namespace="AWS/Billing"', 'Sum')`, 'one namespace in braces'],
  [`SEARCH('{Orders/Load,Stage} x OR {AWS/Billing} y', 'Sum')`, 'in braces'],
  [`SEARCH('{Orders/Load,Stage} x OR Errors', 'Sum')`, 'parentheses'],
  [`SEARCH('{Orders/Load,Stage} NOT x', 'Sum')`, 'parentheses'],
  [`SEARCH('{Orders/Load} Namespace="AWS/EC2"', 'Sum')`, 'other accounts'],
  [`SEARCH('{Orders/Load} :aws.AccountId="1"', 'Sum')`, 'other accounts'],
  [`SEARCH(CONCAT("{AWS/EC2}"), 'Sum')`, 'function CONCAT'],
  [`SEARCH(m1, 'Sum')`, 'search in quotes'],
  [
    `SUM(SEARCH('{Orders/Load} x', 'Sum')) + SEARCH('{AWS/EC2} y', 'Sum')`,
    'EC2',
  ],
  [`FILL(SEARCH('it\\'s', 'Sum'), 0)`, 'backslash'],
  [`SEARCH('{Orders/Load} x", 'Sum')`, 'without its counterpart'],
  [`INSIGHT_RULE_METRIC('payments', 'Sum')`, 'INSIGHT_RULE_METRIC'],
  [`DB_PERF_INSIGHTS('RDS', 'db-1', 'os.cpu')`, 'DB_PERF_INSIGHTS'],
  [`LAMBDA('reader', 'x')`, 'LAMBDA'],
  [`search('{AWS/EC2} x', 'Sum')`, 'function search'],
  ['SELECT AVG(CPUUtilization) FROM "AWS/EC2"', 'all metrics of AWS/EC2'],
  ['SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', 'AWS/EC2'],
  ['SELECT AVG(x)', 'after FROM'],
  [
    `SELECT AVG(x) FROM 'AWS/EC2' WHERE a = 'FROM "Orders/Load"'`,
    'one namespace after FROM',
  ],
  [
    `SELECT SUM(Rows) FROM "Orders/Load" WHERE AWS.AccountId = '1'`,
    'other accounts',
  ],
])('refuses %s', (expression, reason) => {
  expect(refusesExpression(expression, orders)).toContain(reason);
});

it('runs every search where every metric is allowed, but no function that reads elsewhere', () => {
  const all = selection({ type: 'any' });
  expect(
    refusesExpression(`SEARCH('CPUUtilization', 'Sum')`, all),
  ).toBeUndefined();
  expect(
    refusesExpression('SELECT AVG(CPUUtilization) FROM "AWS/EC2"', all),
  ).toBeUndefined();
  expect(refusesExpression(`LAMBDA('reader')`, all)).toContain('LAMBDA');
});
