import type { DashboardBody } from '../model';
import { bareTitle } from '../text/normalise';
import { allCode, type ReadingContext } from './document';
import { parseLooseJson } from './looseJson';

const WIDGETS = /"widgets"\s*:\s*\[/;
const CODE =
  /^(?:python|py|javascript|js|typescript|ts|tsx|java|go|ruby|hcl|terraform|tf|yaml|yml)$/;

/** CloudWatch dashboard bodies: JSON with `widgets`, with comments or text around it too. */
export function readDashboards(context: ReadingContext): DashboardBody[] {
  const dashboards: DashboardBody[] = [];
  for (const { code, path } of allCode(context.root)) {
    const match = WIDGETS.exec(code.text);
    if (!match || CODE.test(code.language)) continue;
    const start = code.text.lastIndexOf('{', match.index);
    if (start < 0) continue;
    const parsed = parseLooseJson(code.text.slice(start));
    if (!isBody(parsed)) {
      context.problems.push({
        lines: code.lines,
        message:
          'This dashboard body is no valid JSON, even without comments and trailing commas, so its widgets cannot be drawn; paste it as the CloudWatch console exports it',
      });
    }
    dashboards.push({
      id: context.ids.take('dashboard', path, code.text),
      headingPath: path,
      lines: code.lines,
      title:
        dashboardName(code.text) ??
        bareTitle(path[path.length - 1] ?? '') ??
        'Dashboard',
      text: code.text,
      ...(isBody(parsed) ? { body: parsed } : {}),
    });
  }
  return dashboards;
}

function isBody(value: unknown): value is { widgets: unknown[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as { widgets?: unknown }).widgets)
  );
}

function dashboardName(text: string): string | undefined {
  return /--dashboard-name[ =]+["']?([\w.{}$<>-]{1,255})/.exec(text)?.[1];
}
