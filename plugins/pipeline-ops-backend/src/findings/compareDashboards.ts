import type { Finding } from '@pipeline-ops/plugin-pipeline-ops-common';
import { finding } from './finding';

/** Dashboards that the definition names and AWS does not have. */
export function missingDashboards(
  named: readonly { name: string; sourceId: string }[],
): Finding[] {
  return named.map(({ name, sourceId }) =>
    finding({
      kind: 'dashboard-missing',
      severity: 'low',
      subject: name,
      sourceId,
      expected: 'a dashboard of this name (named in the definition)',
      found: 'none in CloudWatch',
      advice: 'Deploy the dashboard, or take its name out of the definition.',
    }),
  );
}
