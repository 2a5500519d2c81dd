import type {
  Dashboard,
  DashboardList,
  DashboardSummary,
  DashboardWidget,
  MetricWidget,
  WidgetContent,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { minutesAgo, NOW } from './clock';
import { BREAK_AT, PERIOD, POINTS, series, wobble } from './series';

const CONSOLE =
  'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards:name=';

export function dashboardSummaries(now = NOW): DashboardSummary[] {
  return [
    {
      id: 'orders-overview',
      title: 'orders-overview',
      deployed: true,
      sourceId: 'commerce-eu',
      region: 'eu-central-1',
      modifiedAt: minutesAgo(3 * 24 * 60, now),
      consoleUrl: `${CONSOLE}orders-overview`,
    },
    {
      id: 'orders-warehouse',
      title: 'orders-warehouse',
      deployed: true,
      sourceId: 'commerce-us',
      region: 'us-east-1',
      modifiedAt: minutesAgo(90, now),
      consoleUrl: `${CONSOLE}orders-warehouse`,
    },
    {
      id: 'dashboard-costs',
      title: 'Costs of the feed',
      deployed: false,
      position: {
        path: 'docs/operations.md',
        url: 'https://git.example.com/orders/docs/operations.md#L312',
        startLine: 312,
        endLine: 340,
      },
    },
  ];
}

export function dashboardList(now = NOW): DashboardList {
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    dashboards: dashboardSummaries(now),
  };
}

function line(
  id: string,
  label: string,
  now: number,
  value: (i: number) => number | null,
  rest: Partial<WidgetSeries> = {},
): WidgetSeries {
  const { t0, step, values } = series(id, label, now, value);
  return {
    id,
    label,
    t0,
    step,
    values,
    axis: 'left',
    status: 'complete',
    ...rest,
  };
}

function metricWidget(
  lines: WidgetSeries[],
  rest: Partial<MetricWidget> = {},
): MetricWidget {
  return {
    type: 'metric',
    view: 'timeSeries',
    stacked: false,
    sparkline: false,
    legend: 'bottom',
    liveData: false,
    period: PERIOD,
    series: lines,
    bands: [],
    marks: [],
    left: { showUnits: true },
    right: { showUnits: true },
    horizontal: [],
    vertical: [],
    problems: [],
    ...rest,
  };
}

const SHOPS = ['web', 'app', 'partners'];

function widgets(now: number): DashboardWidget[] {
  const end = Math.floor(now / 60_000) * 60;
  const orders = (rest?: Partial<WidgetSeries>) =>
    SHOPS.map((shop, s) =>
      line(
        shop,
        shop,
        now,
        i => Math.round(240 / (s + 1) + 40 * wobble(s + 3, i)),
        { unit: 'Count', latest: [240, 120, 80][s], ...rest },
      ),
    );
  const add = (
    place: [number, number, number, number],
    title: string | undefined,
    content: WidgetContent,
    rest: Partial<DashboardWidget> = {},
  ) => {
    const [x, y, width, height] = place;
    return { place: { x, y, width, height }, title, content, ...rest };
  };
  const errors = (i: number) =>
    i < BREAK_AT ? 0 : Math.round(6 + 6 * wobble(7, i));
  return [
    add([0, 0, 24, 2], undefined, {
      type: 'text',
      markdown:
        '# Orders feed\nFrom the queue to the warehouse. [button:primary:Guide](https://git.example.com/orders) <script>alert(1)</script>',
      transparent: true,
    }),
    add(
      [0, 2, 12, 6],
      'Orders and latency',
      metricWidget(
        [
          line(
            'orders',
            'Orders',
            now,
            i => Math.round(420 + 80 * wobble(1, i)),
            { unit: 'Count', color: '#1f77b4' },
          ),
          line(
            'p99',
            'Latency p99',
            now,
            i => Math.round(900 + 500 * wobble(2, i)),
            { unit: 'Milliseconds', axis: 'right', color: '#000000' },
          ),
        ],
        {
          left: { label: 'Orders', showUnits: false, min: 0 },
          right: { label: 'Latency', showUnits: true, min: 0 },
          horizontal: [
            { value: 2000, label: 'SLA', fill: 'above', axis: 'right' },
          ],
          vertical: [
            {
              value: end - 60 * 60,
              until: end - 45 * 60,
              label: 'Release 42',
              color: '#2ca02c',
            },
          ],
        },
      ),
      { consoleUrl: `${CONSOLE}orders-overview` },
    ),
    add(
      [12, 2, 12, 6],
      'Orders by shop',
      metricWidget(orders(), { stacked: true, legend: 'right' }),
    ),
    add(
      [0, 8, 6, 3],
      'Now',
      metricWidget(orders(), { view: 'singleValue', sparkline: true }),
    ),
    add(
      [6, 8, 6, 6],
      'Memory of the worker',
      metricWidget(
        [
          line('memory', 'worker', now, () => 78, {
            unit: 'Percent',
            latest: 78,
          }),
        ],
        {
          view: 'gauge',
          left: { min: 0, max: 100, showUnits: true },
          horizontal: [
            { value: 0, until: 70, label: 'fine', color: '#2ca02c' },
            { value: 70, until: 90, label: 'high', color: '#ff7f0e' },
            { value: 90, label: 'full', fill: 'above', color: '#d62728' },
          ],
        },
      ),
    ),
    add(
      [12, 8, 6, 6],
      'Share of shops',
      metricWidget(orders(), { view: 'pie' }),
    ),
    add(
      [18, 8, 6, 6],
      'Shops compared',
      metricWidget(orders(), { view: 'bar' }),
      { region: 'us-east-1' },
    ),
    add([0, 11, 6, 3], undefined, {
      type: 'alarm',
      alarms: [
        {
          name: 'orders-feed-delivery-failures',
          state: 'ALARM',
          since: minutesAgo(37, now),
          reason: '14.0 was above 5.0',
        },
        { name: 'billing-export', state: undefined },
      ],
    }),
    add(
      [0, 14, 12, 5],
      'Summary of shops',
      metricWidget(orders(), { view: 'table' }),
    ),
    add(
      [12, 14, 12, 5],
      'Worker errors',
      metricWidget(
        [
          line('errors', 'Errors', now, errors, { unit: 'Count' }),
          line('throttles', 'Throttles', now, () => null, {
            status: 'failed',
            message: 'The metric AWS/Lambda Throttles is not allowed.',
          }),
        ],
        {
          legend: 'hidden',
          horizontal: [{ value: 5, label: 'guide: > 5', color: '#d62728' }],
          problems: ['Row 3 repeats "..." without a row before it.'],
        },
      ),
    ),
    add(
      [0, 19, 8, 4],
      'Quiet metric',
      metricWidget([line('quiet', 'Quiet', now, () => null)]),
    ),
    add([8, 19, 8, 4], 'Refused orders', {
      type: 'log',
      query:
        'filter @message like /refused/ | stats count(*) as refusals by shop',
      logGroups: ['/aws/lambda/orders-worker'],
      view: 'bar',
      queryId: 'widget-log-1',
    }),
    add([16, 19, 8, 4], 'Map of shops', {
      type: 'unsupported',
      original: 'explorer',
      reason: 'Explorer widgets choose their metrics in the console only.',
    }),
  ].map((widget, i) => ({ id: String(i), ...widget }));
}

export function dashboard(id = 'orders-overview', now = NOW): Dashboard {
  const summaries = dashboardSummaries(now);
  const summary = summaries.find(one => one.id === id) ?? summaries[0];
  const to = Math.floor(now / 60_000) * 60;
  const all = widgets(now);
  return {
    ...summary,
    variables: [
      {
        id: 'stage',
        label: 'Stage',
        input: 'radio',
        value: 'delivery',
        choices: [
          { value: 'delivery', label: 'Delivery' },
          { value: 'archive', label: 'Archive' },
        ],
      },
      {
        id: 'shop',
        label: 'Shop',
        input: 'select',
        value: 'web',
        choices: SHOPS.map(value => ({ value, label: value })),
      },
      {
        id: 'queue',
        label: 'Queue',
        input: 'input',
        value: 'orders',
        choices: [],
      },
    ],
    from: to - POINTS * PERIOD,
    to,
    widgets: summary.deployed ? all : all.slice(1, 3),
    problems: summary.deployed
      ? ['Widget 14 has no type and is left out.']
      : [],
  };
}
