import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import type { CheckAnswer } from '@pipeline-ops/plugin-pipeline-ops-common';
import { queryRun, savedQueries } from '../../__fixtures__/logQueries';
import {
  checkAnswer,
  runbook,
  runbookList,
} from '../../__fixtures__/procedures';
import { renderTab } from '../../../testing/renderTab';
import type { PipelineOpsApi, TimeWindow } from '../../api';
import { RunbookContent } from './RunbookContent';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(<RunbookContent />, options);

it('opens the procedure that answers what is red, with everything it holds', async () => {
  const { container } = open({
    search: '?alarm=orders-feed-delivery-failures',
  });
  const procedure = await screen.findByRole('article', {
    name: 'Deliveries to the warehouse fail',
  });
  expect(
    within(procedure).getByRole('note', { name: 'Led here by' }),
  ).toHaveTextContent(
    /In alarm.*orders-feed-delivery-failures.*DeliveryFailures Sum > 5.*37 min/,
  );
  for (const words of [
    'Symptoms',
    'Causes',
    'Look at the refusals of the last minutes',
    'Tell the warehouse team',
    'Verification',
    'Enable the event source mapping again',
    'Commerce data lead',
  ]) {
    expect(within(procedure).getByText(words)).toBeInTheDocument();
  }
  expect(
    within(procedure).getByRole('link', {
      name: /docs\/operations.md, lines 140–190/,
    }),
  ).toHaveAttribute('href', expect.stringContaining('#L140'));
  expect(await violationsIn(container)).toEqual([]);
});

it('fills a typed value into every command, quoted, and copies what is shown', async () => {
  const user = userEvent.setup();
  open();
  const openValue = await screen.findByRole('textbox', {
    name: 'mapping-uuid',
  });
  const commands = () => screen.getAllByRole('group', { name: 'command' });
  expect(commands()[0]).toHaveTextContent(
    '/aws/lambda/orders-feed-prod-deliver',
  );
  expect(commands()[1]).toHaveTextContent('--uuid <mapping-uuid>');
  expect(screen.getByText('Still open: mapping-uuid')).toBeInTheDocument();

  await user.type(openValue, "it's; rm -rf /");
  expect(commands()[1]).toHaveTextContent(`--uuid 'it'\\''s; rm -rf /'`);
  expect(screen.queryByText('Still open: mapping-uuid')).toBeNull();

  const written = jest.spyOn(navigator.clipboard, 'writeText');
  await user.click(screen.getAllByRole('button', { name: 'Copy command' })[1]);
  expect(written).toHaveBeenCalledWith(commands()[1].textContent);
  expect(
    await screen.findByRole('button', { name: 'Copied command' }),
  ).toBeInTheDocument();
});

it('asks for open values before it copies, and says where to find them', async () => {
  const user = userEvent.setup();
  const { container } = open();
  await screen.findByText('Still open: mapping-uuid');
  const written = jest.spyOn(navigator.clipboard, 'writeText');
  const asks = screen.getAllByRole('button', {
    name: 'Copy command, which still asks for values',
  });
  expect(asks).toHaveLength(2);

  await user.click(asks[0]);
  expect(written).not.toHaveBeenCalled();
  const form = screen.getByRole('group', {
    name: 'Values that the command asks for',
  });
  const value = within(form).getByRole('textbox', {
    name: 'Value of mapping-uuid',
  });
  expect(value).toHaveFocus();
  expect(await violationsIn(container)).toEqual([]);
  expect(
    screen.getByRole('link', { name: 'How to find mapping-uuid: step 4' }),
  ).toHaveAttribute('href', expect.stringContaining('step=mappings'));

  await user.click(
    within(form).getByRole('button', { name: 'Copy anyway command' }),
  );
  expect(written).toHaveBeenLastCalledWith(
    expect.stringContaining('--uuid <mapping-uuid>'),
  );

  await user.type(value, '42{Enter}');
  const copy = within(form).getByRole('button', { name: /command$/ });
  expect(copy).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(written).toHaveBeenLastCalledWith(
    expect.stringContaining('--uuid 42'),
  );
});

it('runs the query of a step in place, around the time of the alarm', async () => {
  const user = userEvent.setup();
  const windows: TimeWindow[] = [];
  const { container } = open({
    search: '?alarm=orders-feed-delivery-failures',
    api: {
      startQueryRun: async ({ window, run }) => {
        expect(run).toEqual({ queryId: 'refusals' });
        windows.push(window);
        return { data: queryRun('complete'), sources: [] };
      },
      getRunbook: async () => {
        const base = runbook();
        const [look, ...rest] = base.steps;
        const commands = [{ ...look.commands[0], queryId: 'refusals' }];
        return {
          data: { ...base, steps: [{ ...look, commands }, ...rest] },
          sources: [],
        };
      },
      getSavedQueries: async () => ({
        data: {
          ...savedQueries(),
          queries: [{ ...savedQueries().queries[0], id: 'refusals' }],
        },
        sources: [],
      }),
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Run here' }));
  expect(await screen.findByText('Complete')).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
  const [window] = windows as { from: string; to: string }[];
  const alarmAt = Date.now() - 37 * 60_000;
  expect(
    Math.abs(Date.parse(window.from) - alarmAt + 30 * 60_000),
  ).toBeLessThan(60_000);
  expect(Date.parse(window.to)).toBeLessThanOrEqual(Date.now());

  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Time range' }),
    'Last 3 h',
  );
  await user.click(screen.getByRole('button', { name: 'Run here' }));
  expect(windows[1]).toEqual({ range: 'PT3H' });
});

it('shows what data says about a step and a point of the verification, and why', async () => {
  const answers = [
    { step: 'look', answer: checkAnswer('holds') },
    { step: 'verification-1', answer: checkAnswer('fails') },
  ];
  const { container } = open({
    api: {
      getRunbook: async () => {
        const base = runbook();
        const [look, ...rest] = base.steps;
        const { check } = checkAnswer('holds');
        return {
          data: { ...base, steps: [{ ...look, checks: [check] }, ...rest] },
          sources: [],
        };
      },
      getRunbookChecks: async ({ runbookId }) => ({
        data: { runbookId, answers },
        sources: [],
      }),
    },
  });
  expect(await screen.findByText('Data says yes')).toBeInTheDocument();
  const verification = screen
    .getByText('stays below 5 for 15 minutes', { exact: false })
    .closest('li')!;
  expect(verification).toHaveTextContent(/Data says no.*highest 14 at 02:41/);
  await userEvent.click(within(verification).getByText('why'));
  expect(verification).toHaveTextContent(
    'Matched by its words: names the metric DeliveryFailures',
  );
  expect(await violationsIn(container)).toEqual([]);
});

it('has a log query answer a step when the reader wants to know', async () => {
  const user = userEvent.setup();
  const alarmName = 'orders-feed-delivery-failures';
  const base = checkAnswer('unknown');
  const answer: CheckAnswer = {
    ...base,
    check: {
      ...base.check,
      title: 'Query Failed loads finds exactly 0 in the last 1 h',
      condition: {
        type: 'log-query',
        queryId: 'definition.failed-loads',
        comparison: '==',
        value: 0,
        windowSeconds: 3_600,
      },
    },
    summary: 'Not asked in the last ten minutes',
  };
  const requests: object[] = [];
  let refused = true;
  const { container } = open({
    search: `?alarm=${alarmName}`,
    api: {
      getRunbook: async () => {
        const shown = runbook();
        const [look, ...rest] = shown.steps;
        const steps = [{ ...look, checks: [answer.check] }, ...rest];
        return { data: { ...shown, steps }, sources: [] };
      },
      getRunbookChecks: async ({ runbookId, alarm, check }) => {
        requests.push({ alarm, check });
        if (check && refused) throw new Error('The budget is spent');
        const said = check
          ? { ...answer, verdict: 'holds' as const, summary: 'finds 0' }
          : answer;
        return {
          data: { runbookId, answers: [{ step: 'look', answer: said }] },
          sources: [],
        };
      },
    },
  });
  const now = await screen.findByRole('button', {
    name: 'Ask now: Query Failed loads finds exactly 0 in the last 1 h',
  });
  await user.click(now);
  expect(await screen.findByText('The budget is spent')).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
  refused = false;
  await user.click(now);
  expect(await screen.findByText('Data says yes')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Ask now/ })).toBeNull();
  expect(requests).toEqual([
    { alarm: alarmName },
    { alarm: alarmName, check: answer.check.id },
    { alarm: alarmName, check: answer.check.id },
  ]);
});

it('finds procedures by their words, marks them, and keeps search and filters in the address', async () => {
  const user = userEvent.setup();
  const { address, container } = open();
  const list = await screen.findByRole('navigation', { name: 'Procedures' });
  expect(
    within(list)
      .getAllByRole('heading')
      .map(heading => heading.textContent),
  ).toEqual(['Answers an alarm now', 'Runbooks', 'Troubleshooting']);
  expect(within(list).getByText('time to review')).toBeInTheDocument();
  await user.type(
    screen.getByRole('searchbox', { name: 'Search procedures' }),
    'certificate',
  );
  await waitFor(() =>
    expect(within(list).getAllByRole('link')).toHaveLength(1),
  );
  expect(address()).toContain('find=certificate');
  const [entry] = within(list).getAllByRole('link');
  expect(within(entry).getByText('certificate').tagName).toBe('MARK');
  expect(await violationsIn(container)).toEqual([]);

  await user.clear(screen.getByRole('searchbox'));
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Filter by service' }),
    'Lambda',
  );
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Filter by stage' }),
    'Delivery',
  );
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Filter by severity' }),
    'low',
  );
  expect(address()).toMatch(/service=lambda.*stage=delivery|severity=low/);
  await user.click(
    within(list).getByRole('link', { name: /Orders arrive twice/ }),
  );
  await waitFor(() => expect(address()).toContain('procedure=duplicates'));
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Filter by stage' }),
    'PostgreSQL',
  );
  expect(within(list).getByText('No procedure matches.')).toBeInTheDocument();
});

it('tells how often a procedure was used, what nothing answers, and who comes next', async () => {
  open({
    api: {
      getRunStatistics: async () => ({
        data: {
          pipelineId: 'orders-feed',
          runbooks: [
            {
              runbookId: 'deliveries-fail',
              title: 'Deliveries to the warehouse fail',
              runs: 4,
              outcomes: {
                resolved: 3,
                mitigated: 1,
                escalated: 0,
                abandoned: 0,
              },
              lastStartedAt: '2026-10-12T02:00:00Z',
              lastOutcome: 'mitigated',
              medianSeconds: 660,
            },
          ],
          total: {
            runs: 4,
            outcomes: { resolved: 3, mitigated: 1, escalated: 0, abandoned: 0 },
          },
        },
        sources: [],
      }),
    },
  });
  const entry = await screen.findByRole('link', {
    name: /^Deliveries to the warehouse fail/,
  });
  await waitFor(() =>
    expect(entry).toHaveTextContent(
      'used 4×, median 11 min · last 12 Oct 2026: mitigated',
    ),
  );
  expect(entry).toHaveTextContent('orders-feed-delivery-failures');
  expect(
    screen.getByRole('link', { name: /^Orders arrive twice/ }),
  ).toHaveTextContent('never used');
  await userEvent.click(
    screen.getByText('3 of 5 alarms have a procedure · 2 without'),
  );
  expect(
    screen.getByRole('link', { name: 'orders-feed-throttles' }),
  ).toHaveAttribute('href', '/monitoring?alarm=orders-feed-throttles');
  expect(screen.getByText('3 AWS support')).toBeInTheDocument();
});

it('is walked by keyboard', async () => {
  const user = userEvent.setup();
  const { address } = open();
  const list = await screen.findByRole('navigation', { name: 'Procedures' });
  const links = within(list).getAllByRole('link');
  const search = screen.getByRole('searchbox', { name: 'Search procedures' });
  // Keys of one letter do nothing while the focus is somewhere else.
  await user.keyboard('/jk');
  expect(document.body).toHaveFocus();
  act(() => links[1].focus());
  await user.keyboard('/');
  expect(search).toHaveFocus();
  expect(search).toHaveValue('');
  await user.keyboard('{ArrowDown}');
  expect(links[0]).toHaveFocus();
  await user.keyboard('j');
  expect(links[1]).toHaveFocus();
  await user.keyboard('{End}j');
  expect(links[2]).toHaveFocus();
  await user.keyboard('k{Home}{ArrowUp}');
  expect(search).toHaveFocus();
  await user.keyboard('slow/jk');
  expect(search).toHaveValue('slow/jk');
  await user.keyboard('{Backspace}{Backspace}{Backspace}{Enter}');
  await waitFor(() => expect(address()).toContain('procedure=slow-writes'));
});

it('gives the procedure and every point of it an address of its own', async () => {
  const user = userEvent.setup();
  open({
    search:
      '?procedure=deliveries-fail&step=tell&alarm=orders-feed-down&env=prod&find=x',
  });
  const link = await screen.findByRole('link', { name: 'Link to step 2.1' });
  expect(link).toHaveAttribute('href', expect.stringContaining('step=tell'));
  expect(
    screen.getByRole('link', { name: 'Link to rollback 1' }),
  ).toHaveAttribute('href', expect.stringContaining('step=rollback-1'));
  const written = jest.spyOn(navigator.clipboard, 'writeText');
  await user.click(
    screen.getByRole('button', { name: 'Copy link to verification 1' }),
  );
  expect(written).toHaveBeenLastCalledWith(
    'http://localhost/?env=prod&procedure=deliveries-fail&step=verification-1',
  );
  await user.click(
    screen.getByRole('button', {
      name: 'Copy link to Deliveries to the warehouse fail',
    }),
  );
  expect(written).toHaveBeenLastCalledWith(
    'http://localhost/?env=prod&procedure=deliveries-fail',
  );
});

it('asks for the text filled from the alarm that led here, or from what is red', async () => {
  const asked: (string | undefined)[] = [];
  const api: Partial<PipelineOpsApi> = {
    getRunbook: async ({ alarm }) => {
      asked.push(alarm);
      return { data: runbook(), sources: [] };
    },
  };
  const first = open({ api });
  await screen.findByRole('article');
  first.unmount();
  open({ api, search: '?procedure=deliveries-fail&alarm=orders-feed-down' });
  await screen.findByRole('article');
  expect(asked).toEqual(['orders-feed-delivery-failures', 'orders-feed-down']);
});

it('lets no document run anything or lead anywhere strange', async () => {
  const hostile =
    '<img src=x onerror="window.hacked = true"> <script>window.hacked = true</script> [a](javascript:window.hacked=true) ![b](https://spy.example.com/x.png) [c](https://example.com/)';
  const base = runbook();
  const { container } = open({
    api: {
      getRunbook: async () => ({
        data: {
          ...base,
          title: '<b>bold</b>',
          intro: hostile,
          symptoms: [hostile],
          position: {
            ...base.position,
            url: ['javascript', 'window.hacked=true'].join(':'),
            editUrl: 'data:text/html,x',
          },
        },
        sources: [],
      }),
    },
  });
  expect(
    await screen.findByRole('heading', { name: '<b>bold</b>' }),
  ).toBeInTheDocument();
  expect(container.querySelector('script, [onerror]')).toBeNull();
  const addresses = [...container.querySelectorAll('a, img')].map(
    element =>
      element.getAttribute('href') ?? element.getAttribute('src') ?? '',
  );
  expect(
    addresses.filter(a => /javascript:|data:|spy\.example/.test(a)),
  ).toEqual([]);
  expect(addresses).toContain('https://example.com/');
  expect(window).not.toHaveProperty('hacked');
});

it('says so when an alarm is gone, a procedure is missing, or there is none at all', async () => {
  const first = open({ search: '?alarm=somebody-elses' });
  expect(
    await screen.findByText(
      'somebody-elses is not among the alarms of this environment.',
    ),
  ).toBeInTheDocument();
  first.unmount();

  const second = open({
    search: '?procedure=old',
    api: {
      getRunbook: async () => {
        throw Object.assign(new Error('No procedure old'), {
          response: { status: 404 },
        });
      },
    },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'No procedure old',
  );
  second.unmount();

  open({
    api: {
      getRunbooks: async () => ({
        data: { ...runbookList(), runbooks: [] },
        sources: [],
      }),
    },
  });
  expect(await screen.findByText('No procedures')).toBeInTheDocument();
});

it('opens what answers the alarm of the address, even when others are red', async () => {
  const asked: string[] = [];
  open({
    search: '?alarm=orders-feed-write-latency',
    api: {
      getRunbook: async ({ runbookId }) => {
        asked.push(runbookId);
        return { data: runbook(), sources: [] };
      },
    },
  });
  await screen.findByRole('note', { name: 'Led here by' });
  expect(asked).toEqual(['slow-writes']);
});
