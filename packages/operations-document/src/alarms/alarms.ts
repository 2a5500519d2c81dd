import type { DocumentedAlarm } from '../model';
import { allCode, type ReadingContext } from '../elements/document';
import { isAlarmTable, readThresholdTable } from '../elements/thresholdTables';
import { headingPath, walkBlocks, walkSections } from '../structure/blocks';
import { IdRegister } from '../text/id';
import { isIdentifier } from '../words/titles';
import { alarmsOfCommands } from './commandLine';
import type { FoundAlarm } from './found';
import { alarmsOfTerraform } from './terraform';
import { alarmsOfYaml, mayHoldAlarms } from './yamlAlarms';

const APPLICATION_CODE =
  /^(?:python|py|javascript|js|typescript|ts|tsx|java|go|ruby|sql)$/;

const YAML = /^(?:|yaml|yml|json|jsonc|text|cloudformation)$/;
/** What creates an alarm in a shell or in Terraform. */
const NAMELESS =
  /\bput-(?:metric|composite)-alarm\s|"aws_cloudwatch_metric_alarm"/;
/** Characters of YAML that are parsed a document: the parser is thorough, and its time is the document's time. */
const MAX_YAML = 64 * 1024;

/** Alarms that the document defines: command lines, Terraform, CloudFormation, alert YAML, and tables with real names. */
export function readAlarms(context: ReadingContext): DocumentedAlarm[] {
  const alarms: DocumentedAlarm[] = [];
  let budget = MAX_YAML;
  for (const { code, path } of allCode(context.root)) {
    if (APPLICATION_CODE.test(code.language)) continue;
    if (YAML.test(code.language) && mayHoldAlarms(code.text)) {
      budget -= code.text.length;
      if (budget < 0) {
        context.problems.push({
          lines: code.lines,
          message: `The document has more than ${MAX_YAML / 1024} KB of YAML and JSON with alarms; this block was not read`,
        });
        continue;
      }
    }
    const found = alarmsInCode(code.text, code.language);
    if (found.length === 0 && NAMELESS.test(code.text)) {
      context.nearMisses.push({
        lines: code.lines,
        kind: 'alarm',
        reason:
          'The block creates an alarm but names none; add --alarm-name, alarm_name or AlarmName, with placeholders where it differs by environment',
      });
    }
    for (const { alarm, offset, lineCount } of found) {
      const startLine = Math.min(code.textLine + offset, code.lines.endLine);
      alarms.push({
        id: context.ids.take('alarm', path, alarm.name),
        headingPath: path,
        lines: {
          startLine,
          endLine: Math.min(startLine + lineCount - 1, code.lines.endLine),
        },
        ...alarm,
      });
    }
  }
  return [...alarms, ...tableAlarms(context)];
}

function alarmsInCode(text: string, language: string): FoundAlarm[] {
  const commands = alarmsOfCommands(text);
  if (commands.length > 0) return commands;
  const terraform = alarmsOfTerraform(text);
  if (terraform.length > 0) return terraform;
  return YAML.test(language) ? alarmsOfYaml(text) : [];
}

/** Rows of alarm tables whose name can be an alarm's name in CloudWatch; a title such as "High failure rate" cannot. */
function tableAlarms(context: ReadingContext): DocumentedAlarm[] {
  const alarms: DocumentedAlarm[] = [];
  for (const section of walkSections(context.root)) {
    const path = headingPath(section);
    for (const block of walkBlocks(section.blocks)) {
      if (block.type !== 'table' || !isAlarmTable(block)) continue;
      const rows =
        readThresholdTable(block, path, {
          ...context,
          ids: IdRegister.create(),
          nearMisses: [],
        }) ?? [];
      for (const row of rows.filter(r => isIdentifier(r.name))) {
        alarms.push({
          id: context.ids.take('alarm', path, row.name),
          headingPath: path,
          lines: row.lines,
          name: row.name,
          kind: 'metric',
          description: row.description,
          comparison: row.threshold?.comparison,
          threshold: row.threshold?.value,
          severity: row.severity,
          origin: 'table',
        });
      }
    }
  }
  return alarms;
}
