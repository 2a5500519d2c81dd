import type {
  CloudLogGroup,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { selectorText } from '../../pipelines/definition/selector';
import { matchesAnySelector } from '../../pipelines/trust/names';
import { isWhole } from '../../telemetry/sourceStates';
import type { ExistingGroups } from '../existingGroups';
import type { WrittenQuery } from '../QuerySource';
import { judgeQuery } from './queryRules';

/** Of a query that names its groups. Source: StartQuery in the CloudWatch Logs API reference. */
const MOST_NAMED = 50;

/** Of a query that is about all groups of the pipeline: each of them costs. */
const MOST_UNNAMED = 20;

/** How a query would run. */
export interface QueryPlan {
  source: SourceRef;
  logGroups: string[];
  /** What is sent to AWS. */
  text: string;
}

/**
 * Decides what a written query may read: groups of one source that the pipeline may see and AWS has. Of several sources
 * the first that has any counts, and of several classes of groups the standard one, since a query reads one class only.
 */
export function planQuery(
  written: Pick<WrittenQuery, 'query' | 'logGroups' | 'sourceId'>,
  existing: readonly ExistingGroups[],
  mostRows: number,
): QueryPlan | { unavailable: string } {
  const verdict = judgeQuery(written.query, mostRows);
  if ('refusal' in verdict) {
    return { unavailable: `The query ${verdict.refusal}` };
  }
  const places = existing.filter(
    ({ source }) =>
      written.sourceId === undefined || written.sourceId === source.id,
  );
  for (const { source, groups } of places) {
    const logGroups = ofOneClass(
      groups.filter(
        ({ name }) =>
          written.logGroups.length === 0 ||
          matchesAnySelector(name, written.logGroups),
      ),
    ).slice(0, written.logGroups.length === 0 ? MOST_UNNAMED : MOST_NAMED);
    if (logGroups.length > 0) {
      return {
        source,
        logGroups: logGroups.map(({ name }) => name),
        text: verdict.text,
      };
    }
  }
  return { unavailable: whyNoGroups(written, places) };
}

function ofOneClass(groups: CloudLogGroup[]): CloudLogGroup[] {
  const classOf = ({ logGroupClass = 'STANDARD' }: CloudLogGroup) =>
    logGroupClass;
  // What is only delivered elsewhere cannot be queried.
  const readable = groups.filter(group => classOf(group) !== 'DELIVERY');
  const preferred =
    readable.find(group => classOf(group) === 'STANDARD') ?? readable[0];
  return readable.filter(group => classOf(group) === classOf(preferred));
}

function whyNoGroups(
  { logGroups }: Pick<WrittenQuery, 'logGroups'>,
  places: readonly ExistingGroups[],
): string {
  const unread = places.find(({ state }) => !isWhole(state));
  if (unread) {
    return `The log groups of source ${unread.source.id} could not all be read: ${unread.state.message ?? unread.state.status}`;
  }
  return logGroups.length === 0
    ? 'The pipeline has no log group that it could run over.'
    : `It reads ${logGroups.map(selectorText).join(', ')}. The pipeline may not read that, or AWS does not have it.`;
}
