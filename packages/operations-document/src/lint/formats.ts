import type { OperationsDocument, RunbookElement } from '../model';
import type { FileReport, Remark } from './report';

/** For people: what was recognised, then what nearly was and what is wrong. */
export function asText(report: FileReport): string {
  const lines = [report.file];
  if (report.document) lines.push(...recognised(report.document));
  for (const [level, heading] of [
    ['near-miss', 'Nearly recognised'],
    ['problem', 'Problems'],
  ] as const) {
    const remarks = report.remarks.filter(remark => remark.level === level);
    if (remarks.length === 0) continue;
    lines.push('', `  ${heading}`);
    lines.push(
      ...remarks.map(
        remark =>
          `    ${place(remark)}  ${remark.title.replace(/^Nearly recognised: /, '')}: ${remark.message}`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function place(remark: Remark): string {
  return `line ${remark.startLine}`.padEnd(10);
}

function recognised(document: OperationsDocument): string[] {
  const lines = ['', '  Recognised'];
  const group = <T extends { lines: { startLine: number } }>(
    name: string,
    elements: readonly T[],
    describe: (element: T) => string,
  ) => {
    if (elements.length === 0) return;
    lines.push(`    ${name} (${elements.length})`);
    for (const element of elements) {
      lines.push(
        `      ${`line ${element.lines.startLine}`.padEnd(10)}  ${describe(element)}`,
      );
    }
  };
  group(
    'metric thresholds',
    document.metricThresholds,
    t => `${t.name}: ${t.text}${t.threshold ? '' : ' (no value)'}`,
  );
  group('alarms', document.alarms, a => `${a.name} (${a.kind}, ${a.origin})`);
  group('queries', document.queries, q => q.title);
  group('dashboards', document.dashboards, d => d.title);
  group('log groups', document.logGroups, l =>
    l.retentionDays === undefined
      ? l.name
      : `${l.name} (kept ${l.retentionDays} days)`,
  );
  group(
    'log filters',
    document.logFilters,
    f => `${f.name} on ${f.logGroup} (${f.kind})`,
  );
  group('runbooks', document.runbooks, describeRunbook);
  group(
    'checklists',
    document.checklists,
    c => `${c.title}: ${c.cadence}, ${c.items.length} items`,
  );
  group('escalation', document.escalation, e => `${e.level}. ${e.title}`);
  group('contacts', document.contacts, c => c.name);
  if (lines.length === 2) lines.push('    nothing');
  return lines;
}

function describeRunbook(runbook: RunbookElement): string {
  const parts = [
    runbook.form === 'steps' ? `${runbook.steps.length} steps` : runbook.form,
    runbook.severity ? `severity ${runbook.severity}` : '',
    runbook.estimatedTime ? `takes ${runbook.estimatedTime}` : '',
  ];
  return `${runbook.title} (${parts.filter(part => part !== '').join(', ')})`;
}

/** Workflow commands of GitHub Actions, which show up beside the lines of a pull request. */
export function asGithub(report: FileReport): string {
  return report.remarks
    .map(remark => {
      const command = remark.level === 'problem' ? 'error' : 'notice';
      const properties = [
        `file=${property(report.file)}`,
        `line=${remark.startLine}`,
        `endLine=${remark.endLine}`,
        `title=${property(remark.title)}`,
      ];
      return `::${command} ${properties.join(',')}::${data(remark.message)}`;
    })
    .join('\n');
}

// Escapes as GitHub's toolkit does, so that a document cannot smuggle in a workflow command.
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Everything that was recognised, for programs. */
export function asJson(report: FileReport): Record<string, unknown> {
  const { file, document, remarks } = report;
  if (!document) return { file, remarks };
  const { metricThresholds, runbooks, alarms, ...others } = document;
  return {
    file,
    ...others,
    thresholds: metricThresholds.map(threshold => ({
      metric: threshold.name,
      ...threshold,
    })),
    runbooks: runbooks.map(runbook => ({
      ...runbook,
      lines: [runbook.lines.startLine, runbook.lines.endLine],
    })),
    alarms: alarms.filter(alarm => alarm.origin !== 'table'),
    alarmsInTables: alarms.filter(alarm => alarm.origin === 'table'),
    remarks,
  };
}
