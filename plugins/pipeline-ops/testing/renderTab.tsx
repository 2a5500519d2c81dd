import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  mockApis,
  TestApiProvider,
  wrapInTestApp,
} from '@backstage/test-utils';
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { pipelineOpsApiRef, type PipelineOpsApi } from '../src/api';
import {
  maintenanceRouteRef,
  monitoringRouteRef,
  runbookRouteRef,
} from '../src/routes';
import { ordersEntity, team } from '../src/__fixtures__/entity';
import { createFixtureApi } from '../src/__fixtures__/FixtureApi';

let address = '';

function Address() {
  const { pathname, search } = useLocation();
  address = `${pathname}${search}`;
  return null;
}

/** Mounts a tab on the story's entity. `address()` tells what stands in the address bar. */
export function renderTab(
  tab: ReactElement,
  options: {
    api?: Partial<PipelineOpsApi>;
    entity?: Entity;
    search?: string;
    /** Whether permissions are given; by their name where they differ. */
    allowed?: boolean | ((permission: string) => boolean);
  } = {},
): RenderResult & { address: () => string } {
  const { api, entity = ordersEntity, search = '', allowed = true } = options;
  const authorize = ({ permission }: { permission: { name: string } }) =>
    (typeof allowed === 'function' ? allowed(permission.name) : allowed)
      ? AuthorizeResult.ALLOW
      : AuthorizeResult.DENY;
  const rendered = render(
    wrapInTestApp(
      <TestApiProvider
        apis={[
          [pipelineOpsApiRef, createFixtureApi(Date.now(), api)],
          [permissionApiRef, mockApis.permission({ authorize })],
          [
            identityApiRef,
            mockApis.identity({ userEntityRef: 'user:default/you' }),
          ],
          [catalogApiRef, catalogApiMock({ entities: team })],
        ]}
      >
        <EntityProvider entity={entity}>
          <Address />
          {compatWrapper(tab)}
        </EntityProvider>
      </TestApiProvider>,
      {
        routeEntries: [`/${search}`],
        mountedRoutes: {
          '/monitoring': convertLegacyRouteRef(monitoringRouteRef),
          '/runbook': convertLegacyRouteRef(runbookRouteRef),
          '/maintenance': convertLegacyRouteRef(maintenanceRouteRef),
        },
      },
    ),
  );
  return { ...rendered, address: () => address };
}
