import type {
  DashboardSummary,
  Finding,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { finding, placeInWords } from './finding';

/** Dashboards that the definition names, or whose body a document holds, and that AWS does not have. */
export function missingDashboards(
  named: readonly string[],
  dashboards: readonly DashboardSummary[],
): Finding[] {
  const deployed = new Set(
    dashboards.filter(one => one.deployed).map(({ id }) => id),
  );
  const undeployed = dashboards.filter(one => !one.deployed);
  const told = new Set(undeployed.map(({ title }) => title));
  return [
    ...undeployed.map(({ id, title, position }) =>
      finding({
        kind: 'dashboard-missing',
        severity: 'low',
        // Several bodies may share a heading; the page still calls them by it.
        subject: title === id ? id : `${title} (${id})`,
        expected: `a dashboard ${title}${position ? ` (${placeInWords(position)})` : ''}`,
        found: 'none of this name in CloudWatch',
        advice:
          'Deploy the body that stands in the document, or take it out where it is only an example.',
        ...(position ? { position } : {}),
      }),
    ),
    ...[...new Set(named)]
      .filter(name => !deployed.has(name) && !told.has(name))
      .map(name =>
        finding({
          kind: 'dashboard-missing',
          severity: 'low',
          subject: name,
          expected: 'a dashboard of this name (named in the definition)',
          found: 'none in CloudWatch',
          advice:
            'Deploy the dashboard, or take its name out of the definition.',
        }),
      ),
  ];
}
