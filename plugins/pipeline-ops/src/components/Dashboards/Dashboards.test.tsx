import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { dashboard, dashboardList } from '../../__fixtures__/dashboards';
import { queryRun } from '../../__fixtures__/logQueries';
import type { PipelineOpsApi } from '../../api';
import { PipelineTab } from '../PipelineTab';
import { Dashboards } from '.';

const show = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(
    <PipelineTab>
      <Dashboards />
    </PipelineTab>,
    options,
  );

const openOverview = { search: '?dashboard=orders-overview' };

const widget = (name: string) => screen.findByRole('region', { name });

it('lists the dashboards, those that only stand in the guide last', async () => {
  const { container, address } = show();
  const list = await screen.findByRole('list', { name: 'Dashboards' });
  const rows = within(list).getAllByRole('listitem');
  expect(rows).toHaveLength(3);
  expect(rows[0]).toHaveTextContent(
    /^orders-overview ?eu-central-1 · changed 3 d ago/,
  );
  expect(rows[1]).toHaveTextContent(
    /^orders-warehouse ?us-east-1 · changed 1 h ago/,
  );
  expect(rows[2]).toHaveTextContent(
    /^Costs of the feed ?in the guide, not deployed ?docs\/operations.md:312/,
  );
  expect(screen.getByText('3 CloudWatch dashboards')).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);

  await userEvent.click(
    screen.getByRole('button', { name: 'Costs of the feed' }),
  );
  expect(
    await screen.findByRole('heading', { name: 'Costs of the feed', level: 3 }),
  ).toBeInTheDocument();
  expect(address()).toBe('/?dashboard=dashboard-costs');
  expect(
    screen.getByRole('link', { name: /^docs.operations.md:312/ }),
  ).toHaveAttribute(
    'href',
    'https://git.example.com/orders/docs/operations.md#L312',
  );

  await userEvent.click(
    screen.getByRole('button', { name: 'Close dashboard' }),
  );
  await screen.findByRole('list', { name: 'Dashboards' });
  expect(address()).toBe('/');
});

it('draws every kind of widget with its figures as text', async () => {
  const { container } = show(openOverview);
  const graph = await widget('Orders and latency');
  expect(
    within(graph).getByRole('slider', { name: /^Orders and latency/ }),
  ).toBeInTheDocument();
  expect(graph).toHaveTextContent('Latency p99 (right axis)');
  expect(graph).toHaveTextContent('Marked on the graph: SLA; Release 42');

  expect(await widget('Now')).toHaveTextContent('web240app120partners80');
  expect(
    within(await widget('Memory of the worker')).getByRole('meter', {
      name: 'worker',
    }),
  ).toHaveAttribute('aria-valuetext', '78 %, high');
  // 240, 120 and 80 of 440.
  expect(
    within(await widget('Share of shops')).getByRole('img'),
  ).toHaveAccessibleName('web 54.5 %, app 27.3 %, partners 18.2 %');
  const bars = within(await widget('Shops compared'));
  expect(bars.getAllByRole('listitem').map(bar => bar.textContent)).toEqual([
    'web240',
    'app120',
    'partners80',
  ]);
  const summary = within(await widget('Summary of shops')).getByRole('table');
  expect(within(summary).getAllByRole('columnheader')).toHaveLength(6);
  expect(
    within(summary).getByRole('row', { name: /^web 240 / }),
  ).toBeInTheDocument();

  const alarms = await widget('Alarm status');
  expect(alarms).toHaveTextContent(
    /In alarm ?orders-feed-delivery-failures.*14\.0 was above 5\.0/,
  );
  expect(alarms).toHaveTextContent(/not visible ?billing-export/);
  expect(await widget('Map of shops')).toHaveTextContent(
    'Widget type explorer is not drawn here',
  );
  expect(await violationsIn(container)).toEqual([]);
});

it('says in the widget what could not be read, and lists what is wrong with the body', async () => {
  show(openOverview);
  const errors = await widget('Worker errors');
  expect(errors).toHaveTextContent(
    'Throttles: The metric AWS/Lambda Throttles is not allowed.',
  );
  expect(errors).toHaveTextContent('Row 3 repeats "..."');
  expect(within(errors).getByRole('slider')).toBeInTheDocument();
  expect(await widget('Quiet metric')).toHaveTextContent(
    'No data in this time.',
  );
  expect(
    screen.getByRole('list', { name: 'What is wrong with the dashboard' }),
  ).toHaveTextContent('Widget 14 has no type and is left out.');
  expect(
    screen.getByText(/throttled by AWS · CloudWatch slowed us down/),
  ).toBeInTheDocument();
});

it('takes text as text: headings below its own, buttons as links, no markup', async () => {
  show(openOverview);
  const text = await widget('Orders feed');
  expect(
    within(text).getByRole('heading', { name: 'Orders feed', level: 4 }),
  ).toBeInTheDocument();
  expect(within(text).getByRole('link', { name: /Guide/ })).toHaveAttribute(
    'href',
    'https://git.example.com/orders',
  );
  expect(text.querySelector('script')).toBeNull();
});

it('keeps variables and time in the address and asks for them', async () => {
  const asked: unknown[] = [];
  const getDashboard: PipelineOpsApi['getDashboard'] = async request => {
    const { dashboardId, sourceId, window, variables } = request;
    asked.push({ dashboardId, sourceId, window, variables });
    const data = dashboard();
    return {
      data: {
        ...data,
        variables: data.variables.map(one => ({
          ...one,
          value: variables?.[one.id] ?? one.value,
        })),
      },
      sources: [],
    };
  };
  const { address } = show({
    search:
      '?dashboard=orders-overview&dashboardSource=commerce-eu&var.shop=app',
    api: { getDashboard },
  });
  expect(await screen.findByRole('combobox', { name: 'Shop' })).toHaveValue(
    'app',
  );
  expect(asked).toEqual([
    {
      dashboardId: 'orders-overview',
      sourceId: 'commerce-eu',
      window: undefined,
      variables: { shop: 'app' },
    },
  ]);

  await userEvent.click(screen.getByRole('radio', { name: 'Archive' }));
  const queue = screen.getByRole('textbox', { name: 'Queue' });
  await userEvent.clear(queue);
  await userEvent.type(queue, 'orders-dead{Enter}');
  await waitFor(() =>
    expect(asked.at(-1)).toMatchObject({
      variables: { shop: 'app', stage: 'archive', queue: 'orders-dead' },
    }),
  );
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Time shown' }),
    "Page's time",
  );
  await waitFor(() =>
    expect(asked.at(-1)).toMatchObject({ window: { range: 'PT3H' } }),
  );
  expect(address()).toContain('dashboardTime=page');
  expect(address()).toContain('var.queue=orders-dead');

  // Another dashboard has variables of its own.
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Dashboard' }),
    'orders-warehouse',
  );
  expect(address()).toBe(
    '/?dashboard=orders-warehouse&dashboardSource=commerce-us',
  );
});

it('follows the page while that shows a fixed stretch of time', async () => {
  const asked: unknown[] = [];
  show({
    search:
      '?dashboard=orders-overview&from=2026-11-21T01:00:00.000Z&to=2026-11-21T02:00:00.000Z',
    api: {
      getDashboard: async ({ window }) => {
        asked.push(window);
        return { data: dashboard(), sources: [] };
      },
    },
  });
  await widget('Orders and latency');
  expect(asked).toEqual([
    { from: '2026-11-21T01:00:00.000Z', to: '2026-11-21T02:00:00.000Z' },
  ]);
});

it('shows the values of a widget as a table', async () => {
  show(openOverview);
  const graph = await widget('Orders by shop');
  await userEvent.click(
    within(graph).getByRole('button', { name: 'Orders by shop as values' }),
  );
  expect(within(graph).getAllByRole('row')).toHaveLength(181);
});

it('runs a log query only when asked, over the time of the dashboard', async () => {
  const asked: unknown[] = [];
  const answer = async (status: 'running' | 'complete') => ({
    data: { ...queryRun(status), series: undefined },
    sources: [],
  });
  show({
    ...openOverview,
    api: {
      getDashboard: async () => ({ data: dashboard(), sources: [] }),
      startQueryRun: async ({ window, run }) => {
        asked.push({ window, run });
        return answer('running');
      },
      getQueryRun: () => answer('complete'),
    },
  });
  const query = await widget('Refused orders');
  expect(query).toHaveTextContent(
    'AWS bills log queries by the data they scan',
  );
  expect(query).toHaveTextContent('stats count(*) as refusals by shop');
  expect(asked).toEqual([]);
  await userEvent.click(
    within(query).getByRole('button', { name: 'Run query' }),
  );
  const bars = await within(query).findAllByRole('listitem');
  expect(bars.map(bar => bar.textContent)).toEqual(
    expect.arrayContaining(['timeout9', 'refused121']),
  );
  expect(within(query).getByRole('table')).toBeInTheDocument();
  expect(query).toHaveTextContent(/over \d+ \w+, \d\d:\d\d – /);
  // The story's three hours, which end at 03:18.
  expect(asked).toEqual([
    {
      window: {
        from: '2026-11-21T00:18:00.000Z',
        to: '2026-11-21T03:18:00.000Z',
      },
      run: { queryId: 'widget-log-1' },
    },
  ]);
});

it('has a face for nothing, for refusal and for failure', async () => {
  const empty = show({
    api: {
      getDashboards: async () => ({
        data: { ...dashboardList(), dashboards: [] },
        sources: [],
      }),
    },
  });
  expect(
    await screen.findByText('This environment has no CloudWatch dashboards.'),
  ).toBeInTheDocument();
  expect(screen.getByText('dashboards: [my-dashboard]')).toBeInTheDocument();
  expect(await violationsIn(empty.container)).toEqual([]);
  empty.unmount();

  let failing = true;
  show({
    search: '?dashboard=orders-overview',
    api: {
      getDashboard: async () => {
        if (failing) {
          throw Object.assign(new Error('orders-overview is not allowed'), {
            response: { status: 400 },
          });
        }
        return { data: dashboard(), sources: [] };
      },
    },
  });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('orders-overview: could not be read.');
  failing = false;
  await userEvent.click(
    within(alert).getByRole('button', { name: 'Try again' }),
  );
  await widget('Orders and latency');
});
