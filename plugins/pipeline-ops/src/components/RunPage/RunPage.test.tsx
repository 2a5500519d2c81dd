import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { ordersEntity } from '../../__fixtures__/entity';
import { createRunBackend, newRun, pastRuns } from '../../__fixtures__/runs';
import type { PipelineOpsApi } from '../../api';
import { RunbookContent } from '../RunbookContent';

const ANA = 'user:default/ana';
const ALARM = 'orders-feed-delivery-failures';

function open(
  options: {
    search?: string;
    allowed?: boolean;
    entity?: typeof ordersEntity;
    backend?: ReturnType<typeof createRunBackend>;
    api?: Partial<PipelineOpsApi>;
  } = {},
) {
  const { backend = createRunBackend({ now: Date.now() }), api } = options;
  const tab = renderTab(<RunbookContent />, {
    search: options.search ?? '?procedure=deliveries-fail',
    allowed: options.allowed,
    entity: options.entity,
    api: { ...backend.api, ...api },
  });
  return { ...tab, backend };
}

function going(by = 'user:default/you') {
  const now = Date.now();
  return createRunBackend({
    now,
    runs: [
      ...pastRuns(now),
      newRun('now', { now, by, alarm: ALARM, minutes: 8 }),
    ],
  });
}

const answerOf = (point: string, state: string) =>
  screen.findByRole('group', { name: `Answer of ${point}, ${state}` });
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const write = async (field: HTMLElement, text: string) => {
  await userEvent.click(field);
  await userEvent.paste(text);
};
const timeline = async () =>
  within(await screen.findByRole('region', { name: 'Timeline' }));

beforeEach(() => window.sessionStorage.clear());

it('starts a run of the alarm, and keeps how each step went', async () => {
  const { backend, address } = open({
    search: `?procedure=deliveries-fail&alarm=${ALARM}`,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Start run' }),
  );
  await answerOf('step 1', 'open');
  expect(address()).toContain('run=run-2');
  expect(screen.getByText(/as it was when the run began/)).toBeInTheDocument();

  await press('Done step 1');
  await answerOf('step 1', 'done');
  await press('Skip… step 2');
  const why = screen.getByLabelText('Why is it skipped?');
  expect(why).toHaveFocus();
  expect(screen.getByText('Save')).toBeDisabled();
  await write(why, 'Paused already');
  await userEvent.click(screen.getByText('Save'));
  await answerOf('step 2', 'skipped');
  await waitFor(() => expect(why).not.toBeInTheDocument());
  expect(backend.run('run-2')).toMatchObject({
    alarmName: ALARM,
    progress: { total: 5, done: 1, skipped: 1, failed: 0 },
  });
});

it('ends a run with its outcome, and warns of what is open', async () => {
  const backend = going();
  backend.happens('now', ANA, { type: 'step-done', step: 'look' });
  const { container } = open({ search: '?run=now', backend });
  await answerOf('step 1', 'done');
  expect(await violationsIn(container)).toEqual([]);
  await press('Resolved');
  const dialog = within(
    screen.getByRole('dialog', { name: 'End the run: Resolved' }),
  );
  expect(dialog.getByRole('note')).toHaveTextContent(
    /^4 steps are still open: Pause the deliveries, Put the refused/,
  );
  await write(dialog.getByRole('textbox'), 'The warehouse is back');
  await userEvent.click(dialog.getByText('End run'));
  await screen.findByText('Reopen run');
  expect(backend.run('now')).toMatchObject({
    outcome: 'resolved',
    outcomeNote: 'The warehouse is back',
  });
  const told = (await timeline())
    .getAllByRole('listitem')
    .map(entry => entry.textContent!.replace(/^\S+ /, ''));
  expect(told).toEqual([
    `alarm ${ALARM}`,
    'you started the run',
    'ana step 1 done',
    'you ended the run: resolvedThe warehouse is back',
  ]);
});

it('walks and answers with the keys', async () => {
  const { backend } = open({ search: '?run=now', backend: going() });
  const first = await answerOf('step 1', 'open');
  await waitFor(() => expect(first).toHaveFocus());
  await userEvent.keyboard('d');
  await answerOf('step 1', 'done');
  expect(await answerOf('step 2', 'open')).toHaveFocus();
  // A text that was given up, or recorded, leaves the focus where it was asked for.
  await userEvent.keyboard('s');
  expect(
    await screen.findByRole('textbox', { name: 'Why is it skipped?' }),
  ).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(await answerOf('step 2', 'open')).toHaveFocus();
  await userEvent.keyboard('n');
  await write(
    await screen.findByRole('textbox', { name: 'Note' }),
    'Nothing came in',
  );
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull(),
  );
  expect(await answerOf('step 2', 'open')).toHaveFocus();
  await userEvent.keyboard('j');
  expect(await answerOf('step 2.1', 'open')).toHaveFocus();
  await userEvent.keyboard('f');
  await write(
    await screen.findByRole('textbox', { name: 'What went wrong?' }),
    'Nobody answers',
  );
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await answerOf('step 2.1', 'failed');
  await waitFor(() =>
    expect(backend.run('now').steps.find(s => s.id === 'tell')).toMatchObject({
      state: 'failed',
      note: 'Nobody answers',
    }),
  );
});

it('shows who was faster at the same step, and does not send over it', async () => {
  const backend = going();
  const asked: string[] = [];
  open({
    search: '?run=now',
    backend,
    api: {
      addRunEvent: request => {
        asked.push(request.event.type);
        if (asked.length === 1) {
          backend.happens('now', ANA, {
            type: 'step-failed',
            step: 'look',
            note: 'No access to the logs',
          });
        }
        return backend.api.addRunEvent(request);
      },
    },
  });
  await answerOf('step 1', 'open');
  await press('Done step 1');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /ana was faster, .*: step 1 failed\. Yours was not recorded/,
  );
  await answerOf('step 1', 'failed');
  expect(asked).toEqual(['step-done']);
});

it("sends again what others' events do not touch, once", async () => {
  const backend = going();
  const keys: string[] = [];
  open({
    search: '?run=now',
    backend,
    api: {
      addRunEvent: request => {
        keys.push(request.event.idempotencyKey);
        if (keys.length === 1) {
          backend.happens('now', ANA, {
            type: 'step-done',
            step: 'pause',
          });
        }
        return backend.api.addRunEvent(request);
      },
    },
  });
  await answerOf('step 1', 'open');
  await press('Done step 1');
  await answerOf('step 1', 'done');
  await answerOf('step 2', 'done');
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(new Set(keys).size).toBe(1);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('keeps a text that could not be sent, also over a reload', async () => {
  const backend = going();
  let down = true;
  const options = {
    search: '?run=now',
    backend,
    api: {
      addRunEvent: ((request, ...rest) => {
        if (down) {
          throw Object.assign(new Error('Refused'), {
            response: { status: 403 },
          });
        }
        return backend.api.addRunEvent(request, ...rest);
      }) as PipelineOpsApi['addRunEvent'],
    },
  };
  const first = open(options);
  await answerOf('step 1', 'open');
  await press('Paste output step 1');
  await write(
    screen.getByRole('textbox', { name: 'Output of a command' }),
    'status 503',
  );
  await press('Save');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /your text is kept here/,
  );
  first.unmount();

  down = false;
  open(options);
  expect(
    await screen.findByRole('textbox', { name: 'Output of a command' }),
  ).toHaveValue('status 503');
  await press('Save');
  expect(
    await screen.findByRole('group', { name: 'Output' }),
  ).toHaveTextContent('status 503');
  expect(window.sessionStorage).toHaveLength(0);
});

it('shares the values that somebody types', async () => {
  const { backend } = open({ search: '?run=now', backend: going() });
  const field = await screen.findByRole('textbox', { name: /^mapping-uuid/ });
  await userEvent.type(field, 'a1-b2');
  await waitFor(() =>
    expect(Object.values(backend.run('now').variables)).toEqual(['a1-b2']),
  );
  expect(
    backend.run('now').events.filter(({ type }) => type === 'variable'),
  ).toHaveLength(1);
  expect(field).toHaveValue('a1-b2');
});

it('answers a step from data and keeps the evidence', async () => {
  const { backend } = open({ search: '?run=now', backend: going() });
  await answerOf('verification 1', 'open');
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Confirm with this evidence verification 1',
    }),
  );
  await answerOf('verification 1', 'done');
  expect(await screen.findByText('answered by data')).toBeInTheDocument();
  expect(screen.getByText('Data said yes')).toBeInTheDocument();
  expect(backend.run('now').events.at(-1)).toMatchObject({
    type: 'step-done',
    evidence: { verdict: 'holds' },
  });
});

it('offers to join a run that goes on before another is started', async () => {
  const { backend, address } = open({ backend: going(ANA) });
  const join = await screen.findByRole('button', { name: 'Join run by ana' });
  expect(screen.getByRole('button', { name: 'Start another' })).toBeEnabled();
  await userEvent.click(join);
  await answerOf('step 1', 'open');
  expect(address()).toContain('run=now');
  expect(backend.run('now').events.map(({ type }) => type)).toEqual([
    'started',
    'joined',
  ]);
});

it('says why nothing can be started, and shows a run to readers', async () => {
  const { metadata } = ordersEntity;
  // Permissions are remembered for an entity.
  const entity = { ...ordersEntity, metadata: { ...metadata, name: 'x' } };
  const first = open({ allowed: false, entity });
  const start = await screen.findByRole('button', { name: 'Start run' });
  await waitFor(() => expect(start).toBeDisabled());
  expect(
    screen.getByText('You are not allowed to run procedures of this entity.'),
  ).toBeInTheDocument();
  first.unmount();

  const now = Date.now();
  open({
    allowed: false,
    search: '?run=now',
    backend: createRunBackend({
      now,
      runs: [
        {
          ...newRun('now', { now, by: ANA }),
          editable: false,
        },
      ],
    }),
  });
  await answerOf('step 1', 'open');
  expect(screen.getByRole('button', { name: 'Done step 1' })).toBeDisabled();
  expect(
    screen.getByText('You are not allowed to run procedures of this entity.'),
  ).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Resolved' })).toBeNull();
});

it('hands over the post-mortem as a file', async () => {
  const made: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => {
      made.push(blob);
      return 'blob:x';
    },
    revokeObjectURL: () => undefined,
  });
  const clicked = jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(() => undefined);
  open({ search: '?run=past' });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Export post-mortem' }),
  );
  await waitFor(() => expect(clicked).toHaveBeenCalled());
  expect(made[0].type).toBe('text/markdown');
  clicked.mockRestore();
});

it('keeps the history of runs, and opens one of them', async () => {
  const { address, container } = open({ search: '?runs=all' });
  const runs = within(await screen.findByRole('region', { name: 'Runs' }));
  const row = within(
    await runs.findByRole('row', { name: /Deliveries to the warehouse fail/ }),
  );
  expect(row.getByText('resolved')).toBeInTheDocument();
  expect(row.getByText('11 min of 15 min')).toBeInTheDocument();
  expect(row.getByText('2 of 5 answered')).toBeInTheDocument();
  const statistics = within(
    await screen.findByRole('region', { name: 'How they went' }),
  );
  expect(
    statistics.getByText('Pause the deliveries, 1 of 1'),
  ).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);

  await userEvent.click(row.getByRole('link'));
  expect(
    (await timeline()).getByText('The warehouse came back by itself.'),
  ).toBeInTheDocument();
  expect(address()).toContain('run=past');
  expect(screen.queryByRole('button', { name: /^Done step/ })).toBeNull();
});

it('says so when nobody has run anything, or a run is gone', async () => {
  const first = open({
    search: '?runs=all',
    backend: createRunBackend({ runs: [] }),
  });
  expect(
    await screen.findByText(/Nobody has run a procedure of this pipeline yet/),
  ).toBeInTheDocument();
  first.unmount();
  open({ search: '?run=lost' });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There is no run lost',
  );
});

it("shows others' steps without a reload", async () => {
  jest.useFakeTimers({ advanceTimers: true });
  try {
    const { backend } = open({ search: '?run=now', backend: going() });
    await answerOf('step 1', 'open');
    backend.happens('now', ANA, { type: 'step-done', step: 'look' });
    await act(async () => {
      jest.advanceTimersByTime(5_100);
    });
    const done = await answerOf('step 1', 'done');
    expect(done).toBeInTheDocument();
    expect((await timeline()).getByText('ana')).toBeInTheDocument();
  } finally {
    jest.useRealTimers();
  }
});
