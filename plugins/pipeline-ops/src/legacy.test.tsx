import type { ComponentType } from 'react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { ordersEntity } from './__fixtures__/entity';
import { createFixtureApi } from './__fixtures__/FixtureApi';
import { pipelineOpsApiRef } from './api';
import {
  EntityMaintenanceContent,
  EntityMonitoringContent,
  EntityPipelineOpsCard,
  EntityRunbookContent,
  isPipelineAvailable,
  RunbookSearchResultListItem,
} from './legacy';

async function open(Content: ComponentType) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [pipelineOpsApiRef, createFixtureApi(Date.now())],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <EntityProvider entity={ordersEntity}>
        <Routes>
          <Route path="/" element={<Content />} />
          <Route path="/monitoring" element={<EntityMonitoringContent />} />
          <Route path="/runbook" element={<EntityRunbookContent />} />
          <Route path="/maintenance" element={<EntityMaintenanceContent />} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
  );
}

describe('in the legacy frontend system', () => {
  it.each([
    [EntityMonitoringContent, 'orders-feed-archive-silent'],
    [EntityRunbookContent, 'Put the refused orders back'],
    [EntityMaintenanceContent, 'Check that the queue is drained'],
    [EntityPipelineOpsCard, 'prod · 3 in alarm, 1 without data, 1 ok'],
  ])('mounts %p', async (Content, words) => {
    await open(Content);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('links from one tab to another', async () => {
    await open(EntityMonitoringContent);
    expect(
      await screen.findByRole('link', {
        name: 'Runbook: Deliveries to the warehouse fail',
      }),
    ).toHaveAttribute('href', expect.stringContaining('/runbook?'));
  });

  it('shows a procedure among the results of search', async () => {
    const document = {
      title: 'High iterator age',
      text: 'Split a shard',
      location: '/catalog/default/component/orders-feed/runbook?procedure=lag',
    };
    await renderInTestApp(
      <SearchResultListItemExtensions
        results={[{ type: 'pipeline-runbook', document }]}
      >
        <RunbookSearchResultListItem />
      </SearchResultListItemExtensions>,
    );
    expect(
      await screen.findByRole('link', { name: 'High iterator age' }),
    ).toHaveAttribute('href', document.location);
  });

  it('tells which entities have a pipeline', () => {
    expect(isPipelineAvailable(ordersEntity)).toBe(true);
    expect(
      isPipelineAvailable({
        ...ordersEntity,
        metadata: {
          name: 'x',
          annotations: { 'pipeline-ops/pipeline-id': ' , ' },
        },
      }),
    ).toBe(false);
  });
});
