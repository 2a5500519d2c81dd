import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { checklistHistory } from '../../__fixtures__/checklistHistory';
import { checklistList } from '../../__fixtures__/checklists';
import { ordersEntity } from '../../__fixtures__/entity';
import { MaintenanceContent } from './MaintenanceContent';

type Options = Parameters<typeof renderTab>[1];

const open = (options?: Options) => renderTab(<MaintenanceContent />, options);

/** Decisions are remembered by entity, so whoever may do less looks at another one. */
const entityOfOthers = (name: string) => ({
  ...ordersEntity,
  metadata: { ...ordersEntity.metadata, name },
});

const item = (text: string) => screen.findByRole('listitem', { name: text });
const ERRORS = 'Look at the error rate of the delivery';
const BACKLOG = 'Check that the queue is drained';
const ARCHIVE = 'Verify that the archive receives orders';

const button = (where: HTMLElement, name: string | RegExp) =>
  within(where).getByRole('button', { name });

async function openList(name: RegExp) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

it('shows what is due, who answered what and why, and what data says', async () => {
  const { container } = open();
  const cards = await screen.findByRole('list', { name: 'Checklists' });
  expect(
    within(cards).getByRole('button', {
      name: /Daily checks.*Due today.*2 of 3 answered · 1 not done/,
    }),
  ).toHaveAttribute('aria-pressed', 'true');
  expect(
    within(cards).getByRole('button', {
      name: /Monthly checks.*a newer list applies from/,
    }),
  ).toBeInTheDocument();

  const errors = await item(ERRORS);
  expect(errors).toHaveTextContent('answered by the machine');
  expect(errors).toHaveTextContent('below 1 % over the last 24 hours');
  // Two charts have that title; one link to the first of them is enough.
  expect(
    within(errors).getByRole('link', { name: 'Chart: Errors' }),
  ).toHaveAttribute('href', '/monitoring?chart=delivery-errors');
  const backlog = await item(BACKLOG);
  expect(backlog).toHaveTextContent('ben');
  expect(backlog).toHaveTextContent('Backlog after the deployment');
  expect(
    await within(backlog).findByText('oldest message 412 s, limit 60 s'),
  ).toBeInTheDocument();
  expect(button(backlog, 'Not done')).toHaveAttribute('aria-pressed', 'true');
  expect(
    within(backlog).getByRole('link', { name: 'Runbook: High backlog' }),
  ).toHaveAttribute('href', '/runbook?procedure=high-backlog');
  expect(await item(ARCHIVE)).toHaveTextContent('Assigned to ana');
  expect(await violationsIn(container)).toEqual([]);
});

const pastList: Options = {
  search: '?at=2026-11-20T12:00:00.000Z',
  api: {
    getChecklists: async ({ at }) => {
      const list = checklistList(Date.now());
      if (at) {
        const [daily] = list.checklists;
        daily.period = {
          ...daily.period,
          key: 'D:2026-11-20',
          title: 'Friday 20 November 2026',
          isCurrent: false,
          status: 'missed',
        };
      }
      return { data: list, sources: [] };
    },
  },
};

it('walks to a past period, which can be read only, and back', async () => {
  const asked: (string | undefined)[] = [];
  const { address } = open({
    entity: entityOfOthers('orders-without-override'),
    allowed: name => name !== 'pipelineOps.checklist.override',
    api: {
      getChecklists: async request => {
        asked.push(request.at);
        return pastList.api!.getChecklists!(request);
      },
    },
  });
  await item(ARCHIVE);
  await userEvent.click(screen.getByRole('button', { name: 'Earlier period' }));
  expect(
    await screen.findByText('Daily checks, Friday 20 November 2026'),
  ).toBeInTheDocument();
  expect(asked.at(-1)).toMatch(/T23:59:59.999Z$/);
  expect(address()).toMatch(/at=\d{4}-/);
  expect(screen.getByRole('button', { name: 'Earlier period' })).toHaveFocus();
  const archive = await item(ARCHIVE);
  expect(button(archive, 'Done')).toBeDisabled();
  expect(button(archive, 'Done')).toHaveAttribute(
    'title',
    expect.stringMatching(/^Only the current period can be answered/),
  );
  expect(
    screen.queryByRole('button', { name: 'Correct this period' }),
  ).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Today' }));
  await waitFor(() => expect(address()).not.toContain('at='));
});

it('opens the past for whoever may correct it, and says so', async () => {
  open({
    ...pastList,
    api: {
      ...pastList.api,
      completeItem: async ({ completion, periodKey }) => {
        expect(completion).not.toHaveProperty('withAnswer');
        const list = await pastList.api!.getChecklists!({
          entityRef: 'component:default/orders-feed',
          at: 'then',
        });
        const daily = list.data.checklists[0];
        expect(periodKey).toBe(daily.period.key);
        return {
          sources: [],
          data: {
            ...daily,
            period: { ...daily.period, revision: 3 },
            items: daily.items.map(one =>
              one.id === completion.itemId
                ? {
                    ...one,
                    completion: {
                      itemId: one.id,
                      state: 'done' as const,
                      by: 'user:default/you',
                      automatic: false,
                      override: true,
                      at: new Date().toISOString(),
                    },
                  }
                : one,
            ),
          },
        };
      },
    },
  });
  const archive = await item(ARCHIVE);
  expect(button(archive, 'Done')).toBeDisabled();
  const correct = await screen.findByRole('button', {
    name: 'Correct this period',
  });
  expect(correct).toHaveAttribute('aria-pressed', 'false');
  await userEvent.click(correct);
  expect(screen.getByText('Correcting the past')).toBeInTheDocument();
  await userEvent.click(button(archive, 'Done'));
  expect(await within(archive).findByText('correction')).toBeInTheDocument();
});

it('says why buttons do nothing for somebody who may only read', async () => {
  open({ allowed: false, entity: entityOfOthers('orders-of-others') });
  const archive = await item(ARCHIVE);
  await waitFor(() =>
    expect(button(archive, 'Done')).toHaveAttribute(
      'title',
      'You are not allowed to answer checks of this entity.',
    ),
  );
  expect(
    within(archive).queryByRole('button', { name: /^Take it/ }),
  ).not.toBeInTheDocument();
});

it('tells what a newer list changes and that the document is broken', async () => {
  open();
  await openList(/Monthly checks/);
  const panel = await screen.findByRole('region', { name: /^Monthly checks,/ });
  expect(panel).toHaveTextContent('this is its last good list');
  await userEvent.click(within(panel).getByText('What differs'));
  expect(panel).toHaveTextContent('Review the keys of the partners');
});

it('holds reminders back', async () => {
  open();
  await item(ARCHIVE);
  const reminders = screen.getByRole('combobox', { name: 'Reminders' });
  await userEvent.selectOptions(reminders, 'Hold back for 4 hours');
  const held = await screen.findByRole('option', { name: /^Held back until/ });
  await userEvent.selectOptions(reminders, 'Reminders on');
  await waitFor(() => expect(held).not.toBeInTheDocument());
});

it('plans an absence with its reason, and ends it', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Pause…' }));
  const dialog = await screen.findByRole('dialog', {
    name: 'Planned absence of the pipeline',
  });
  expect(button(dialog, 'Pause')).toBeDisabled();
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: 'Reason' }),
    'Moved to another account',
  );
  expect(await violationsIn(dialog)).toEqual([]);
  await userEvent.click(button(dialog, 'Pause'));
  const end = await within(dialog).findByRole('button', {
    name: 'End the absence: Moved to another account',
  });
  expect(screen.getByText(/^Paused until .*\(you\)$/)).toBeInTheDocument();
  await userEvent.click(end);
  expect(await within(dialog).findByText('None.')).toBeInTheDocument();
});

it('says how a list comes about when there is none', async () => {
  open({
    api: {
      getChecklists: async () => ({
        data: {
          pipelineId: 'orders-feed',
          checklists: [],
          pauses: [],
          retired: [],
        },
        sources: [],
      }),
    },
  });
  expect(await screen.findByText('No checklists')).toBeInTheDocument();
});

it('keeps the history of a list that the guide no longer has', async () => {
  const asked = jest.fn();
  open({
    api: {
      getChecklists: async () => ({
        data: {
          ...checklistList(Date.now()),
          retired: [
            {
              id: 'checklist-handover',
              title: 'Handover',
              cadence: 'daily',
              lastPeriodKey: 'D:2026-11-01',
            },
          ],
        },
        sources: [],
      }),
      getChecklistHistory: async ({ checklistId }) => {
        asked(checklistId);
        return {
          data: { ...checklistHistory(Date.now()), checklistId },
          sources: [],
        };
      },
    },
  });
  const gone = await screen.findByRole('list', {
    name: 'No longer in the guide',
  });
  await userEvent.click(within(gone).getByRole('link', { name: /^Handover/ }));
  expect(
    await screen.findByRole('region', { name: 'History of Handover' }),
  ).toBeInTheDocument();
  expect(asked).toHaveBeenCalledWith('checklist-handover');
  // Nothing of another list stands above it.
  expect(screen.queryByRole('region', { name: /^Daily, / })).toBeNull();
});

it('leaves the page whole when data cannot be asked', async () => {
  open({
    api: {
      getChecklistAnswers: async () => {
        throw new Error('The source is not reachable');
      },
    },
  });
  const archive = await item(ARCHIVE);
  expect(
    await within(archive).findByText('Data could not be asked', undefined, {
      timeout: 8000,
    }),
  ).toBeInTheDocument();
  expect(button(archive, 'Done')).toBeEnabled();
});
