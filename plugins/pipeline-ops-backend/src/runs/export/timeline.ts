import type {
  Run,
  RunEvent,
  RunStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { inLine } from './markdownText';

/** Longest part of a note that stands in the timeline; the steps have it in full. */
const EXCERPT = 160;

/** What happened, one line each, oldest first. Times in UTC. */
export function timelineLines(run: Run): string[] {
  const steps = new Map(run.steps.map(step => [step.id, step]));
  const { alarm } = run;
  const before =
    alarm?.since && Date.parse(alarm.since) <= Date.parse(run.startedAt)
      ? [`${utc(alarm.since)} alarm ${inLine(alarm.name)}: ${alarm.state}`]
      : [];
  return [
    ...before,
    ...run.events.map(
      event => `${utc(event.at)} ${inLine(event.by)} ${whatOf(event, steps)}`,
    ),
  ];
}

/** `2026-11-21 02:55:10`. */
export function utc(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** `step 2.1`, `verification 1`. */
export function stepName(step: RunStep): string {
  const word = {
    steps: 'step',
    commands: 'command',
    verification: 'verification',
    rollback: 'rollback',
  }[step.section];
  return `${word} ${step.number}`;
}

function whatOf(event: RunEvent, steps: Map<string, RunStep>): string {
  const step =
    'step' in event && event.step ? steps.get(event.step) : undefined;
  const name = step ? stepName(step) : 'the run';
  switch (event.type) {
    case 'started':
      return 'started the run';
    case 'joined':
      return 'joined';
    case 'step-done':
      return event.evidence
        ? `marked ${name} as done, confirmed by data: ${inLine(event.evidence.summary)}${noteOf(event.note)}`
        : `marked ${name} as done${noteOf(event.note)}`;
    case 'step-skipped':
      return `skipped ${name}${noteOf(event.note)}`;
    case 'step-failed':
      return `marked ${name} as failed${noteOf(event.note)}`;
    case 'step-reopened':
      return `reopened ${name}${noteOf(event.note)}`;
    case 'checked':
      return `asked data about ${name}: ${inLine(event.evidence.summary)}`;
    case 'note':
      return `wrote about ${name}${noteOf(event.note)}`;
    case 'output':
      return `added output to ${name} (${event.output.split('\n').length} lines)`;
    case 'variable':
      return `set ${inLine(event.name)} to ${inLine(excerpt(event.value))}`;
    case 'end':
      return `ended the run: ${event.outcome}${event.level === undefined ? '' : ` to level ${event.level}`}${noteOf(event.note)}`;
    default:
      return `reopened the run${noteOf(event.note)}`;
  }
}

function noteOf(note: string | undefined): string {
  return note ? ` – ${inLine(excerpt(note))}` : '';
}

function excerpt(text: string): string {
  const characters = [...text.slice(0, 4 * EXCERPT)];
  return characters.length > EXCERPT
    ? `${characters.slice(0, EXCERPT).join('')}…`
    : text;
}
