import {
  GetDashboardCommand,
  ListDashboardsCommand,
} from '@aws-sdk/client-cloudwatch';
import type {
  CallOptions,
  CloudDashboard,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { CloudReader, type RequestOf } from './CloudReader';
import { readPages } from './pages';

/** CloudWatch dashboards: which there are, and their bodies. */
export class DashboardReader
  extends CloudReader
  implements Pick<TelemetrySource, 'listDashboards' | 'dashboardBody'>
{
  async listDashboards(
    request: RequestOf<'listDashboards'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudDashboard[]>> {
    const { source, prefix } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'cloudwatch', api: 'ListDashboards' },
          options,
          ({ cloudwatch }, http) =>
            cloudwatch.send(
              new ListDashboardsCommand({
                DashboardNamePrefix: prefix || undefined,
                NextToken: token,
              }),
              http,
            ),
        ),
      page => page.NextToken,
      { limit: 5, what: 'dashboards' },
    );
    const dashboards = read.pages
      .flatMap(page => page.DashboardEntries ?? [])
      .flatMap(entry =>
        entry.DashboardName
          ? {
              name: entry.DashboardName,
              modifiedAt: entry.LastModified?.toISOString(),
              bytes: entry.Size,
            }
          : [],
      );
    return this.answer(source, dashboards, read.failure, dashboards.length > 0);
  }

  async dashboardBody(
    request: RequestOf<'dashboardBody'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<string | undefined>> {
    const { source, name } = request;
    const result = await this.caller.call(
      { source, service: 'cloudwatch', api: 'GetDashboard' },
      options,
      ({ cloudwatch }, http) =>
        cloudwatch.send(new GetDashboardCommand({ DashboardName: name }), http),
    );
    if (result.ok) {
      return this.answer(source, result.value.DashboardBody);
    }
    return result.failure.kind === 'not-found'
      ? this.answer(source, undefined)
      : this.answer(source, undefined, result.failure, false);
  }
}
