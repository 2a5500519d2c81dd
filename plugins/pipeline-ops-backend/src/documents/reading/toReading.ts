import type {
  DocumentElement,
  OperationsDocument,
} from '@pipeline-ops/operations-document';
import type {
  DocumentElementKind,
  DocumentReading,
  DocumentRemark,
  DocumentVersion,
  Problem,
  RecognisedElement,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PipelineDocument } from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../position';
import {
  alarmInWords,
  checklistInWords,
  escalationInWords,
  logFilterInWords,
  logGroupInWords,
  queryInWords,
  runbookInWords,
  thresholdInWords,
} from './summaries';

/** Nobody reads more, and a hostile document could hold tens of thousands. */
const MOST = 2_000;
const LONGEST = 240;

/** What was read from a document, for its writer. `problems` are those of the file. */
export function toReading(
  document: PipelineDocument,
  problems: readonly Problem[],
): DocumentReading {
  const { path, viewUrl, editUrl, readAt, content } = document;
  const elements = content ? elementsOf(document, content) : [];
  const counts: DocumentReading['counts'] = {};
  for (const { kind } of elements) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return {
    path,
    title: content?.title && clipped(content.title),
    url: viewUrl,
    editUrl,
    readAt,
    version: versionOf(document, problems),
    elements: elements.slice(0, MOST),
    remarks: content ? remarksOf(document, content).slice(0, MOST) : [],
    counts,
    environments: content?.environments ?? [],
    placeholders: content?.placeholders.slice(0, MOST) ?? [],
  };
}

function versionOf(
  { content, lastGood }: PipelineDocument,
  [problem]: readonly Problem[],
): DocumentVersion {
  if (!content) {
    return {
      state: 'none',
      reason: problem?.message ?? 'The document could not be read.',
    };
  }
  return lastGood ? { state: 'last-good', ...lastGood } : { state: 'current' };
}

function elementsOf(
  document: PipelineDocument,
  content: OperationsDocument,
): RecognisedElement[] {
  const found: RecognisedElement[] = [];
  const add = <T extends DocumentElement>(
    kind: DocumentElementKind,
    elements: readonly T[],
    words: (element: T) => { title: string; summary?: string },
  ) => {
    for (const element of elements) {
      const { title, summary } = words(element);
      found.push({
        id: element.id,
        kind,
        title: clipped(title),
        summary: summary && clipped(summary),
        position: positionIn(document, element.lines),
      });
    }
  };
  add('threshold', content.metricThresholds, element => ({
    title: element.name,
    summary: thresholdInWords(element),
  }));
  add('alarm', content.alarms, element => ({
    title: element.name,
    summary: alarmInWords(element),
  }));
  add('query', content.queries, element => ({
    title: element.title,
    summary: queryInWords(element),
  }));
  add('dashboard', content.dashboards, ({ title, body }) => ({
    title,
    summary: body && `${body.widgets.length} widgets`,
  }));
  add('log-group', content.logGroups, element => ({
    title: element.name,
    summary: logGroupInWords(element),
  }));
  add('log-filter', content.logFilters, element => ({
    title: element.name,
    summary: logFilterInWords(element),
  }));
  add('runbook', content.runbooks, element => ({
    title: element.title,
    summary: runbookInWords(element),
  }));
  add('checklist', content.checklists, element => ({
    title: element.title,
    summary: checklistInWords(element),
  }));
  add('escalation', content.escalation, element => ({
    title: element.title,
    summary: escalationInWords(element),
  }));
  add('contact', content.contacts, ({ name, details }) => ({
    title: name,
    summary: details.join(', ') || undefined,
  }));
  return found.sort(byLine);
}

function remarksOf(
  document: PipelineDocument,
  content: OperationsDocument,
): DocumentRemark[] {
  return [
    ...content.nearMisses.map(({ lines, kind, reason }) => ({
      kind: 'near-miss' as const,
      nearly: kind,
      reason: clipped(reason),
      position: positionIn(document, lines),
    })),
    ...content.problems.map(({ lines, message }) => ({
      kind: 'problem' as const,
      reason: clipped(message),
      position: positionIn(document, lines),
    })),
  ].sort(byLine);
}

function byLine(
  a: Pick<RecognisedElement, 'position'>,
  b: Pick<RecognisedElement, 'position'>,
): number {
  return (
    a.position.startLine - b.position.startLine ||
    a.position.endLine - b.position.endLine
  );
}

/** Short, and without ARNs: they hold account ids. */
function clipped(text: string): string {
  const clean = text.replace(/\barn:aws[\w-]*:[^\s"')]*/g, 'arn:…');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}
