import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseOperationsDocument, type OperationsDocument } from '..';

const root = join(__dirname, '../../../..');

const read = (path: string) => readFileSync(join(root, path), 'utf8');

export function guideOf(pipeline: string): OperationsDocument {
  return parseOperationsDocument(
    read(`examples/${pipeline}/docs/operations.md`),
  );
}

export const thresholds = ({ metricThresholds }: OperationsDocument) =>
  metricThresholds.map(({ name, text }) => `${name} ${text}`);

export const alarmNames = ({ alarms }: OperationsDocument) =>
  alarms
    .filter(alarm => alarm.origin !== 'table')
    .map(alarm => alarm.name)
    .sort();

export const queryTitles = ({ queries }: OperationsDocument) =>
  queries.map(query => query.title);

export const retention = ({ logGroups }: OperationsDocument) =>
  Object.fromEntries(
    logGroups.map(({ name, retentionDays }) => [name, retentionDays]),
  );

export const itemsByCadence = ({ checklists }: OperationsDocument) =>
  Object.fromEntries(
    checklists.map(({ cadence, items }) => [cadence, items.length]),
  );

export const ladder = ({ escalation }: OperationsDocument) =>
  escalation.map(({ level, title }) => `${level} ${title}`);

export function runbook(document: OperationsDocument, title: string) {
  const found = document.runbooks.find(candidate =>
    candidate.title.endsWith(title),
  );
  if (!found) throw new Error(`No runbook is called "${title}"`);
  return found;
}

/** Title, then how many steps, symptoms, causes and commands, in steps and outside of them. */
export function shapes(document: OperationsDocument, titles: string[]) {
  return titles.map(title => {
    const { steps, symptoms, causes, commands } = runbook(document, title);
    return [
      title,
      steps.length,
      symptoms.length,
      causes.length,
      commands.length + steps.flatMap(step => step.commands).length,
    ];
  });
}

/** What an operations document and the sandbox's accounts have in common, or do not. */
export function deployed(...scenarios: string[]) {
  const files = scenarios.map(name =>
    parse(read(`packages/aws-sandbox/scenarios/${name}.yaml`)),
  );
  const namesOf = (key: string, member: string): string[] =>
    files.flatMap(file =>
      (file[key] ?? []).map((entry: Record<string, string>) => entry[member]),
    );
  return {
    alarms: [
      ...namesOf('alarms', 'AlarmName'),
      ...namesOf('compositeAlarms', 'AlarmName'),
    ],
    logGroups: namesOf('logGroups', 'name'),
  };
}

export const missingFrom = (there: string[], wanted: string[]) =>
  wanted.filter(name => !there.includes(name));
