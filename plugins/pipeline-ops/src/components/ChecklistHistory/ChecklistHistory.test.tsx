import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { createChecklistBackend } from '../../__fixtures__/checklistBackend';
import { checklistHistory } from '../../__fixtures__/checklistHistory';
import { MaintenanceContent } from '../MaintenanceContent';

const DAY = 86_400_000;

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(<MaintenanceContent />, options);

const panel = () =>
  screen.findByRole('region', { name: 'History of Daily checks' });

it('shows half a year at a glance, and opens a day by keyboard', async () => {
  const asked: (string | undefined)[] = [];
  const backend = createChecklistBackend(Date.now());
  const { address } = open({
    api: {
      ...backend,
      getChecklists: request => {
        asked.push(request.at);
        return backend.getChecklists(request);
      },
    },
  });
  const map = await within(await panel()).findByRole('table');
  const cells = within(map).getAllByRole('button');
  expect(cells).toHaveLength(182);
  expect(
    cells.filter(cell => cell.getAttribute('tabindex') === '0'),
  ).toHaveLength(1);
  const today = within(map).getByRole('button', { current: true });
  expect(today).toHaveAccessibleName(/: not over yet, 2 of 3 answered$/);

  today.focus();
  // One week and two days back, against the story's days that stand out.
  await userEvent.keyboard('{ArrowLeft}');
  const dayName = (daysAgo: number) =>
    new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'full',
      timeZone: 'UTC',
    }).format(Date.now() - daysAgo * DAY);
  expect(document.activeElement).toHaveAccessibleName(
    `${dayName(7)}: on time, 3 of 3 answered`,
  );
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(address()).toMatch(/at=\d{4}-\d\d-\d\dT/));
  const start = new Date(
    Math.floor(Date.now() / DAY) * DAY - 7 * DAY,
  ).toISOString();
  expect(asked.at(-1)).toBe(start);
  expect(document.activeElement).toHaveAccessibleName(
    `${dayName(7)}: on time, 3 of 3 answered`,
  );
  await userEvent.click(today);
  await waitFor(() => expect(address()).not.toContain('at='));
});

it('says the same in a table, for whoever cannot see the calendar', async () => {
  const backend = createChecklistBackend(Date.now());
  open({
    api: {
      ...backend,
      getChecklistHistory: async request => {
        const { data, sources } = await backend.getChecklistHistory(request);
        return { sources, data: { ...data, periods: data.periods.slice(-30) } };
      },
    },
  });
  const history = await panel();
  await userEvent.click(
    await within(history).findByRole('button', { name: 'As a table' }),
  );
  const states = within(history)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[1].textContent);
  const count = (state: string) => states.filter(one => one === state).length;
  expect(
    ['on time', 'late', 'not done', 'missed', 'excused', 'not over yet'].map(
      count,
    ),
  ).toEqual([22, 1, 2, 1, 3, 1]);
  expect(await violationsIn(history)).toEqual([]);
});

it('tells how the list went as a whole, by item and by person', async () => {
  const { address } = open();
  const history = await panel();
  await userEvent.selectOptions(
    await within(history).findByRole('combobox', {
      name: 'What the history shows',
    }),
    'Figures',
  );
  expect(address()).toContain('history=statistics');
  expect(history).toHaveTextContent('Complete98.3 %175 of 178 periods');
  expect(history).toHaveTextContent('+4 points');
  const items = within(history).getByRole('table', { name: 'By item' });
  expect(within(items).getAllByRole('row')[1]).toHaveTextContent(
    /^Check that the queue is drained178172303$/,
  );
  const people = within(history).getByRole('table', { name: 'By person' });
  expect(within(people).getAllByRole('row')[1]).toHaveTextContent(
    /^ana30199.0 %$/,
  );
  expect(await violationsIn(history)).toEqual([]);
});

it('shows how often the list was in time, and what is missed most', async () => {
  open();
  const card = await screen.findByRole('region', {
    name: 'On time: Daily checks',
  });
  await within(card).findByText('96.6 %');
  expect(card).toHaveTextContent('last 90 days · streak of 11 periods');
  expect(card).toHaveTextContent(
    'Most missed: Check that the queue is drained (6)',
  );
});

it('reads and exports the chosen days, which stand in the address', async () => {
  const asked: object[] = [];
  const saved: string[] = [];
  const backend = createChecklistBackend(Date.now());
  const click = jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function save(this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  Object.assign(URL, {
    createObjectURL: () => 'blob:csv',
    revokeObjectURL: () => {},
  });
  open({
    search: '?history=answers&firstDay=2026-09-01&lastDay=2026-10-31',
    api: {
      ...backend,
      getChecklistHistory: request => {
        const { from, to } = request;
        asked.push({ from, to });
        return backend.getChecklistHistory(request);
      },
      exportChecklist: async request => {
        expect(request).toMatchObject({
          checklistId: 'daily',
          from: '2026-09-01',
          to: '2026-10-31',
        });
        return 'period\r\n';
      },
    },
  });
  const history = await panel();
  expect(await within(history).findByText('the machine')).toBeInTheDocument();
  expect(history).toHaveTextContent('highest 3 at 06:15, limit 5');
  expect(asked).toContainEqual({ from: '2026-09-01', to: '2026-10-31' });
  expect(within(history).getByLabelText('First day')).toHaveValue('2026-09-01');
  await userEvent.click(
    within(history).getByRole('button', { name: 'CSV of Daily checks' }),
  );
  await waitFor(() =>
    expect(saved).toEqual(['Daily-checks-2026-09-01-2026-10-31.csv']),
  );
  click.mockRestore();
});

it('prints a sheet with who, when and on what evidence', async () => {
  const print = jest.spyOn(window, 'print').mockImplementation(() => {});
  const { address } = open({ search: '?history=sheet' });
  const sheet = await screen.findByRole('dialog', {
    name: 'Record of checks: Daily checks',
  });
  const { periods, entries } = checklistHistory(Date.now());
  expect(
    await within(sheet).findAllByRole('heading', { level: 2 }),
  ).toHaveLength(periods.length);
  const today = within(sheet).getByRole('table', {
    name: periods.at(-1)!.title,
  });
  expect(within(today).getAllByRole('row')).toHaveLength(entries.length + 1);
  expect(today).toHaveTextContent('user:default/ben');
  expect(today).toHaveTextContent(
    'Errors Sum <= 5 in each 5 min of the last 24 h: highest 3 at 06:15, limit 5',
  );
  expect(sheet).toHaveTextContent('component:default/orders-feed');
  expect(sheet).toHaveTextContent(/Made .* by you/);
  await userEvent.click(within(sheet).getByRole('button', { name: 'Print' }));
  expect(print).toHaveBeenCalledTimes(1);
  await userEvent.click(within(sheet).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(address()).not.toContain('history'));
  print.mockRestore();
});

it('says so when the history cannot be read, and tries again', async () => {
  let broken = true;
  const backend = createChecklistBackend(Date.now());
  open({
    api: {
      ...backend,
      getChecklistHistory: request => {
        if (broken) {
          throw Object.assign(new Error('The database is away'), {
            body: { error: { message: 'The database is away' } },
          });
        }
        return backend.getChecklistHistory(request);
      },
    },
  });
  const history = await panel();
  const retry = await within(history).findByRole(
    'button',
    { name: 'Try again' },
    { timeout: 8000 },
  );
  broken = false;
  await userEvent.click(retry);
  expect(await within(history).findByRole('table')).toBeInTheDocument();
});
