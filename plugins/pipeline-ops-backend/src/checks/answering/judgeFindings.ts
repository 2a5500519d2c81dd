import type {
  CheckCondition,
  Envelope,
  FindingKind,
  FindingList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { isWhole } from '../../telemetry/sourceStates';
import { listed } from './judgeAlarms';
import { asOfStates, iso, unknown, type Verdict } from './verdict';

const MOST_CULPRITS = 10;

/** How what could not be compared begins, for findings that it may hide. */
const HIDDEN_BY: Record<FindingKind, readonly string[]> = {
  'alarm-missing': ['Alarms', 'What '],
  'alarm-undocumented': ['Alarms', 'What '],
  'alarm-differs': ['Alarms', 'What '],
  'alarm-without-action': ['Alarms'],
  'alarm-without-runbook': ['Alarms', 'What ', 'Which '],
  'runbook-unreachable': ['Alarms', 'What '],
  'log-group-missing': ['Log groups', 'What '],
  'retention-differs': ['Log groups', 'What '],
  'dashboard-missing': ['Dashboards', 'What '],
  'metric-silent': ['Metrics', 'What '],
};

/** What the findings say that could be compared. `now` in Unix milliseconds. */
export function judgeFindings(
  { kinds }: Extract<CheckCondition, { type: 'findings' }>,
  { data, sources }: Envelope<FindingList>,
  now: number,
): Verdict {
  const moment = { from: now / 1_000, to: now / 1_000 };
  const open = data.findings.filter(
    ({ kind }) => kinds.length === 0 || kinds.includes(kind),
  );
  const read: Verdict = {
    verdict: 'holds',
    summary: 'no finding',
    value: open.length,
    from: iso(moment.from),
    to: iso(moment.to),
    asOf: asOfStates(sources),
  };
  if (open.length > 0) {
    const names = open.map(({ kind, subject }) => `${subject} (${kind})`);
    return {
      ...read,
      verdict: 'fails',
      summary: `${open.length === 1 ? '1 finding' : `${open.length} findings`}: ${listed(names)}`,
      culprits: names.slice(0, MOST_CULPRITS),
    };
  }
  const hidden = data.unchecked.find(
    reason =>
      kinds.length === 0 ||
      kinds.some(kind =>
        (HIDDEN_BY[kind as FindingKind] ?? ['']).some(begin =>
          reason.startsWith(begin),
        ),
      ),
  );
  const unread = sources.find(state => !isWhole(state));
  return hidden || unread
    ? unknown(
        hidden ?? `Source ${unread?.id}: ${unread?.message ?? unread?.status}`,
        moment,
      )
    : read;
}
