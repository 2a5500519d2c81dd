import type { LogWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { SourceSelection } from '@pipeline-ops/plugin-pipeline-ops-node';
import { widgetQueryId } from '../logs/queryIds';
import { judgeQuery } from '../logs/queries/queryRules';
import { logsInsightsUrl } from '../pipelines/console';
import { matchesAnySelector } from '../pipelines/trust/names';
import type { ParsedLogWidget } from './body/model';
import { type ReadingScope, selectionAt } from './metricPlan';

/** Rows that the check lets a query ask for; how many it gets is decided where it is run. */
const MOST_ROWS = 10_000;

/** Where a widget's query would run, or why it may not. */
export function judgeLogWidget(
  widget: ParsedLogWidget,
  scope: Pick<ReadingScope, 'environment' | 'home'>,
): { selection: SourceSelection } | { refusal: string } {
  if (widget.refusal) {
    return { refusal: widget.refusal };
  }
  const selection = selectionAt(scope, widget.region, widget.accountId);
  if (typeof selection === 'string') {
    return { refusal: selection };
  }
  const foreign = widget.logGroups.find(
    name => !matchesAnySelector(name, selection.logGroups),
  );
  if (foreign !== undefined) {
    return {
      refusal: `The pipeline may not read log group ${foreign} in source ${selection.source.id}.`,
    };
  }
  const verdict = judgeQuery(widget.query, MOST_ROWS);
  return 'refusal' in verdict
    ? { refusal: `The query ${verdict.refusal}` }
    : { selection };
}

export function drawLogs(
  widget: ParsedLogWidget,
  scope: Pick<ReadingScope, 'environment' | 'home' | 'range'>,
  place: Parameters<typeof widgetQueryId>[0],
): { content: LogWidget; consoleUrl?: string } {
  const { query, logGroups, view } = widget;
  const judged = judgeLogWidget(widget, scope);
  const content: LogWidget = { type: 'log', query, logGroups, view };
  return 'refusal' in judged
    ? { content: { ...content, refusal: judged.refusal } }
    : {
        content: { ...content, queryId: widgetQueryId(place) },
        consoleUrl: logsInsightsUrl(judged.selection.source, {
          query,
          logGroups,
          range: scope.range,
        }),
      };
}
