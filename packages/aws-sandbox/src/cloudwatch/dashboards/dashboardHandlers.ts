import type {
  DeleteDashboardsInput,
  GetDashboardInput,
  GetDashboardOutput,
  ListDashboardsInput,
  ListDashboardsOutput,
  PutDashboardInput,
  PutDashboardOutput,
} from '@aws-sdk/client-cloudwatch';
import type { Handlers, Place, RequestContext } from '../../model';
import { dashboardArn } from '../arns';
import {
  dashboardInvalid,
  dashboardNotFound,
  invalidNextToken,
  invalidParameterValue,
  missingParameter,
  validationError,
} from '../errors';
import { readToken, requestPrint, writeToken } from '../metrics/pageToken';
import type { TagStore } from '../tags';
import { checkTags } from '../tags/tagInput';
import { checkDashboardBody } from './dashboardBody';

interface Dashboard {
  name: string;
  body: string;
  /** Unix milliseconds. */
  modifiedAt: number;
}

/** Dashboards a page (API_ListDashboards). */
const PAGE = 1000;
const MAX_DELETED = 100;

/** The operations on dashboards, and what others may ask of them. */
export interface DashboardService {
  handlers: Handlers;
  /** Whether a dashboard with this ARN exists in the place's account. */
  exists(arn: string, place: Place): boolean;
}

/** The operations on dashboards. Dashboards belong to an account; every region sees the same ones. */
export function createDashboardHandlers(deps: {
  tags: TagStore;
}): DashboardService {
  const accounts = new Map<string, Map<string, Dashboard>>();
  const dashboardsOf = ({ accountId }: Place) => {
    const dashboards = accounts.get(accountId) ?? new Map<string, Dashboard>();
    accounts.set(accountId, dashboards);
    return dashboards;
  };

  return {
    handlers: {
      ListDashboards: (input: ListDashboardsInput, context) =>
        listDashboards(input, context, dashboardsOf(context.place)),
      GetDashboard: (input: GetDashboardInput, context) =>
        getDashboard(input, context, dashboardsOf(context.place)),
      PutDashboard: (input: PutDashboardInput, context) => {
        const dashboards = dashboardsOf(context.place);
        const isNew = !dashboards.has(input.DashboardName ?? '');
        const output = putDashboard(input, context, dashboards);
        if (isNew && input.Tags) {
          const arn = dashboardArn(context.place, input.DashboardName!);
          deps.tags.add(context.place, arn, input.Tags);
        }
        return output;
      },
      DeleteDashboards: (input: DeleteDashboardsInput, context) =>
        deleteDashboards(input, dashboardsOf(context.place)),
    },
    exists: (arn, place) =>
      [...dashboardsOf(place).keys()].some(
        name => dashboardArn(place, name) === arn,
      ),
  };
}

function listDashboards(
  input: ListDashboardsInput,
  { place }: RequestContext,
  dashboards: ReadonlyMap<string, Dashboard>,
): ListDashboardsOutput {
  const prefix = input.DashboardNamePrefix ?? '';
  const print = requestPrint({ prefix, account: place.accountId });
  const offset = readToken(input.NextToken, print, invalidNextToken);
  const found = [...dashboards.values()]
    .filter(dashboard => dashboard.name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    DashboardEntries: found.slice(offset, offset + PAGE).map(dashboard => ({
      DashboardName: dashboard.name,
      DashboardArn: dashboardArn(place, dashboard.name),
      LastModified: new Date(dashboard.modifiedAt),
      Size: Buffer.byteLength(dashboard.body),
    })),
    ...(offset + PAGE < found.length && {
      NextToken: writeToken(offset + PAGE, print),
    }),
  };
}

function getDashboard(
  input: GetDashboardInput,
  { place }: RequestContext,
  dashboards: ReadonlyMap<string, Dashboard>,
): GetDashboardOutput {
  const name = checkedName(input.DashboardName);
  const dashboard = dashboards.get(name);
  if (!dashboard) throw dashboardNotFound(name);
  return {
    DashboardName: name,
    DashboardArn: dashboardArn(place, name),
    DashboardBody: dashboard.body,
  };
}

function putDashboard(
  input: PutDashboardInput,
  { clock }: RequestContext,
  dashboards: Map<string, Dashboard>,
): PutDashboardOutput {
  const name = checkedName(input.DashboardName);
  if (!input.DashboardBody) throw missingParameter('DashboardBody');
  checkTags(input.Tags);
  const { errors, warnings } = checkDashboardBody(input.DashboardBody);
  if (errors.length > 0) throw dashboardInvalid(errors);
  dashboards.set(name, {
    name,
    body: input.DashboardBody,
    modifiedAt: clock.now(),
  });
  return { DashboardValidationMessages: [...warnings] };
}

function deleteDashboards(
  input: DeleteDashboardsInput,
  dashboards: Map<string, Dashboard>,
): Record<string, never> {
  const names = input.DashboardNames;
  if (!names || names.length === 0) throw missingParameter('DashboardNames');
  if (names.length > MAX_DELETED) {
    throw validationError(
      `At most ${MAX_DELETED} dashboards can be deleted in one request.`,
    );
  }
  const missing = names.filter(name => !dashboards.has(name));
  for (const name of names) dashboards.delete(name);
  if (missing.length > 0) throw dashboardNotFound(missing[0]);
  return {};
}

function checkedName(name: string | undefined): string {
  if (!name) throw missingParameter('DashboardName');
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw invalidParameterValue(
      'The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n',
    );
  }
  if (name.length > 255) {
    throw invalidParameterValue(
      'The value for field DashboardName must be at most 255 characters long.',
    );
  }
  return name;
}
