import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { queryRun, savedQueries } from '../../__fixtures__/logQueries';
import { logEvents } from '../../__fixtures__/telemetry';
import { PipelineTab } from '../PipelineTab';
import { LogPanel } from './LogPanel';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(
    <PipelineTab>
      <LogPanel />
    </PipelineTab>,
    options,
  );

const envelope = <T,>(data: T) => ({ data, sources: [] });
const event = (id: string, message: string, timestamp = Date.now()) => ({
  id,
  message,
  timestamp,
  stream: 'main',
});

it('lays a JSON line out when somebody asks', async () => {
  open({
    api: {
      getLogEvents: async () =>
        envelope({
          ...logEvents(Date.now()),
          events: [event('1', '{"level":"WARN","late":130}')],
          cursor: undefined,
        }),
    },
  });
  const toggle = await screen.findByRole('button', { name: /as JSON/ });
  const line = toggle.closest('li')!;
  await userEvent.click(toggle);
  expect(toggle).toHaveAttribute('aria-expanded', 'true');
  expect(line.textContent).toContain('{\n  "level": "WARN",\n  "late": 130\n}');
});

it('follows: takes what is new, marks and counts it, and stops when told', async () => {
  jest.useFakeTimers({ advanceTimers: true });
  try {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    const start = Date.now();
    const asked: (string | undefined)[] = [];
    open({
      api: {
        getLogEvents: async ({ after }) => {
          asked.push(after);
          return envelope({
            logGroup: 'g',
            complete: true,
            newest: `mark ${asked.length}`,
            events: after
              ? [event('2', 'just came in', start)]
              : [event('1', 'was there before', start)],
          });
        },
      },
    });
    await screen.findByText('was there before');
    await user.click(screen.getByRole('button', { name: 'Follow' }));
    expect(await screen.findByText('just came in')).toBeInTheDocument();
    expect(screen.getAllByText('was there before')).toHaveLength(1);
    expect(screen.getByText('1 new line')).toBeInTheDocument();
    await act(async () => {
      await jest.advanceTimersByTimeAsync(5_100);
    });
    const looks = asked.length;
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(asked.slice(0, 3)).toEqual([undefined, 'mark 1', 'mark 2']);
    // The same line again is the same line.
    expect(screen.getByText('1 new line')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Following' }));
    await act(async () => {
      await jest.advanceTimersByTimeAsync(11_000);
    });
    expect(asked).toHaveLength(looks);
  } finally {
    jest.useRealTimers();
  }
});

it('tells what is done with the lines of a group', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Filters' }));
  expect(
    await screen.findByText(/Metric filter delivery-failures/),
  ).toHaveTextContent(
    'Metric filter delivery-failures: FAILED feeds Orders DeliveryFailures',
  );
  expect(screen.getByText(/Subscription filter/)).toHaveTextContent(
    'to-archive: every line sends to Lambda function archive-logs',
  );
});

it('runs a saved query, says what it cost, and shows its rows', async () => {
  const started: unknown[] = [];
  const { container, address } = open({
    search: '?logs=queries',
    api: {
      startQueryRun: async ({ run, window }) => {
        started.push({ run, window });
        return envelope(queryRun('running'));
      },
    },
  });
  expect(
    await screen.findByText(/Searches \/aws\/lambda\/orders-feed-deliver/),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Run query' }));
  expect(await screen.findByText('Running')).toBeInTheDocument();
  expect(await screen.findByText('Complete')).toBeInTheDocument();
  expect(started).toEqual([
    { run: { queryId: 'failures-by-cause' }, window: { range: 'PT3H' } },
  ]);
  expect(
    screen.getByText(
      /133 of 91,204 records matched · 2\.33 GiB scanned · about \$0\.0125/,
    ),
  ).toBeInTheDocument();
  const table = screen.getByRole('table');
  await userEvent.click(
    within(table).getByRole('button', { name: /failures/ }),
  );
  expect(within(table).getAllByRole('row')[1]).toHaveTextContent('refused121');
  expect(
    within(table).getByRole('columnheader', { name: /failures/ }),
  ).toHaveAttribute('aria-sort', 'descending');
  expect(await violationsIn(container)).toEqual([]);

  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Saved query' }),
    'Slowest deliveries',
  );
  await waitFor(() => expect(address()).toContain('query=slowest'));
  expect(
    await screen.findByText('None of its log groups exists in eu-central-1.'),
  ).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Run query' })).toBeDisabled();
});

it('stops a query when the reader stops it or leaves', async () => {
  const stopQueryRun = jest.fn(async () => envelope(queryRun('cancelled')));
  const running = async () => envelope(queryRun('running'));
  const { unmount } = open({
    search: '?logs=queries',
    api: { startQueryRun: running, getQueryRun: running, stopQueryRun },
  });
  const run = () =>
    screen.findByRole('button', { name: 'Run query' }).then(userEvent.click);
  await run();
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByText('Stopped')).toBeInTheDocument();
  expect(stopQueryRun).toHaveBeenCalledTimes(1);
  await run();
  await screen.findByRole('button', { name: 'Stop' });
  await screen.findByText('Running');
  unmount();
  expect(stopQueryRun).toHaveBeenCalledTimes(2);
});

it('offers a query of their own only to those who may', async () => {
  open({
    search: '?logs=queries',
    api: {
      getSavedQueries: async () =>
        envelope({ ...savedQueries(), queries: [], freeText: true }),
    },
  });
  const text = await screen.findByRole('textbox', {
    name: 'Logs Insights query',
  });
  expect(screen.getByRole('button', { name: 'Run query' })).toBeDisabled();
  await userEvent.type(text, 'fields @message');
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Log group to search' }),
    '/aws/lambda/orders-feed-deliver',
  );
  expect(screen.getByRole('button', { name: 'Run query' })).toBeEnabled();
});
