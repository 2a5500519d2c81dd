import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssignmentRequest,
  Check,
  CompletionRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { createChecklistBackend } from '../../__fixtures__/checklistBackend';
import {
  checkAnswer,
  checklistList,
  dailyChecks,
} from '../../__fixtures__/checklists';
import { MaintenanceContent } from '../MaintenanceContent';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(<MaintenanceContent />, options);

const item = (text: string) => screen.findByRole('listitem', { name: text });
const ERRORS = 'Look at the error rate of the delivery';
const BACKLOG = 'Check that the queue is drained';
const ARCHIVE = 'Verify that the archive receives orders';
const COSTS = 'Compare the costs with last week';

const button = (where: HTMLElement, name: string | RegExp) =>
  within(where).getByRole('button', { name });

it('keeps what data said when a person confirms it', async () => {
  open();
  const archive = await item(ARCHIVE);
  await userEvent.click(
    await within(archive).findByRole('button', { name: /^Confirm/ }),
  );
  expect(await within(archive).findByText('you')).toBeInTheDocument();
  await userEvent.click(button(archive, /^Show the evidence/));
  expect(
    within(archive).getAllByText(/1,118 objects in the last hour/),
  ).toHaveLength(2);
  expect(
    screen.getByRole('button', { name: /Daily checks.*Complete.*3 of 3/ }),
  ).toBeInTheDocument();

  await userEvent.click(button(archive, `Undo: ${ARCHIVE}`));
  expect(
    await within(archive).findByText('Not answered yet'),
  ).toBeInTheDocument();
});

it('asks why an item was not done before it sends anything', async () => {
  open();
  const backlog = await item(BACKLOG);
  await userEvent.click(button(backlog, 'N/A'));
  const why = within(backlog).getByRole('textbox', {
    name: 'Why does it not apply?',
  });
  expect(why).toHaveFocus();
  await userEvent.clear(why);
  expect(button(backlog, 'Save')).toBeDisabled();
  await userEvent.type(why, 'The queue is gone{Enter}');
  expect(
    await within(backlog).findByText('The queue is gone'),
  ).toBeInTheDocument();
});

it('asks why an item is done all the same when data speaks against it', async () => {
  const sent: CompletionRequest[] = [];
  const backend = createChecklistBackend(Date.now());
  open({
    api: {
      ...backend,
      completeItem: request => {
        sent.push(request.completion);
        return backend.completeItem(request);
      },
    },
  });
  const backlog = await item(BACKLOG);
  await within(backlog).findByText('oldest message 412 s, limit 60 s');
  await userEvent.click(button(backlog, 'Done'));
  await userEvent.type(
    within(backlog).getByRole('textbox', { name: /^Data speaks against it/ }),
    'One poisoned message, parked{Enter}',
  );
  expect(
    await within(backlog).findByText('One poisoned message, parked'),
  ).toBeInTheDocument();
  expect(sent).toMatchObject([{ state: 'done', withAnswer: true }]);
});

it('says what the server said when it keeps nothing', async () => {
  open({
    api: {
      completeItem: async () => {
        throw Object.assign(new Error('Request failed with 400'), {
          body: { error: { message: 'The list was removed. Reload.' } },
        });
      },
    },
  });
  const errors = await item(ERRORS);
  await userEvent.click(button(errors, `Undo: ${ERRORS}`));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'That was not kept. The list was removed. Reload.',
  );
  expect(errors).toHaveTextContent('answered by the machine');
});

it('asks for the evidence that an item wants, and takes no other', async () => {
  const sent: CompletionRequest[] = [];
  const backend = createChecklistBackend(Date.now());
  open({
    search: '?list=weekly',
    api: {
      ...backend,
      completeItem: request => {
        sent.push(request.completion);
        return backend.completeItem(request);
      },
    },
  });
  const costs = await item(COSTS);
  await userEvent.click(button(costs, 'Done'));
  const amount = within(costs).getByRole('textbox', {
    name: 'Costs of the week (EUR)',
  });
  await userEvent.type(amount, '1,200');
  expect(costs).toHaveTextContent('Give a number such as 12.5.');
  expect(amount).toHaveAttribute('aria-invalid', 'true');
  expect(button(costs, 'Save')).toBeDisabled();
  expect(await violationsIn(costs)).toEqual([]);
  await userEvent.clear(amount);
  await userEvent.type(amount, '1200.5{Enter}');
  expect(
    await within(costs).findByText('Costs of the week: 1200.5 EUR'),
  ).toBeInTheDocument();
  expect(sent).toMatchObject([{ state: 'done', evidence: '1200.5' }]);
  expect(sent[0]).not.toHaveProperty('withAnswer');
});

it('is walked and answered without the mouse', async () => {
  open();
  const archive = await item(ARCHIVE);
  await within(archive).findByRole('button', { name: /^Confirm/ });
  (await item(ERRORS)).focus();
  await userEvent.keyboard('jj');
  expect(archive).toHaveFocus();
  await userEvent.keyboard('t');
  expect(
    await within(archive).findByText('Assigned to you'),
  ).toBeInTheDocument();
  await userEvent.keyboard('c');
  await waitFor(() => expect(archive).toHaveTextContent('Done · you'));
  await userEvent.keyboard('a');
  const why = within(archive).getByRole('textbox');
  await userEvent.type(why, 'jdku are letters here{Enter}');
  expect(
    await within(archive).findByText('jdku are letters here'),
  ).toBeInTheDocument();
  archive.focus();
  await userEvent.keyboard('u');
  expect(
    await within(archive).findByText('Not answered yet'),
  ).toBeInTheDocument();
  await userEvent.keyboard('k');
  expect(await item(BACKLOG)).toHaveFocus();
  await userEvent.keyboard('d');
  await userEvent.keyboard('It drained while I looked{Enter}');
  await waitFor(() =>
    expect(
      button(screen.getByRole('listitem', { name: BACKLOG }), 'Done'),
    ).toHaveAttribute('aria-pressed', 'true'),
  );
});

it('has a log query answer an item when somebody wants to know', async () => {
  const asked: (string | undefined)[] = [];
  const unknown = checkAnswer('unknown', 'Not asked in the last ten minutes');
  const check: Check = {
    ...unknown.check,
    title: 'Query Refused orders finds exactly 0 in the last 24 h',
    condition: {
      type: 'log-query',
      queryId: 'definition.refused',
      comparison: '==',
      value: 0,
      windowSeconds: 86_400,
    },
  };
  const daily = dailyChecks();
  const items = daily.items.map(one =>
    one.text === ARCHIVE ? { ...one, check } : one,
  );
  const { id: itemId } = items.find(one => one.text === ARCHIVE)!;
  open({
    api: {
      getChecklists: async () => {
        const lists = checklistList();
        const checklists = [{ ...daily, items }];
        return { data: { ...lists, checklists }, sources: [] };
      },
      getChecklistAnswers: async ({ checklistId, periodKey, item: only }) => {
        asked.push(only);
        const answer = only
          ? { ...checkAnswer('holds', 'finds 0'), check }
          : { ...unknown, check };
        return {
          data: { checklistId, periodKey, answers: [{ itemId, answer }] },
          sources: [],
        };
      },
    },
  });
  const row = await item(ARCHIVE);
  await userEvent.click(
    await within(row).findByRole('button', { name: /^Ask now: Query Refused/ }),
  );
  expect(await within(row).findByText('Data says yes')).toBeInTheDocument();
  expect(within(row).queryByRole('button', { name: /^Ask now/ })).toBeNull();
  expect(asked).toEqual([undefined, itemId]);
});

it('sends a quick row of ticks one after the other, each with the revision the one before left', async () => {
  const revisions: number[] = [];
  let daily = dailyChecks();
  open({
    api: {
      getChecklistAnswers: async ({ checklistId, periodKey }) => ({
        data: { checklistId, periodKey, answers: [] },
        sources: [],
      }),
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
  for (const done of screen.getAllByRole('button', { name: 'Done' })) {
    await userEvent.click(done);
  }
  await waitFor(() => expect(revisions).toEqual([2, 3, 4]));
});

/** A backend in which somebody else answers first, through their own page. */
function withColleague(theirs: Partial<CompletionRequest>) {
  const backend = createChecklistBackend(Date.now());
  let came = false;
  return {
    ...backend,
    completeItem: async (
      request: Parameters<typeof backend.completeItem>[0],
    ) => {
      if (!came) {
        came = true;
        await backend.completeItem({
          ...request,
          completion: {
            itemId: ARCHIVE,
            state: 'done',
            idempotencyKey: 'theirs',
            revision: request.completion.revision,
            ...theirs,
          },
        });
      }
      return backend.completeItem(request);
    },
  };
}

it('says who was first with what when somebody else answered the same item', async () => {
  open({
    api: withColleague({
      itemId: 'backlog',
      state: 'not-applicable',
      note: 'No orders today',
    }),
  });
  const backlog = await item(BACKLOG);
  await userEvent.click(button(backlog, 'Not done'));
  await userEvent.click(button(backlog, 'Save'));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    `you answered “${BACKLOG}” with “N/A”`,
  );
  expect(backlog).toHaveTextContent('No orders today');
  expect(button(backlog, 'N/A')).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('keeps both answers when somebody else answered another item', async () => {
  open({ api: withColleague({ itemId: 'backlog', state: 'done' }) });
  const archive = await item(ARCHIVE);
  await userEvent.click(
    await within(archive).findByRole('button', { name: /^Confirm/ }),
  );
  await waitFor(() => expect(archive).toHaveTextContent('Done · you'));
  expect(button(await item(BACKLOG), 'Done')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('gives an item to somebody of the owning group', async () => {
  const asked: AssignmentRequest[] = [];
  const backend = createChecklistBackend(Date.now());
  open({
    api: {
      ...backend,
      assignItem: request => {
        asked.push(request.assignment);
        return backend.assignItem(request);
      },
    },
  });
  const archive = await item(ARCHIVE);
  await userEvent.click(button(archive, `Assign: ${ARCHIVE}`));
  const people = within(archive).getByRole('combobox');
  await within(people).findByRole('option', { name: 'Ben' });
  expect(
    within(people)
      .getAllByRole('option')
      .map(option => option.textContent),
  ).toEqual(['Nobody', 'Ana', 'Ben', 'you (you)']);
  await userEvent.selectOptions(people, 'Ben');
  expect(
    await within(archive).findByText('Assigned to ben'),
  ).toBeInTheDocument();
  expect(asked).toMatchObject([
    { itemId: 'archive', assignee: 'user:default/ben', revision: 2 },
  ]);
});
