import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { renderTab } from '../../../testing/renderTab';
import { Aged } from './Aged';
import { SourceStrip } from './SourceStrip';

const source = (rest: Partial<SourceState>): SourceState => ({
  id: 'eu',
  account: '111111111111',
  region: 'eu-central-1',
  status: 'ok',
  asOf: new Date(Date.now() - 12_000).toISOString(),
  ...rest,
});

it('names the missing action and hands out the statement that allows it', async () => {
  const user = userEvent.setup();
  const copied = jest.spyOn(navigator.clipboard, 'writeText');
  renderTab(
    <SourceStrip
      sources={[
        source({
          status: 'denied',
          missingAction: 'logs:FilterLogEvents',
          message: 'Allow it for the role.',
        }),
      ]}
    />,
  );
  const strip = await screen.findByRole('list', { name: 'Sources' });
  expect(strip).toHaveTextContent(
    'access denied · the role lacks logs:FilterLogEvents · Allow it for the role.',
  );
  await user.click(
    within(strip).getByRole('button', {
      name: 'Copy policy for logs:FilterLogEvents',
    }),
  );
  expect(copied).toHaveBeenCalledTimes(1);
  expect(JSON.parse(copied.mock.calls[0][0])).toEqual({
    Effect: 'Allow',
    Action: 'logs:FilterLogEvents',
    Resource: 'arn:aws:logs:eu-central-1:*:log-group:*',
  });
});

it('says when a throttled source is asked again, until that has come', async () => {
  renderTab(
    <SourceStrip
      sources={[
        source({
          status: 'throttled',
          retryAt: new Date(Date.now() + 20_400).toISOString(),
        }),
        source({
          id: 'us',
          region: 'us-east-1',
          status: 'unavailable',
          retryAt: new Date(Date.now() - 1000).toISOString(),
        }),
      ]}
    />,
  );
  const [throttled, unavailable] = await screen.findAllByRole('listitem');
  expect(throttled).toHaveTextContent(
    /throttled by AWS.* next try in (20|19|18) s/,
  );
  expect(unavailable).toHaveTextContent(/not reachable/);
  expect(unavailable).not.toHaveTextContent(/next try/);
});

it('greys what is wholly from earlier, and says how old it is', async () => {
  const old = new Date(Date.now() - 12 * 60_000).toISOString();
  renderTab(
    <>
      <Aged sources={[source({ status: 'stale', asOf: old })]}>all old</Aged>
      <Aged sources={[source({ status: 'stale', asOf: old }), source({})]}>
        half old
      </Aged>
      <Aged sources={[source({})]}>new</Aged>
    </>,
  );
  expect(
    await screen.findAllByText(
      'eu-central-1 cannot be read just now; this is from 12 min ago.',
    ),
  ).toHaveLength(2);
  expect(screen.getByText('all old')).toHaveStyle({ opacity: 0.7 });
});
