import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../../../testing/renderTab';
import { metrics } from '../../__fixtures__/telemetry';
import { ChartSections } from './ChartSections';

const open = () =>
  renderTab(<ChartSections answer={metrics()} stages={[]} zone="utc" />, {
    search: '?range=PT3H',
  });

const chartOf = async (name: string) => {
  const chart = await screen.findByRole('article', { name });
  await within(chart).findByRole('slider');
  return chart;
};

it('says how far a chart is from what is usual, and what a limit is relative to', async () => {
  open();
  const backlog = await chartOf('Messages waiting');
  expect(backlog).toHaveTextContent('17× usual');
  expect(
    screen.getAllByText(/^Shaded: what is usual at this weekday and hour/),
  ).toHaveLength(1);
  const duration = await chartOf('Duration');
  expect(duration).toHaveTextContent('8 % above usual');
  expect(duration).toHaveTextContent(
    '> 75 % of timeout = 11.3 min (timeout of 900 s in the definition)',
  );
  expect(duration).toHaveTextContent(
    'Grey band: expected by anomaly detection.',
  );
  const failures = await chartOf('Delivery failures');
  expect(failures).toHaveTextContent(
    /> 5 in 5 min since .+: Check the warehouse status page/,
  );
});

it('puts the charts under the headings of the guide on request', async () => {
  const { address } = open();
  await chartOf('Delivery failures');
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Group charts' }),
    "By the guide's sections",
  );
  const guided = await screen.findByRole('region', { name: 'Deliveries' });
  expect(
    within(guided).getByRole('article', {
      name: 'Delivery failures · Delivery',
    }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('region', { name: 'Not in the guide' }),
  ).toHaveTextContent('Messages waiting');
  expect(address()).toContain('charts=guide');
});

it('hides a line by its legend, by click and by keyboard', async () => {
  open();
  const chart = await chartOf('Write latency, average and p99');
  const line = within(chart).getByRole('button', { name: 'p99' });
  expect(line).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(line);
  expect(line).toHaveAttribute('aria-pressed', 'false');
  line.focus();
  await userEvent.keyboard('{Enter}');
  expect(line).toHaveAttribute('aria-pressed', 'true');
  // One line alone cannot be hidden.
  expect(
    within(await chartOf('Delivery failures')).queryByRole('button', {
      name: 'DeliveryFailures',
    }),
  ).toBeNull();
});

it('leads from a moment under the cursor to its logs', async () => {
  const { address } = open();
  const chart = await chartOf('Delivery failures');
  const plot = within(chart).getByRole('slider');
  expect(plot).toHaveAccessibleName(/Enter offers the logs of that moment/);
  fireEvent.keyDown(plot, { key: 'End' });
  await waitFor(() =>
    expect(plot).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('03:17'),
    ),
  );
  fireEvent.keyDown(plot, { key: 'Enter' });
  await userEvent.click(
    await within(chart).findByRole('button', { name: 'Logs at 03:17' }),
  );
  expect(address()).toContain('from=2026-11-21T03%3A12%3A00.000Z');
});

it('brings the chart that a link leads to into view, and marks it', async () => {
  const intoView = jest
    .spyOn(Element.prototype, 'scrollIntoView')
    .mockImplementation(() => {});
  const { sections } = metrics();
  const chart = sections.flatMap(({ charts }) => charts).at(1)!;
  renderTab(<ChartSections answer={metrics()} stages={[]} zone="utc" />, {
    search: `?chart=${encodeURIComponent(chart.id)}`,
  });
  const linked = await screen.findByRole('article', { current: true });
  expect(linked).toHaveAccessibleName(chart.title);
  expect(intoView.mock.contexts).toEqual([linked]);
  intoView.mockRestore();
});

it('hands out the numbers of any chart', async () => {
  const made: Blob[] = [];
  URL.createObjectURL = blob => {
    made.push(blob as Blob);
    return 'blob:chart';
  };
  URL.revokeObjectURL = () => {};
  open();
  const chart = await chartOf('Delivery failures');
  await userEvent.click(
    within(chart).getByRole('button', { name: 'Delivery failures as CSV' }),
  );
  await waitFor(() => expect(made).toHaveLength(1));
  expect(made[0].type).toBe('text/csv');
});
