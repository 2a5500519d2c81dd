import { screen, within } from '@testing-library/react';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { overview } from '../../__fixtures__/telemetry';
import { OverviewCard } from './OverviewCard';
import { stageToShow } from './stageToShow';

it('tells on the Overview tab how the pipeline is, and leads on', async () => {
  const { container } = renderTab(<OverviewCard />);
  expect(
    await screen.findByText('Delivery: 14 failures in 5 min (guide: > 5)'),
  ).toBeInTheDocument();
  expect(screen.getByText('Failing')).toBeInTheDocument();
  expect(screen.getByText('Delivery, 1,098 /min')).toBeInTheDocument();
  const alarms = await screen.findByRole('list', { name: 'Alarms' });
  expect(
    within(alarms)
      .getAllByRole('link')
      .map(link => link.textContent),
  ).toEqual([
    'orders-feed-down',
    'orders-feed-delivery-failures',
    'orders-feed-backlog',
  ]);
  expect(
    within(alarms).getByRole('link', { name: 'orders-feed-down' }),
  ).toHaveAttribute('href', '/monitoring?alarm=orders-feed-down');
  expect(await screen.findByText(/^Checks due: /)).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});

it('shows the flow of the worst stage, else what comes out at the end', () => {
  const { stages } = overview().pipelines[0];
  expect(stageToShow(stages)?.id).toBe('delivery');
  const well = stages.map(stage => ({ ...stage, health: 'healthy' as const }));
  expect(stageToShow(well)?.id).toBe('archive');
  expect(stageToShow([{ ...well[0], sparkline: [null] }])).toBeUndefined();
});
