import { createRouteRef } from '@backstage/frontend-plugin-api';

export const monitoringRouteRef = createRouteRef();
export const runbookRouteRef = createRouteRef();
export const maintenanceRouteRef = createRouteRef();
