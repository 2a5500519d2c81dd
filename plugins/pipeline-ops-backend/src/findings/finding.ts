import type {
  DocumentPosition,
  Finding,
  FindingKind,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const SEVERITIES: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'warning',
  'low',
];

/** Among findings of one severity: what nobody watches first, what is only untidy last. */
const KINDS: readonly FindingKind[] = [
  'alarm-missing',
  'alarm-without-action',
  'alarm-differs',
  'metric-silent',
  'log-group-missing',
  'retention-differs',
  'alarm-without-runbook',
  'dashboard-missing',
  'alarm-undocumented',
  'runbook-unreachable',
];

/** A finding, named by what it is about: the same disagreement has the same id as long as it lasts. */
export function finding(found: Omit<Finding, 'id'>): Finding {
  const { kind, subject, sourceId } = found;
  return { id: [kind, sourceId, subject].filter(Boolean).join(':'), ...found };
}

/** Worst first; the order does not depend on how things were read. */
export function bySeverity(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** True for what somebody is woken for. */
export function isGrave(severity: Severity | undefined): boolean {
  return severity === 'critical' || severity === 'high';
}

/** `docs/operations.md, line 120`. */
export function placeInWords({ path, startLine }: DocumentPosition): string {
  return `${path}, line ${startLine}`;
}
