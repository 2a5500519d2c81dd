import type { CallOptions } from '@pipeline-ops/plugin-pipeline-ops-node';
import { isError } from '@backstage/errors';
import { readWidgetQueryId } from '../logs/queryIds';
import type { QuerySource, WrittenQuery } from '../logs/QuerySource';
import type { DashboardReader } from './DashboardReader';
import { judgeLogWidget } from './logWidgets';

/** The queries of log widgets, found again by the ids that the dashboard's answer gave them. */
export class DashboardQueries implements QuerySource {
  private constructor(private readonly reader: DashboardReader) {}

  static create(options: { reader: DashboardReader }): DashboardQueries {
    return new DashboardQueries(options.reader);
  }

  async find(
    scope: Parameters<QuerySource['find']>[0],
    queryId: string,
    options?: CallOptions,
  ): Promise<WrittenQuery | undefined> {
    const key = readWidgetQueryId(queryId);
    if (!key) {
      return undefined;
    }
    const { environment } = scope;
    const read = await this.reader
      .read({ ...scope, ...key }, options)
      .catch((error: unknown) => {
        if (isError(error) && error.name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
    const widget = read?.parsed.widgets.find(({ id }) => id === key.widgetId);
    if (!read?.home || widget?.content.type !== 'log') {
      return undefined;
    }
    const judged = judgeLogWidget(widget.content, {
      environment,
      home: read.home,
    });
    if ('refusal' in judged) {
      return undefined;
    }
    const { query, logGroups } = widget.content;
    const { position } = read.summary;
    return {
      id: queryId,
      title: widget.title ?? read.summary.title,
      query,
      logGroups: logGroups.map(name => ({ type: 'exact', name })),
      sourceId: judged.selection.source.id,
      origin: 'dashboard',
      ...(position ? { position } : {}),
    };
  }
}
