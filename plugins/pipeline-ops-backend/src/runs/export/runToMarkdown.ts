import type {
  CheckAnswer,
  Run,
  RunStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { durationInWords } from './duration';
import { block, inLine, labelled } from './markdownText';
import { stepName, timelineLines, utc } from './timeline';

/** What only people know; they write it after the run. */
const TO_FILL_IN = [
  ['Impact', 'Who was affected, how badly, for how long.'],
  ['Root cause', 'What started it, and what let it go so far.'],
  ['What went well', 'What helped, and should be kept.'],
  ['Follow-ups', 'What is to be done, by whom, until when.'],
];

/**
 * A run as the draft of a post-mortem. Whatever people or documents have written stands in it as text: it makes no
 * heading, list, link or HTML.
 */
export function runToMarkdown(run: Run): string {
  const parts = [
    `# Post-mortem draft: ${inLine(run.title)}`,
    list(facts(run)),
    '## Trigger',
    ...trigger(run),
    '## Timeline (UTC)',
    list(timelineLines(run)),
    '## Steps',
    ...run.steps.flatMap(step => stepParts(run, step)),
    ...notesOfTheRun(run),
    '## Left out and failed',
    leftOutAndFailed(run),
    ...values(run),
    ...escalation(run),
    ...TO_FILL_IN.flatMap(([title, hint]) => [`## ${title}`, `_${hint}_`]),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function list(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n');
}

function facts(run: Run): string[] {
  const { times, progress, procedure } = run;
  const { path, startLine, endLine } = procedure.position;
  const estimate =
    times.estimateSeconds === undefined
      ? ''
      : ` (estimated: ${durationInWords(times.estimateSeconds)})`;
  const answered = progress.done + progress.skipped + progress.failed;
  return [
    `**Pipeline:** ${inLine(run.pipelineId)}, environment ${inLine(run.environment)}`,
    `**Procedure:** ${inLine(path)}, lines ${startLine}–${endLine}`,
    run.severity && `**Severity:** ${run.severity}`,
    `**Outcome:** ${run.outcome ?? 'still running'}`,
    run.outcomeNote && `**Outcome in words:** ${inLine(run.outcomeNote)}`,
    `**Started:** ${utc(run.startedAt)} by ${inLine(run.startedBy)}`,
    run.endedAt &&
      `**Ended:** ${utc(run.endedAt)} by ${inLine(run.endedBy ?? '')}`,
    `**Duration:** ${durationInWords(times.totalSeconds)}${estimate}`,
    times.alarmToFirstStepSeconds !== undefined &&
      `**From the alarm to the first step:** ${durationInWords(times.alarmToFirstStepSeconds)}`,
    times.alarmToEndSeconds !== undefined &&
      `**From the alarm to the end:** ${durationInWords(times.alarmToEndSeconds)}`,
    `**Participants:** ${run.participants.map(inLine).join(', ')}`,
    `**Steps answered:** ${answered} of ${progress.total}`,
  ].filter(line => typeof line === 'string' && line !== '') as string[];
}

function trigger({ alarm }: Run): string[] {
  if (!alarm) {
    return ['Started without an alarm.'];
  }
  return [
    list([
      `**Alarm:** ${inLine(alarm.name)}`,
      `**State:** ${alarm.state}${alarm.since ? ` since ${utc(alarm.since)} UTC` : ''}`,
      ...(alarm.severity ? [`**Severity:** ${alarm.severity}`] : []),
      ...(alarm.condition ? [`**Condition:** ${inLine(alarm.condition)}`] : []),
      `**Reason:** ${inLine(alarm.stateReason)}`,
    ]),
  ];
}

function stepParts(run: Run, step: RunStep): string[] {
  const who = step.by && step.at ? `${inLine(step.by)}, ${utc(step.at)}` : '';
  const took =
    step.seconds === undefined ? '' : `, ${durationInWords(step.seconds)}`;
  return [
    `### ${capital(stepName(step))}: ${inLine(step.title)}`,
    `State: **${step.state}**${who && ` (${who}${took})`}`,
    step.note ? labelled('Note', step.note) : '',
    step.evidence ? evidence(step.evidence) : '',
    ...writings(run, step.id),
  ];
}

function evidence(answer: CheckAnswer): string {
  const { check, verdict, summary, from, to } = answer;
  return `**Data:** ${inLine(check.title)} ${verdict}: ${inLine(summary)} (${utc(from)} to ${utc(to)})`;
}

function notesOfTheRun(run: Run): string[] {
  const parts = writings(run, undefined);
  return parts.length > 0 ? ['## Notes', ...parts] : [];
}

/** Notes and outputs about a step, or about the run as a whole. */
function writings(run: Run, stepId: string | undefined): string[] {
  return run.events.flatMap(event => {
    if (event.type === 'note' && event.step === stepId) {
      return [labelled(`${utc(event.at)} ${inLine(event.by)}`, event.note)];
    }
    if (event.type === 'output' && event.step === stepId) {
      return [
        `**Output**, ${utc(event.at)}, ${inLine(event.by)}:`,
        block(event.output),
      ];
    }
    return [];
  });
}

function leftOutAndFailed(run: Run): string {
  const lines = run.steps
    .filter(({ state }) => state === 'skipped' || state === 'failed')
    .map(
      step =>
        `${capital(stepName(step))} **${step.state}**: ${inLine(step.title)} – ${inLine(step.note ?? '')}`,
    );
  return lines.length > 0 ? list(lines) : 'Nothing.';
}

function values(run: Run): string[] {
  const lines = Object.entries(run.variables).map(
    ([name, value]) => `**${inLine(name)}:** ${inLine(value)}`,
  );
  return lines.length > 0 ? ['## Values that people gave', list(lines)] : [];
}

function escalation(run: Run): string[] {
  const lines = run.escalation.map(
    ({ level, title }) =>
      `Level ${level}: ${inLine(title)}${level === run.escalatedTo ? ' **(called)**' : ''}`,
  );
  return lines.length > 0 ? ['## Escalation', list(lines)] : [];
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
