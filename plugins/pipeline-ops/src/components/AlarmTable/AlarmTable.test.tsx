import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { alarmDetail, alarmList } from '../../__fixtures__/telemetry';
import { MonitoringContent } from '../MonitoringContent';

const open = (search: string, options?: Parameters<typeof renderTab>[1]) =>
  renderTab(<MonitoringContent />, { search, ...options });

/** Below the alarm's row, and below its rule where it has one. */
const detailsOf = async (name: string) => {
  const row = (await screen.findByRole('button', { name })).closest('tr')!;
  return waitFor(() => {
    const below = [
      row.nextElementSibling,
      row.nextElementSibling?.nextElementSibling,
    ];
    const details = below.find(one => one?.querySelector('dl'));
    expect(details).toBeDefined();
    return details as HTMLElement;
  });
};

it('opens an alarm from its address: metric with its limit, evidence, actions, mute, guide, history', async () => {
  const { container } = open('?alarm=orders-feed-delivery-failures');
  const details = await detailsOf('orders-feed-delivery-failures');
  expect(
    await within(details).findByRole('slider', { name: /^Delivery failures/ }),
  ).toBeInTheDocument();
  const evidence = within(details).getByRole('table', {
    name: 'What decided the state',
  });
  expect(within(evidence).getAllByRole('row')[1]).toHaveTextContent(
    /14.*5.*breaching/,
  );
  expect(details).toHaveTextContent(
    'MetricOrders/Feed DeliveryFailures Sum, 5 min',
  );
  expect(details).toHaveTextContent('Missing datatreated as within limits');
  expect(details).toHaveTextContent('SNS topic orders-on-call');
  expect(details).toHaveTextContent(
    /muted until \d\d:\d\d orders-feed-release, at\(2026-11-21T03:00\) for PT1H/,
  );
  expect(
    within(details).getByRole('link', {
      name: /docs\/operations.md, line 104/,
    }),
  ).toHaveAttribute('href', expect.stringContaining('#L104'));
  expect(
    await within(details).findByText('Told SNS topic orders-on-call'),
  ).toBeVisible();
  expect(details).toHaveTextContent('OK → In alarm');
  expect(await violationsIn(container)).toEqual([]);
});

it('leads to the step that a link at the alarm points at', async () => {
  const list = alarmList();
  const alarms = list.alarms.map(alarm => ({
    ...alarm,
    runbooks: alarm.runbooks.map(link => ({ ...link, stepId: 'look' })),
  }));
  open('', {
    api: {
      getAlarms: async () => ({ data: { ...list, alarms }, sources: [] }),
    },
  });
  const links = await screen.findAllByRole('link', {
    name: /Deliveries to the warehouse fail/,
  });
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) {
    expect(link).toHaveAttribute(
      'href',
      expect.stringMatching(/[?&]step=look\b/),
    );
  }
});

it('leads from a composite alarm to the alarms behind it', async () => {
  const { address } = open('?alarm=orders-feed-down');
  const details = await detailsOf('orders-feed-down');
  expect(details).toHaveTextContent(/Decided byIn alarm orders-feed-delivery/);
  expect(details).toHaveTextContent(
    'can be suppressed by orders-feed-maintenance',
  );
  const rule = details.previousElementSibling as HTMLElement;
  await userEvent.click(
    within(rule).getByRole('link', { name: 'orders-feed-write-latency' }),
  );
  expect(address()).toBe('/?alarm=orders-feed-write-latency');
  await detailsOf('orders-feed-write-latency');
});

it('marks what the guide does not speak of, but only where it speaks of alarms at all', async () => {
  open('');
  const backlog = (
    await screen.findByRole('button', { name: 'orders-feed-backlog' })
  ).closest('tr')!;
  expect(backlog).toHaveTextContent('not in the guide');
  expect(
    screen
      .getByRole('button', { name: 'orders-feed-delivery-failures' })
      .closest('tr'),
  ).not.toHaveTextContent('not in the guide');
});

it('says nothing of the guide where it has no alarms', async () => {
  const list = alarmList();
  const alarms = list.alarms.map(alarm => ({
    ...alarm,
    documented: undefined,
  }));
  open('', {
    api: {
      getAlarms: async () => ({
        data: { ...list, alarms, missing: [] },
        sources: [],
      }),
    },
  });
  const row = await screen.findByRole('button', {
    name: 'orders-feed-backlog',
  });
  expect(row.closest('tr')).not.toHaveTextContent('not in the guide');
});

it('filters by type', async () => {
  const { address } = open('');
  await screen.findByRole('button', { name: 'orders-feed-backlog' });
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Filter by type' }),
    'composite',
  );
  await waitFor(() =>
    expect(
      screen.queryByRole('button', { name: 'orders-feed-backlog' }),
    ).toBeNull(),
  );
  expect(
    screen.getByRole('button', { name: 'orders-feed-down' }),
  ).toBeInTheDocument();
  expect(address()).toBe('/?type=composite');
});

it('says in words what an alarm has no chart of', async () => {
  const detail = alarmDetail('orders-feed-backlog');
  open('?alarm=orders-feed-backlog', {
    api: {
      getAlarm: async () => ({
        data: {
          ...detail,
          chart: {
            id: 'alarm',
            title: 'Waiting',
            unit: 'Count',
            thresholds: [],
            alarmNames: [],
            series: [
              {
                id: 'a',
                label: 'Waiting',
                t0: 0,
                step: 60,
                values: [],
                status: 'failed',
                message: 'us-east-1 did not answer within 5 s.',
                empty: true,
              },
            ],
          },
        },
        sources: [],
      }),
    },
  });
  const details = await detailsOf('orders-feed-backlog');
  await waitFor(() =>
    expect(details).toHaveTextContent('us-east-1 did not answer within 5 s.'),
  );
});

it('shows the logs of the moment at which the alarm went off', async () => {
  const { address } = open('?alarm=orders-feed-delivery-failures');
  const details = await detailsOf('orders-feed-delivery-failures');
  await userEvent.click(
    within(details).getByRole('button', { name: /^Logs at \d\d:\d\d$/ }),
  );
  const params = new URLSearchParams(address().slice(2));
  const [from, to] = ['from', 'to'].map(name => Date.parse(params.get(name)!));
  expect(to - from).toBe(10 * 60_000);
});
