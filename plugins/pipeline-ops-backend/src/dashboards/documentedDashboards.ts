import type { DashboardBody } from '@pipeline-ops/operations-document';
import type { DocumentPosition } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../documents/position';
import { fillPlaceholders, matchesTemplate } from '../telemetry/placeholders';

/** A dashboard's body that stands in an operations document. */
export interface DocumentedDashboard {
  /** The element's id; with a number where several documents have the same. */
  id: string;
  title: string;
  position: DocumentPosition;
  element: DashboardBody;
}

/** Every body that the documents hold, with its title filled in for the environment. */
export function documentedDashboards(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): DocumentedDashboard[] {
  const seen = new Map<string, number>();
  return pipeline.documents.flatMap(document =>
    (document.content?.dashboards ?? []).map(element => {
      const count = (seen.get(element.id) ?? 0) + 1;
      seen.set(element.id, count);
      return {
        id: count === 1 ? element.id : `${element.id}.${count}`,
        title: fillPlaceholders(element.title, environment).text,
        position: positionIn(document, element.lines),
        element,
      };
    }),
  );
}

/** True when AWS has the dashboard: under its name, whatever the case and signs in it, or under one that its placeholders allow. */
export function isDeployed(
  { title }: Pick<DocumentedDashboard, 'title'>,
  names: readonly string[],
): boolean {
  return names.some(
    name => plain(name) === plain(title) || matchesTemplate(title, name),
  );
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
