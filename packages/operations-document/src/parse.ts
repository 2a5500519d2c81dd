import type { NearMiss, OperationsDocument, RunbookElement } from './model';
import { readAlarms } from './alarms/alarms';
import { readChecklists } from './elements/checklists';
import { readDashboards } from './elements/dashboards';
import { allCode, type ReadingContext } from './elements/document';
import { readEnvironments } from './elements/environments';
import { readContacts, readEscalation } from './elements/escalation';
import { languageOf } from './elements/commands';
import { readLogFilters } from './elements/logFilters';
import { readLogGroups } from './elements/logGroups';
import { findPlaceholders } from './elements/placeholders';
import { readQueries } from './elements/queries';
import { readThresholds } from './elements/thresholds';
import { noteAnchors } from './runbooks/anchors';
import { noteReviews } from './runbooks/reviews';
import { readRunbooks } from './runbooks/runbooks';
import { readOutline } from './structure/outline';
import { IdRegister } from './text/id';
import { forgetAll } from './text/memo';
import { prepareText } from './text/prepare';

/** Characters of alarms' and metrics' names, placeholders included. */
const WORD = /[\w.{}$<>/-]+/g;

export interface ParseOptions {
  /** UTF-8 bytes that are read at most; 262,144 unless told. */
  maxBytes?: number;
}

/**
 * Reads an operations document: Markdown in, typed elements with their lines out. Deterministic, without I/O; the rules
 * are in docs/operations-documents.md.
 * @throws DocumentTooLargeError when the document is larger than `maxBytes`; nothing else
 */
export function parseOperationsDocument(
  markdown: string,
  options: ParseOptions = {},
): OperationsDocument {
  forgetAll();
  const { lines, metadata, problems } = prepareText(markdown, options.maxBytes);
  const outline = readOutline(lines);
  const context: ReadingContext = {
    source: lines,
    root: outline.root,
    ids: IdRegister.create(),
    nearMisses: [],
    problems: [...problems, ...outline.problems],
  };
  const metricThresholds = readThresholds(context);
  const alarms = readAlarms(context);
  const runbooks = readRunbooks(context);
  const names = {
    alarms: inOrder(alarms.map(alarm => alarm.name)),
    metrics: inOrder(metricThresholds.flatMap(threshold => threshold.metrics)),
  };
  linkNames(runbooks, names, lines);
  noteAnchors(runbooks, outline.root, lines);
  noteReviews(runbooks, lines, metadata);
  return {
    title: titleOf(context),
    metricThresholds,
    alarms,
    queries: readQueries(context),
    dashboards: readDashboards(context),
    logGroups: readLogGroups(context),
    logFilters: readLogFilters(context),
    runbooks,
    checklists: readChecklists(context),
    escalation: readEscalation(context),
    contacts: readContacts(context),
    environments: readEnvironments(lines),
    placeholders: placeholdersOf(context),
    nearMisses: outsideOf(runbooks, context.nearMisses).sort(
      (a, b) => a.lines.startLine - b.lines.startLine,
    ),
    problems: context.problems,
  };
}

/** Tick boxes inside a procedure are its steps and checks; that they do not recur is no miss. */
function outsideOf(
  runbooks: readonly RunbookElement[],
  nearMisses: readonly NearMiss[],
): NearMiss[] {
  return nearMisses.filter(
    ({ kind, lines }) =>
      kind !== 'checklist' ||
      !runbooks.some(
        runbook =>
          runbook.lines.startLine <= lines.startLine &&
          lines.startLine <= runbook.lines.endLine,
      ),
  );
}

function titleOf({ root }: ReadingContext): string | undefined {
  return (
    root.children.find(section => section.level === 1)?.title ??
    root.children[0]?.title
  );
}

/** Each name with its place among the others. */
function inOrder(names: readonly string[]): Map<string, number> {
  return new Map([...new Set(names)].map((name, place) => [name, place]));
}

/** Alarms and metrics of the document that a runbook's text names as whole words. */
function linkNames(
  runbooks: readonly RunbookElement[],
  names: { alarms: Map<string, number>; metrics: Map<string, number> },
  lines: readonly string[],
): void {
  if (names.alarms.size === 0 && names.metrics.size === 0) return;
  // Runbooks may lie in each other: each line is split once.
  const named = new Map<number, string[]>();
  const namesOf = (index: number): string[] => {
    let found = named.get(index);
    if (!found) {
      found = (lines[index].match(WORD) ?? [])
        .map(word => word.replace(/[.]+$/, ''))
        .filter(word => names.alarms.has(word) || names.metrics.has(word));
      named.set(index, found);
    }
    return found;
  };
  for (const runbook of runbooks) {
    const words = new Set<string>();
    for (let at = runbook.lines.startLine; at <= runbook.lines.endLine; at += 1)
      for (const word of namesOf(at - 1)) words.add(word);
    if (words.size === 0) continue;
    const among = (order: Map<string, number>) =>
      [...words]
        .filter(name => order.has(name))
        .sort((a, b) => order.get(a)! - order.get(b)!);
    runbook.alarmNames = [
      ...new Set([...runbook.alarmNames, ...among(names.alarms)]),
    ];
    runbook.metricNames = [
      ...new Set([...runbook.metricNames, ...among(names.metrics)]),
    ];
  }
}

function placeholdersOf({ root, source }: ReadingContext): string[] {
  const found = new Set<string>();
  for (const { code } of allCode(root)) {
    for (const placeholder of findPlaceholders(code.text, languageOf(code)))
      found.add(placeholder.name);
  }
  for (const line of source) {
    if (!line.includes('`')) continue;
    for (const span of line.match(/`[^`]{1,300}`/g) ?? []) {
      for (const placeholder of findPlaceholders(span.slice(1, -1)))
        found.add(placeholder.name);
    }
  }
  return [...found];
}
