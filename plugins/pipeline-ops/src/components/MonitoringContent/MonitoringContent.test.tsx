import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import {
  alarmList,
  logEvents,
  metrics,
  overview,
} from '../../__fixtures__/telemetry';
import type { PipelineOpsApi } from '../../api';
import { MonitoringContent } from './MonitoringContent';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(<MonitoringContent />, options);

const alarmRow = async (name: string) =>
  (await screen.findByRole('button', { name })).closest('tr')!;

it('tells an incident: verdict, stage, alarm with reason and procedure, chart above its limit, log lines', async () => {
  const { container } = open();
  expect(
    await screen.findByText('Delivery: 14 failures in 5 min (guide: > 5)'),
  ).toBeInTheDocument();
  const stages = screen.getByRole('list', { name: 'Stages' });
  expect(
    within(stages).getByRole('button', { name: /Delivery.*Failing.*91\.2 %/ }),
  ).toBeInTheDocument();

  const alarm = await alarmRow('orders-feed-delivery-failures');
  expect(alarm).toHaveTextContent('In alarm');
  expect(alarm).toHaveTextContent(
    'DeliveryFailures Sum > 5 for 1 of 1 x 5 min',
  );
  expect(alarm).toHaveTextContent(/14 at \d\d:\d\d, limit 5/);
  expect(alarm).toHaveTextContent('37 min');
  expect(
    within(alarm).getByRole('link', {
      name: 'Deliveries to the warehouse fail',
    }),
  ).toHaveAttribute(
    'href',
    '/runbook?alarm=orders-feed-delivery-failures&procedure=deliveries-fail',
  );

  const composite = await alarmRow('orders-feed-down');
  expect(composite).toHaveTextContent('by orders-feed-delivery-failures');
  expect(composite.nextElementSibling).toHaveTextContent(
    /all of.*In alarm orders-feed-delivery-failures.*any of.*OK orders-feed-write-latency.*In alarm orders-feed-backlog/,
  );

  const chart = await screen.findByRole('article', {
    name: 'Delivery failures',
  });
  expect(chart).toHaveTextContent('14 > 5');
  expect(chart).toHaveTextContent('drain the dead-letter queue');
  expect(await within(chart).findByRole('img')).toHaveAccessibleName(
    /^Alarm states: OK from .*; In alarm from/,
  );

  expect(
    await screen.findByText(/connect ECONNREFUSED warehouse.internal/),
  ).toBeInTheDocument();
  expect(
    screen.getByText(/keeps 30 d · guide asks 30 d ✓/),
  ).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});

it('says what is missing and what was refused', async () => {
  open();
  expect(
    await screen.findByText(
      /orders-feed-duplicate-orders is documented in docs\/operations.md:118/,
    ),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByText('1 reference refused'));
  expect(
    screen.getByText('logGroup /aws/lambda/billing-export'),
  ).toBeInTheDocument();
  expect(
    screen.getByText('No data in this time: Duplicate orders'),
  ).toBeInTheDocument();
  expect(
    screen.getByText(/Memory used could not be read. eu-central-1 did not/),
  ).toBeInTheDocument();
  // Said for the page as a whole, and again beside the dashboards and log events that are affected.
  expect(
    await screen.findByRole('list', { name: 'Dashboards' }),
  ).toBeInTheDocument();
  expect(
    screen.getAllByText(/throttled by AWS · CloudWatch slowed us down/),
  ).toHaveLength(3);
});

it('shows the health of each component, by kind, and leads to its charts', async () => {
  open();
  const components = await screen.findByRole('list', { name: 'Components' });
  expect(
    within(components)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual([
    'SQSqueueHealthy, SQS',
    'RDSorders-feed-dbHealthy, RDS',
    'LambdadeliverFailingLambda, Alarm orders-feed-delivery-failures is in ALARM (high)auditNo dataLambda, No data point in this time',
    'S3orders-archiveDegradedS3, Objects written has not reported since 03:09 UTC',
  ]);
  await screen.findByRole('article', { name: 'Delivery failures' });
  await userEvent.click(
    within(components).getByRole('button', {
      name: /^deliver Failing Lambda, Alarm orders-feed-delivery-failures is in ALARM \(high\)$/,
    }),
  );
  expect(screen.getByRole('region', { name: 'Delivery' })).toHaveFocus();
});

it('keeps the ways to its parts at hand, with what is wrong there', async () => {
  open();
  await alarmRow('orders-feed-backlog');
  await screen.findByRole('article', { name: 'Delivery failures' });
  const ways = screen.getByRole('navigation', { name: 'On this page' });
  expect(
    within(ways)
      .getAllByRole('button')
      .map(way => way.textContent),
  ).toEqual(['Alarms3', 'Charts1', 'Dashboards', 'Logs', 'Findings']);
  await userEvent.click(within(ways).getByRole('button', { name: 'Logs' }));
  expect(document.activeElement?.id).toBe('pipeline-ops-logs');
});

it('folds reasons that do not fit, and links the alarms that they name', async () => {
  const many = overview();
  many.pipelines[0].verdict = {
    health: 'failing',
    reasons: [
      'Alarm orders-feed-backlog is in ALARM (medium). It waits for the warehouse',
      'Reason two',
      'Reason three',
      'Reason four',
      'Reason five',
    ],
    alarmNames: ['orders-feed-backlog'],
  };
  open({ api: { getOverview: async () => ({ data: many, sources: [] }) } });
  const headline = await screen.findByRole('heading', {
    name: 'Alarm orders-feed-backlog is in ALARM (medium)',
  });
  expect(
    within(headline).getByRole('link', { name: 'orders-feed-backlog' }),
  ).toHaveAttribute(
    'href',
    expect.stringContaining('alarm=orders-feed-backlog'),
  );
  const why = screen.getByRole('list', { name: 'Why' });
  expect(why).toHaveTextContent('It waits for the warehouse');
  expect(why).not.toHaveTextContent('Reason five');
  await userEvent.click(
    within(why).getByRole('button', { name: 'and 2 more' }),
  );
  expect(why).toHaveTextContent('Reason five');
});

it('keeps alarms that are ok out of the way until they are asked for', async () => {
  const { address } = open();
  await alarmRow('orders-feed-backlog');
  expect(
    screen.queryByText('orders-feed-write-latency', { selector: 'button' }),
  ).toBeNull();
  await userEvent.click(
    screen.getByRole('button', { name: 'Show 1 alarm that is ok' }),
  );
  await alarmRow('orders-feed-write-latency');

  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Filter by state' }),
    'No data',
  );
  await waitFor(() =>
    expect(
      screen.queryByRole('button', { name: 'orders-feed-backlog' }),
    ).toBeNull(),
  );
  await alarmRow('orders-feed-archive-silent');
  expect(address()).toContain('state=INSUFFICIENT_DATA');
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Filter alarms' }),
    'nothing',
  );
  expect(
    await screen.findByText('No alarm matches the filter.'),
  ).toBeInTheDocument();
});

it('opens an alarm with its history and keeps it in the address', async () => {
  const { address } = open();
  await userEvent.click(
    await screen.findByRole('button', { name: 'orders-feed-backlog' }),
  );
  expect(
    await screen.findByText('Told SNS topic orders-on-call'),
  ).toBeVisible();
  expect(screen.getByText('treated as missing')).toBeInTheDocument();
  expect(address()).toBe('/?alarm=orders-feed-backlog');
});

it('asks for what the address says', async () => {
  const asked: unknown[] = [];
  const getMetrics: PipelineOpsApi['getMetrics'] = async request => {
    asked.push({ env: request.env, window: request.window });
    return { data: metrics(), sources: [] };
  };
  open({ search: '?env=dev1&range=PT12H', api: { getMetrics } });
  await screen.findByRole('article', { name: 'Delivery failures' });
  expect(asked[0]).toEqual({ env: 'dev1', window: { range: 'PT12H' } });

  await userEvent.click(screen.getByRole('button', { name: 'Earlier' }));
  expect(
    await screen.findByRole('button', { name: 'Back to the range before' }),
  ).toBeInTheDocument();
  await waitFor(() => expect(asked).toHaveLength(2));
  const { window } = asked[1] as { window: { from: string; to: string } };
  expect(Date.parse(window.to) - Date.parse(window.from)).toBe(12 * 3_600_000);
  await userEvent.click(
    screen.getByRole('button', { name: 'Back to the range before' }),
  );
  expect(
    await screen.findByRole('button', { name: /Last 12 h/ }),
  ).toBeInTheDocument();
});

it('shows any chart as a table, with the gaps', async () => {
  open();
  const chart = await screen.findByRole('article', { name: 'Objects written' });
  await userEvent.click(
    within(chart).getByRole('button', { name: 'Objects written as a table' }),
  );
  const rows = await within(chart).findAllByRole('row');
  expect(rows).toHaveLength(181);
  expect(rows[1]).toHaveTextContent('–');
});

it('moves the cursor of a chart by keyboard and reads the value out', async () => {
  open();
  const chart = await screen.findByRole('article', {
    name: 'Delivery failures',
  });
  const cursor = await within(chart).findByRole('slider');
  expect(cursor).toHaveAccessibleName(/^Delivery failures/);
  cursor.focus();
  await userEvent.keyboard('{Home}');
  await waitFor(() =>
    expect(cursor).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/DeliveryFailures \d/),
    ),
  );
});

it('filters log events and loads more until the end', async () => {
  const patterns: (string | undefined)[] = [];
  open({
    api: {
      getLogEvents: async ({ pattern, cursor }) => {
        patterns.push(pattern);
        return {
          data: cursor
            ? { ...logEvents(), events: [], cursor: undefined, complete: true }
            : logEvents(),
          sources: [],
        };
      },
    },
  });
  await screen.findByText(/delivery refused order=A-1183/);
  await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
  expect(
    await screen.findByText('That is all of this time.'),
  ).toBeInTheDocument();
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Filter pattern' }),
    '?ERROR ?WARN{Enter}',
  );
  await waitFor(() => expect(patterns).toContain('?ERROR ?WARN'));
});

it('shows what it has when one part cannot be read, and tries again', async () => {
  let failing = true;
  open({
    api: {
      getAlarms: async () => {
        if (failing) {
          throw Object.assign(new Error('The database is away'), {
            response: { status: 400 },
          });
        }
        return { data: alarmList(), sources: [] };
      },
    },
  });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Alarms: could not be read.');
  expect(alert).toHaveTextContent('The database is away');
  expect(
    await screen.findByRole('article', { name: 'Delivery failures' }),
  ).toBeInTheDocument();
  failing = false;
  await userEvent.click(
    within(alert).getByRole('button', { name: 'Try again' }),
  );
  await alarmRow('orders-feed-backlog');
});

it('says calmly that all is well, and that nothing is there', async () => {
  const calm = overview();
  calm.pipelines[0] = {
    ...calm.pipelines[0],
    verdict: { health: 'healthy', reasons: [], alarmNames: [] },
    stages: [],
    refusals: [],
  };
  open({
    api: {
      getOverview: async () => ({ data: calm, sources: [] }),
      getAlarms: async () => ({
        data: { ...alarmList(), alarms: [], missing: [] },
        sources: [],
      }),
      getMetrics: async () => ({
        data: { ...metrics(), sections: [] },
        sources: [],
      }),
      getLogGroups: async () => ({
        data: { pipelineId: 'x', environment: 'prod', groups: [] },
        sources: [],
      }),
    },
  });
  expect(
    await screen.findByText('Everything that is watched is within its limits'),
  ).toBeInTheDocument();
  expect(
    await screen.findByText('This environment has no alarms.'),
  ).toBeInTheDocument();
  expect(
    await screen.findByText('This environment has no charts.'),
  ).toBeInTheDocument();
  expect(
    await screen.findByText('This environment has no log groups.'),
  ).toBeInTheDocument();
});

it('leads from the verdict to the log events of that moment, also from the queries', async () => {
  const { address } = open({ search: '?logs=queries' });
  const [fromVerdict] = await screen.findAllByRole('button', {
    name: /^Logs at \d\d:\d\d$/,
  });
  await userEvent.click(fromVerdict);
  const params = new URLSearchParams(address().slice(2));
  const [from, to] = ['from', 'to'].map(name => Date.parse(params.get(name)!));
  expect(to - from).toBe(10 * 60_000);
  expect(params.get('logs')).toBeNull();
});
