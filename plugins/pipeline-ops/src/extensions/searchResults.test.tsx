import { screen, waitFor, within } from '@testing-library/react';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import searchPlugin from '@backstage/plugin-search/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { searchApiRef } from '@backstage/plugin-search-react';
import { violationsIn } from '../../testing/accessibility';
import pipelineOpsPlugin from '..';

const LOCATION =
  '/catalog/default/component/orders-feed/runbook?procedure=rb-lag&pipeline=orders-feed';

const procedure = {
  title: 'High iterator age',
  text: 'The stream falls behind\nLook at the stream\nSplit a shard\naws kinesis split-shard\n<img src=x onerror=alert(1)>',
  location: LOCATION,
  kind: 'runbook',
  severity: 'high',
  pipelineId: 'orders-feed',
  entityTitle: 'Orders feed',
  points: [
    {
      id: 'look-1a',
      section: 'steps',
      number: '1',
      title: 'Look at the stream',
      text: '',
    },
    {
      id: 'split-2b',
      section: 'steps',
      number: '1.1',
      title: 'Split a shard',
      text: 'aws kinesis split-shard',
    },
  ],
};

function search(term: string, document: object = procedure) {
  return renderTestApp({
    features: [searchPlugin, pipelineOpsPlugin],
    initialRouteEntries: [`/search?query=${encodeURIComponent(term)}`],
    apis: [
      [
        searchApiRef,
        {
          query: async () => ({
            results: [{ type: 'pipeline-runbook', document, rank: 1 }],
            numberOfResults: 1,
          }),
        },
      ],
      [catalogApiRef, catalogApiMock()],
      mockApis.permission(),
    ] as never,
  });
}

describe('a procedure in Backstage search', () => {
  it('opens at the step whose words were looked for, which are marked', async () => {
    const { container } = search('split shards');
    // The page shows its list anew when it has read the query from the address.
    await waitFor(() => {
      const link = screen.getByRole('link', {
        name: 'High iterator age › step 1.1: Split a shard',
      });
      expect(link).toHaveAttribute('href', `${LOCATION}&step=split-2b`);
      const item = link.closest('li')!;
      expect(
        [...item.querySelectorAll('mark')].map(mark => mark.textContent),
      ).toEqual(['Split', 'shard', 'split', 'shard']);
      expect(within(item).getByText('high')).toBeVisible();
      expect(within(item).getByText('Orders feed · orders-feed')).toBeVisible();
    });
    expect(container.querySelector('img')).toBeNull();
    expect(await violationsIn(screen.getByRole('list'))).toEqual([]);
  });

  it('opens as a whole when the search speaks of all of it', async () => {
    search('iterator age');
    expect(
      await screen.findByRole('link', { name: 'High iterator age' }),
    ).toHaveAttribute('href', LOCATION);
    expect(screen.getByText(/<img src=x onerror=alert/)).toBeInTheDocument();
  });

  it('opens as a whole when it was indexed without its points', async () => {
    const { points, ...older } = procedure;
    expect(points).toHaveLength(2);
    search('split', older);
    expect(
      await screen.findByRole('link', { name: 'High iterator age' }),
    ).toHaveAttribute('href', LOCATION);
  });

  it('can be looked for alone', async () => {
    search('split');
    expect(
      await screen.findByRole('button', { name: 'Runbooks' }),
    ).toBeInTheDocument();
  });
});
