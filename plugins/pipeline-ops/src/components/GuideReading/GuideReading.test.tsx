import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DocumentList } from '@pipeline-ops/plugin-pipeline-ops-common';
import { violationsIn } from '../../../testing/accessibility';
import { renderTab } from '../../../testing/renderTab';
import { documentList, documentReading } from '../../__fixtures__/documents';
import { PipelineTab } from '../PipelineTab';
import { GuideReading } from './GuideReading';

const open = (options?: Parameters<typeof renderTab>[1]) =>
  renderTab(
    <PipelineTab>
      <GuideReading />
    </PipelineTab>,
    options,
  );

const answering = (list: DocumentList) => ({
  getDocuments: async () => ({ data: list, sources: [] }),
});

const entries = async () =>
  within(await screen.findByRole('region', { name: 'docs/operations.md' }))
    .getAllByRole('listitem')
    .map(item => item.textContent);

it('asks for nothing before the writer does, and then shows every line with its kind', async () => {
  const getDocuments = jest.fn(async () => ({
    data: documentList(),
    sources: [],
  }));
  const { container, address } = open({ api: { getDocuments } });
  const button = await screen.findByRole('button', { name: 'What was read' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  expect(getDocuments).not.toHaveBeenCalled();

  await userEvent.click(button);
  expect(await entries()).toEqual([
    expect.stringMatching(
      /^line 88.*Threshold.*DeliveryFailures.*> 5 \(high\)/,
    ),
    expect.stringMatching(/^line 118.*Alarm.*orders-feed-{env}-duplicate/),
    expect.stringMatching(/^line 140.*Runbook.*3 steps, 2 commands/),
    expect.stringMatching(
      /^line 210.*Near miss.*Nearly recognised \(runbook\):.*Give it a numbered list/,
    ),
    expect.stringMatching(/^line 260.*Problem.*no JSON/),
    expect.stringMatching(/^line 300.*Checklist.*daily, 5 items/),
  ]);
  expect(
    screen.getByText('4 elements recognised · 2 remarks'),
  ).toBeInTheDocument();
  expect(
    screen.getByText(
      'Environments: prod, dev1 · Placeholders: env, mapping-uuid',
    ),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: /^DeliveryFailures: line 88/ }),
  ).toHaveAttribute('href', expect.stringContaining('?plain=1#L88-L88'));
  expect(screen.getByRole('link', { name: /^line 210: edit/ })).toHaveAttribute(
    'href',
    expect.stringContaining('/edit/main/'),
  );
  expect(address()).toContain('guide=all');
  expect(await violationsIn(container)).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(address()).not.toContain('guide'));
});

it('shows one kind, counted, from the address too', async () => {
  const { address } = open({ search: '?guide=near-miss' });
  expect(await entries()).toEqual([expect.stringMatching(/^line 210/)]);
  const filter = screen.getByRole('combobox', { name: 'Show' });
  expect(
    within(filter)
      .getAllByRole('option')
      .map(option => option.textContent),
  ).toEqual([
    'Everything (6)',
    'Near misses (1)',
    'Problems (1)',
    'Thresholds (1)',
    'Alarms (1)',
    'Runbooks (1)',
    'Checklists (1)',
  ]);
  await userEvent.selectOptions(filter, 'Checklists (1)');
  expect(await entries()).toEqual([expect.stringMatching(/^line 300/)]);
  expect(address()).toContain('guide=checklist');
});

it('says that an earlier version is in use, why and since when', async () => {
  const since = new Date(Date.now() - 30 * 3_600_000);
  open({
    search: '?guide=all',
    api: answering({
      ...documentList(),
      documents: [
        documentReading({
          readAt: new Date(since.getTime() - 60_000).toISOString(),
          version: {
            state: 'last-good',
            since: since.toISOString(),
            reason: 'it is a web page, not Markdown.',
          },
        }),
      ],
    }),
  });
  expect(await screen.findByRole('note')).toHaveTextContent(
    /^Earlier version Since .+ the document cannot be used\. The version of .+ is in use\. it is a web page, not Markdown\.$/,
  );
  expect(await entries()).toHaveLength(6);
});

it.each([
  [
    'a document that could not be read',
    {
      documents: [
        documentReading({
          version: { state: 'none', reason: 'the file is larger than 5 bytes' },
          readAt: undefined,
          elements: [],
          remarks: [],
          counts: {},
        }),
      ],
    },
    /Not read.*the file is larger than 5 bytes/,
  ],
  [
    'a document with nothing in it',
    {
      documents: [documentReading({ elements: [], remarks: [], counts: {} })],
    },
    /Nothing in this document was recognised/,
  ],
  [
    'no document',
    {
      documents: [],
      problems: [
        {
          code: 'document-missing',
          message: 'Write docs/operations.md beside catalog-info.yaml',
        },
      ],
    },
    /Write docs\/operations.md beside/,
  ],
  [
    'no document and no convention',
    { documents: [] },
    /has no operations document/,
  ],
])('has a face for %s', async (_, list, words) => {
  const { container } = open({
    search: '?guide=all',
    api: answering({ ...documentList(), ...list }),
  });
  await waitFor(() => expect(container).toHaveTextContent(words));
  expect(await violationsIn(container)).toEqual([]);
});

it('says what the server said, and tries again', async () => {
  let failing = true;
  open({
    search: '?guide=all',
    api: {
      getDocuments: async () => {
        if (failing) throw new Error('The catalog does not answer');
        return { data: documentList(), sources: [] };
      },
    },
  });
  expect(
    await screen.findByText('The catalog does not answer', undefined, {
      timeout: 10_000,
    }),
  ).toBeInTheDocument();
  failing = false;
  await userEvent.click(screen.getByRole('button', { name: /again/i }));
  expect(await entries()).toHaveLength(6);
}, 20_000);

it('lets no document lead anywhere strange, and shows long ones in parts', async () => {
  const [element] = documentReading().elements;
  const { container } = open({
    search: '?guide=threshold',
    api: answering({
      ...documentList(),
      documents: [
        documentReading({
          url: 'data:text/html,x',
          elements: Array.from({ length: 130 }, (_, index) => ({
            ...element,
            title: '<img src=x onerror=alert(1)>',
            position: {
              ...element.position,
              startLine: index,
              url: ['javascript', 'alert(1)'].join(':'),
            },
          })),
          counts: { threshold: 130 },
        }),
      ],
    }),
  });
  expect(await entries()).toHaveLength(100);
  expect(
    container.querySelector('[onerror], [href^="javascript"], [href^="data"]'),
  ).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show 30 more' }));
  expect(await entries()).toHaveLength(130);
});
