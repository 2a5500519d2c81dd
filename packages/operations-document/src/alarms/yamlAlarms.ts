import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type YAMLMap,
} from 'yaml';
import { parseThreshold } from '../elements/thresholdText';
import { comparisonOf, numberOf } from './comparison';
import type { FoundAlarm } from './found';

/** Larger blocks and deeper nesting are no alarms, and YAML parsers pay for both. */
const MAX_YAML_BLOCK = 32 * 1024;
const MAX_BRACKETS = 60;
/** Columns of indentation. */
const MAX_INDENT = 80;

const SIGNS =
  /AWS::CloudWatch::(?:Composite)?Alarm|alert_name|\balerts?["']?\s*:|\balarm_name\s*:|\balarms\s*:/;

/** Whether a block is worth parsing. */
export function mayHoldAlarms(text: string): boolean {
  return SIGNS.test(text);
}

/** CloudFormation alarms (YAML or JSON) and alert definitions (`alert_name:`, `alerts: - name:`, `- alert:`). */
export function alarmsOfYaml(text: string): FoundAlarm[] {
  if (!mayHoldAlarms(text)) return [];
  if (text.length > MAX_YAML_BLOCK || isDeep(text)) return [];
  const lines = new LineCounter();
  const found: FoundAlarm[] = [];
  for (const document of documentsOf(text, lines)) {
    visit(document, {
      Map(_, node) {
        const alarm = alarmOf(node);
        if (!alarm) return undefined;
        const start = node.range ? lines.linePos(node.range[0]).line - 1 : 0;
        const end = node.range
          ? lines.linePos(Math.max(node.range[0], node.range[1] - 1)).line - 1
          : start;
        found.push({ alarm, offset: start, lineCount: end - start + 1 });
        return visit.SKIP;
      },
      Pair(_, pair) {
        const named = cloudFormationAlarm(pair.key, pair.value);
        if (!named || !isMap(pair.value)) return undefined;
        const range = pair.value.range;
        const line = range ? Math.max(0, lines.linePos(range[0]).line - 2) : 0;
        const end = range
          ? lines.linePos(Math.max(range[0], range[1] - 1)).line - 1
          : line;
        found.push({ alarm: named, offset: line, lineCount: end - line + 1 });
        return visit.SKIP;
      },
    });
    const alerts = alertList(document);
    for (const { node, alarm } of alerts) {
      const start = node.range ? lines.linePos(node.range[0]).line - 1 : 0;
      const end = node.range
        ? lines.linePos(Math.max(node.range[0], node.range[1] - 1)).line - 1
        : start;
      found.push({ alarm, offset: start, lineCount: end - start + 1 });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function documentsOf(text: string, lineCounter: LineCounter): Document[] {
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
      strict: false,
      logLevel: 'silent',
      uniqueKeys: false,
    });
    return Array.isArray(parsed) ? (parsed as unknown as Document[]) : [];
  } catch {
    // Not YAML after all; the block stays text.
    return [];
  }
}

function scalar(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key, true);
  return isScalar(value) && value.value !== null && value.value !== ''
    ? String(value.value)
    : undefined;
}

/** A text with CloudFormation's functions resolved as far as they can be: `!Ref X` is `${X}`, `!Join` joins. */
function resolved(node: unknown): string | undefined {
  if (isScalar(node)) {
    const value = String(node.value ?? '');
    if (value === '') return undefined;
    return node.tag === '!Ref' ? `\${${value}}` : value;
  }
  if (isMap(node)) {
    const [pair] = node.items;
    const name = isScalar(pair?.key) ? String(pair.key.value) : '';
    if (name === 'Ref' && isScalar(pair.value))
      return `\${${String(pair.value.value)}}`;
    if (name === 'Fn::Sub')
      return isSeq(pair.value)
        ? resolved(pair.value.items[0])
        : resolved(pair.value);
    return name === 'Fn::Join' ? joined(pair.value) : undefined;
  }
  if (!isSeq(node)) return undefined;
  return node.tag === '!Sub' ? resolved(node.items[0]) : joined(node);
}

function joined(node: unknown): string | undefined {
  if (!isSeq(node) || !isScalar(node.items[0]) || !isSeq(node.items[1]))
    return undefined;
  const parts = node.items[1].items.map(resolved);
  return parts.includes(undefined)
    ? undefined
    : parts.join(String(node.items[0].value));
}

function numeric(map: YAMLMap, key: string): number | undefined {
  return numberOf(scalar(map, key));
}

/** `alert_name: x`, `alarm_name: x`, `alert: x` (Prometheus) in a map. */
function alarmOf(map: YAMLMap): FoundAlarm['alarm'] | undefined {
  const name =
    scalar(map, 'alert_name') ??
    scalar(map, 'alarm_name') ??
    scalar(map, 'alert');
  if (!name) return undefined;
  return { name, kind: 'metric', ...details(map), origin: 'yaml' };
}

function details(map: YAMLMap): Partial<FoundAlarm['alarm']> {
  const conditions = map.get('conditions', true);
  const first =
    isSeq(conditions) && isMap(conditions.items[0]) ? conditions.items[0] : map;
  const written = scalar(first, 'threshold');
  const threshold = written === undefined ? undefined : parseThreshold(written);
  return {
    description: scalar(map, 'description') ?? scalar(map, 'summary'),
    metric: scalar(first, 'metric') ?? scalar(first, 'metric_name'),
    namespace: scalar(first, 'namespace'),
    statistic: scalar(first, 'statistic'),
    threshold: threshold?.value,
    comparison: comparisonOf(scalar(first, 'comparison_operator')),
    rule: scalar(map, 'condition') ?? scalar(map, 'expr'),
    severity: scalar(map, 'severity') ?? labelSeverity(map),
  };
}

function labelSeverity(map: YAMLMap): string | undefined {
  const labels = map.get('labels', true);
  return isMap(labels) ? scalar(labels, 'severity') : undefined;
}

/** `alerts:` or `alarms:` with a list of maps that have a name. */
function alertList(
  document: Document,
): { node: YAMLMap; alarm: FoundAlarm['alarm'] }[] {
  const root = document.contents;
  if (!isMap(root)) return [];
  const list: unknown = root.get('alerts', true) ?? root.get('alarms', true);
  if (!isSeq(list)) return [];
  return list.items.filter(isMap).flatMap(node => {
    if (alarmOf(node)) return [];
    const name = scalar(node, 'name');
    return name === undefined
      ? []
      : [
          {
            node,
            alarm: {
              name,
              kind: 'metric' as const,
              ...details(node),
              origin: 'yaml' as const,
            },
          },
        ];
  });
}

/** A resource of type `AWS::CloudWatch::Alarm`; its name is `AlarmName`, else the logical id. */
function cloudFormationAlarm(
  key: unknown,
  value: unknown,
): FoundAlarm['alarm'] | undefined {
  if (!isMap(value) || !isScalar(key)) return undefined;
  const type = scalar(value, 'Type');
  if (
    type !== 'AWS::CloudWatch::Alarm' &&
    type !== 'AWS::CloudWatch::CompositeAlarm'
  )
    return undefined;
  const properties = value.get('Properties', true);
  const map = isMap(properties) ? properties : value;
  return {
    name: resolved(map.get('AlarmName', true)) ?? String(key.value),
    kind: type.endsWith('CompositeAlarm') ? 'composite' : 'metric',
    description: scalar(map, 'AlarmDescription'),
    namespace: scalar(map, 'Namespace'),
    metric: scalar(map, 'MetricName'),
    dimensions: dimensionsOf(map),
    statistic: scalar(map, 'Statistic') ?? scalar(map, 'ExtendedStatistic'),
    period: numeric(map, 'Period'),
    evaluationPeriods: numeric(map, 'EvaluationPeriods'),
    datapointsToAlarm: numeric(map, 'DatapointsToAlarm'),
    comparison: comparisonOf(scalar(map, 'ComparisonOperator')),
    threshold: numeric(map, 'Threshold'),
    treatMissingData: scalar(map, 'TreatMissingData'),
    rule: scalar(map, 'AlarmRule'),
    origin: 'cloudformation',
  };
}

function dimensionsOf(map: YAMLMap): Record<string, string> | undefined {
  const list = map.get('Dimensions', true);
  if (!isSeq(list)) return undefined;
  const entries = list.items.filter(isMap).flatMap(item => {
    const name = scalar(item, 'Name');
    const value = scalar(item, 'Value');
    return name !== undefined && value !== undefined
      ? [[name, value] as const]
      : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function isDeep(text: string): boolean {
  if (bracketDepth(text) > MAX_BRACKETS) return true;
  return text
    .split('\n')
    .some(line => (/^[ \t?-]*/.exec(line)?.[0].length ?? 0) > MAX_INDENT);
}

/** Deepest nesting of brackets. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
