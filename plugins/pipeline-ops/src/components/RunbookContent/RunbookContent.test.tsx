import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsIn } from '../../../testing/accessibility';
import { runbook, runbookList } from '../../__fixtures__/procedures';
import { renderTab } from '../../../testing/renderTab';
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

it('finds procedures by their words and keeps the search in the address', async () => {
  const { address } = open();
  const list = await screen.findByRole('navigation', { name: 'Procedures' });
  expect(
    within(list)
      .getAllByRole('heading')
      .map(heading => heading.textContent),
  ).toEqual(['Answers an alarm now', 'Runbooks', 'Troubleshooting']);
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search procedures' }),
    'twice',
  );
  await waitFor(() =>
    expect(within(list).getAllByRole('link')).toHaveLength(1),
  );
  expect(address()).toContain('find=twice');
  await userEvent.click(
    within(list).getByRole('link', { name: /Orders arrive twice/ }),
  );
  await waitFor(() => expect(address()).toContain('procedure=duplicates'));
});

it('gives every step an address of its own', async () => {
  open({ search: '?procedure=deliveries-fail&step=tell' });
  const link = await screen.findByRole('link', { name: 'Link to step 2.1' });
  expect(link).toHaveAttribute('href', expect.stringContaining('step=tell'));
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
