import { screen, within } from '@testing-library/react';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { findings } from '../../__fixtures__/findings';
import { PipelineTab } from '../PipelineTab';
import { FindingsPanel } from './FindingsPanel';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(
    <PipelineTab>
      <FindingsPanel />
    </PipelineTab>,
    options,
  );

const envelope =
  <T,>(data: T) =>
  async () => ({ data, sources: [] });

it('says what was expected, what is there, and what to do', async () => {
  const { container } = open();
  const [missing, retention] = (await screen.findAllByRole('listitem')).filter(
    item => within(item).queryByText('Expected'),
  );
  expect(missing).toHaveTextContent(
    /Alarm missing.*orders-feed-duplicate-orders.*line 118.*Expectedan alarm, Duplicates Sum > 0.*Foundno alarm of this name.*Deploy the alarm/,
  );
  expect(
    within(missing).getByRole('link', { name: /operations.md, line 118/ }),
  ).toHaveAttribute('href', expect.stringContaining('github.com'));
  expect(retention).toHaveTextContent(/Retention differs.*14 days/);
  expect(screen.getByText('3 of 4 alarms have a runbook')).toBeInTheDocument();
  expect(
    screen.getByText('Dashboards: the role lacks cloudwatch:ListDashboards.'),
  ).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});

it('is content when everything agrees', async () => {
  open({
    api: {
      getFindings: envelope({ ...findings(), findings: [], unchecked: [] }),
    },
  });
  expect(
    await screen.findByText('Guide, definition and AWS agree.'),
  ).toBeInTheDocument();
});
