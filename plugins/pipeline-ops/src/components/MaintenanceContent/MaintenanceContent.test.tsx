import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import {
  checklistList,
  dailyChecks,
  withProgress,
} from '../../__fixtures__/checklists';
import { ordersEntity } from '../../__fixtures__/entity';
import { renderTab } from '../../../testing/renderTab';
import { ChecklistConflictError } from '../../api';
import { MaintenanceContent } from './MaintenanceContent';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(<MaintenanceContent />, options);

const item = (text: string) => screen.findByRole('listitem', { name: text });
const ARCHIVE = 'Verify that the archive receives orders';

it('shows what is due, who answered what and why', async () => {
  const { container } = open();
  const cards = await screen.findByRole('list', { name: 'Checklists' });
  expect(
    within(cards).getByRole('button', {
      name: /Daily checks.*Due today.*2 of 3 answered · 1 not done/,
    }),
  ).toHaveAttribute('aria-pressed', 'true');
  expect(
    within(cards).getByRole('button', {
      name: /Monthly checks.*a newer list applies from the next period/,
    }),
  ).toBeInTheDocument();

  const backlog = await item('Check that the queue is drained');
  expect(backlog).toHaveTextContent('ben');
  expect(backlog).toHaveTextContent('Backlog after the deployment');
  expect(
    within(backlog).getByRole('button', { name: 'Not done' }),
  ).toHaveAttribute('aria-pressed', 'true');
  expect(await violationsIn(container)).toEqual([]);
});

it('ticks at once and keeps who and when', async () => {
  open();
  const archive = await item(ARCHIVE);
  await userEvent.click(within(archive).getByRole('button', { name: 'Done' }));
  expect(await within(archive).findByText(/^you/)).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: /Daily checks.*Complete.*3 of 3/ }),
  ).toBeInTheDocument();
  await userEvent.click(
    within(archive).getByRole('button', { name: `Undo: ${ARCHIVE}` }),
  );
  expect(
    await within(archive).findByText('Not answered yet'),
  ).toBeInTheDocument();
});

it('asks why an item was not done before it sends anything', async () => {
  open();
  const archive = await item(ARCHIVE);
  await userEvent.click(
    within(archive).getByRole('button', { name: 'Not done' }),
  );
  const why = within(archive).getByRole('textbox', {
    name: 'Why was it not done?',
  });
  expect(why).toHaveFocus();
  expect(within(archive).getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.type(why, 'The role lost its permission{Enter}');
  expect(
    await within(archive).findByText('The role lost its permission'),
  ).toBeInTheDocument();
});

it('is walked and answered without the mouse', async () => {
  open();
  const first = await item('Look at the error rate of the delivery');
  first.focus();
  await userEvent.keyboard('jj');
  const archive = await item(ARCHIVE);
  expect(archive).toHaveFocus();
  await userEvent.keyboard('a');
  await userEvent.type(
    within(archive).getByRole('textbox', { name: 'Why does it not apply?' }),
    'jdk are letters here{Enter}',
  );
  expect(
    await within(archive).findByText('jdk are letters here'),
  ).toBeInTheDocument();
  archive.focus();
  await userEvent.keyboard('d');
  await waitFor(() =>
    expect(
      within(archive).getByRole('button', { name: 'Done' }),
    ).toHaveAttribute('aria-pressed', 'true'),
  );
});

it('sends a quick row of ticks one after the other, each with the revision the one before left', async () => {
  const revisions: number[] = [];
  let daily = dailyChecks();
  open({
    api: {
      completeItem: async ({ completion }) => {
        revisions.push(completion.revision);
        await new Promise(resolve => setTimeout(resolve, 20));
        daily = {
          ...daily,
          period: { ...daily.period, revision: daily.period.revision + 1 },
        };
        return { data: daily, sources: [] };
      },
    },
  });
  await item(ARCHIVE);
  for (const button of screen.getAllByRole('button', { name: 'Done' })) {
    await userEvent.click(button);
  }
  await waitFor(() => expect(revisions).toEqual([2, 3, 4]));
});

it('shows the list as it is now when somebody else was first', async () => {
  const daily = dailyChecks();
  const current = withProgress({
    ...daily,
    period: { ...daily.period, revision: 3 },
    items: daily.items.map(one =>
      one.id === 'archive'
        ? {
            ...one,
            completion: {
              itemId: 'archive',
              state: 'not-applicable' as const,
              note: 'No orders today',
              by: 'user:default/cem',
              at: new Date().toISOString(),
            },
          }
        : one,
    ),
  });
  open({
    api: {
      completeItem: async () => {
        throw new ChecklistConflictError('cem was first', current);
      },
    },
  });
  const archive = await item(ARCHIVE);
  await userEvent.click(within(archive).getByRole('button', { name: 'Done' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Somebody else answered in the meantime',
  );
  expect(archive).toHaveTextContent('cem');
  expect(archive).toHaveTextContent('No orders today');
  expect(within(archive).getByRole('button', { name: 'N/A' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

it('walks to a past period, which can be read only, and back', async () => {
  const asked: (string | undefined)[] = [];
  const { address } = open({
    api: {
      getChecklists: async ({ at }) => {
        asked.push(at);
        const list = checklistList();
        if (at) {
          const [daily] = list.checklists;
          daily.period = {
            ...daily.period,
            key: 'D:2026-11-20',
            title: 'Friday 20 November 2026',
            isCurrent: false,
          };
        }
        return { data: list, sources: [] };
      },
    },
  });
  await item(ARCHIVE);
  await userEvent.click(screen.getByRole('button', { name: 'Earlier period' }));
  expect(
    await screen.findByText('Daily checks, Friday 20 November 2026'),
  ).toBeInTheDocument();
  expect(asked.at(-1)).toBe('2026-11-20T23:59:59.999Z');
  expect(address()).toContain('at=2026-11-20');
  const archive = await item(ARCHIVE);
  const done = within(archive).getByRole('button', { name: 'Done' });
  expect(done).toBeDisabled();
  expect(done).toHaveAttribute(
    'title',
    'Only the current period can be answered.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Today' }));
  await waitFor(() => expect(address()).not.toContain('at='));
});

it('says why buttons do nothing for somebody who may only read', async () => {
  // Decisions are remembered by entity, so this one is about another.
  const metadata = { ...ordersEntity.metadata, name: 'orders-of-others' };
  open({ allowed: false, entity: { ...ordersEntity, metadata } });
  const archive = await item(ARCHIVE);
  await waitFor(() =>
    expect(
      within(archive).getByRole('button', { name: 'Done' }),
    ).toHaveAttribute(
      'title',
      'You are not allowed to answer checks of this entity.',
    ),
  );
});

it('reads the history when it is opened', async () => {
  open();
  await item(ARCHIVE);
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  const history = await screen.findByRole('region', { name: 'History' });
  expect(within(history).getAllByRole('row')).toHaveLength(3);
  expect(history).toHaveTextContent('Check that the queue is drained');
  expect(history).toHaveTextContent('Not done');
});

it('says how a list comes about when there is none', async () => {
  open({
    api: {
      getChecklists: async () => ({
        data: { pipelineId: 'orders-feed', checklists: [] },
        sources: [],
      }),
    },
  });
  expect(await screen.findByText('No checklists')).toBeInTheDocument();
});
