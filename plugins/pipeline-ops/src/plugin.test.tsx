import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { bareEntity, ordersEntity } from './__fixtures__/entity';
import { createFixtureApi } from './__fixtures__/FixtureApi';
import { pipelineOpsApiRef } from './api';
import { overviewEntityCard } from './extensions/entityCards';
import {
  maintenanceEntityContent,
  monitoringEntityContent,
  runbookEntityContent,
} from './extensions/entityContents';
import pipelineOpsPlugin from '.';

const tabs = [
  monitoringEntityContent,
  runbookEntityContent,
  maintenanceEntityContent,
];

const apis = () =>
  [
    [pipelineOpsApiRef, createFixtureApi(Date.now())],
    mockApis.permission({ authorize: AuthorizeResult.ALLOW }),
  ] as const;

/** The catalog's own entity page with the whole plugin installed. */
function openPage(tab: string) {
  return renderTestApp({
    features: [catalogPlugin, pipelineOpsPlugin],
    initialRouteEntries: [`/catalog/default/component/orders-feed/${tab}`],
    apis: [
      [catalogApiRef, catalogApiMock({ entities: [ordersEntity] })],
      ...apis(),
    ],
  });
}

/** A bare entity page with only these extensions. */
function openExtensions(entity: Entity, extensions: ExtensionDefinition[]) {
  return renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...extensions],
    apis: [...apis()],
  });
}

describe('in the new frontend system', () => {
  it('opens each of the three tabs of an annotated entity', async () => {
    const monitoring = openPage('monitoring');
    expect(
      await screen.findByRole('heading', {
        name: 'Delivery: 14 failures in 5 min (guide: > 5)',
      }),
    ).toBeInTheDocument();
    monitoring.unmount();

    const runbook = openPage('runbook');
    expect(
      await screen.findByRole('heading', {
        name: 'Deliveries to the warehouse fail',
      }),
    ).toBeInTheDocument();
    runbook.unmount();

    openPage('maintenance');
    expect(
      await screen.findByText('Check that the queue is drained'),
    ).toBeInTheDocument();
  });

  it('leads from the red alarm to its procedure, which knows the alarm', async () => {
    openPage('monitoring');
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'Runbook: Deliveries to the warehouse fail',
      }),
    );
    const context = await screen.findByRole('note', { name: 'Led here by' });
    expect(context).toHaveTextContent('orders-feed-delivery-failures');
    expect(context).toHaveTextContent('In alarm');
  });

  it('shows an unannotated pipeline how to annotate itself, on one tab', async () => {
    openExtensions(bareEntity, tabs);
    expect(
      await screen.findByText(/pipeline-ops\/pipeline-id: orders-feed/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Alarms')).not.toBeInTheDocument();
  });

  it('shows nothing on an entity that is no pipeline', async () => {
    openExtensions({ ...bareEntity, spec: { type: 'service' } }, [
      ...tabs,
      overviewEntityCard,
    ]);
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('sums the pipeline up on the overview card', async () => {
    openExtensions(ordersEntity, [overviewEntityCard]);
    expect(
      await screen.findByText('Delivery: 14 failures in 5 min (guide: > 5)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('prod · 3 in alarm, 1 without data, 1 ok'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByText(/Checks due: Daily checks 2\/3/)).toBeVisible(),
    );
  });
});
