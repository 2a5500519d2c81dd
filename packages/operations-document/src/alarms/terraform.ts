import { comparisonOf, numberOf } from './comparison';
import type { FoundAlarm } from './found';

const RESOURCE =
  /resource\s+"aws_cloudwatch_(metric|composite)_alarm"\s+"([^"\n]{1,255})"\s*\{/g;

/** `aws_cloudwatch_metric_alarm` and `aws_cloudwatch_composite_alarm` resources. */
export function alarmsOfTerraform(text: string): FoundAlarm[] {
  const found: FoundAlarm[] = [];
  const resource = new RegExp(RESOURCE);
  let line = 0;
  let counted = 0;
  for (;;) {
    const match = resource.exec(text);
    if (!match) return found;
    const bodyStart = match.index + match[0].length;
    const bodyEnd = blockEnd(text, bodyStart);
    line += newlines(text.slice(counted, match.index));
    counted = match.index;
    found.push({
      alarm: alarmOf(match[1], match[2], text.slice(bodyStart, bodyEnd)),
      offset: line,
      lineCount: newlines(text.slice(match.index, bodyEnd)) + 1,
    });
    // Resources do not nest: what is inside this one is no other alarm.
    resource.lastIndex = bodyEnd;
  }
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

function alarmOf(
  type: string,
  label: string,
  body: string,
): FoundAlarm['alarm'] {
  const attributes = attributesOf(body);
  return {
    name: attributes.get('alarm_name') ?? label,
    kind: type === 'composite' ? 'composite' : 'metric',
    description: attributes.get('alarm_description'),
    namespace: attributes.get('namespace'),
    metric: attributes.get('metric_name'),
    dimensions: mapOf(body, 'dimensions'),
    statistic:
      attributes.get('statistic') ?? attributes.get('extended_statistic'),
    period: numberOf(attributes.get('period')),
    evaluationPeriods: numberOf(attributes.get('evaluation_periods')),
    datapointsToAlarm: numberOf(attributes.get('datapoints_to_alarm')),
    comparison: comparisonOf(attributes.get('comparison_operator')),
    threshold: numberOf(attributes.get('threshold')),
    treatMissingData: attributes.get('treat_missing_data'),
    rule: attributes.get('alarm_rule'),
    actions: listOf(attributes.get('alarm_actions')),
    origin: 'terraform',
  };
}

/** Index of the brace that closes the block; strings are skipped. */
function blockEnd(text: string, start: number): number {
  let depth = 1;
  for (let i = start; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"') {
      i += 1;
      while (i < text.length && text[i] !== '"' && text[i] !== '\n')
        i += text[i] === '\\' ? 2 : 1;
    } else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return text.length;
}

/** Attributes at the block's own level; strings without quotes, other values as written. */
function attributesOf(body: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let depth = 0;
  for (const line of body.split('\n')) {
    const match =
      depth === 0
        ? /^\s*([a-z_]{1,60})\s*=\s*(\S.*)$/.exec(line.slice(0, 2000))
        : null;
    if (match && !attributes.has(match[1]))
      attributes.set(match[1], literal(match[2]));
    const bare = line.replace(/"[^"]*"/g, '');
    depth += bare.split('{').length - bare.split('}').length;
  }
  return attributes;
}

function literal(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value);
  if (quoted) return quoted[1].replace(/\\(["\\])/g, '$1');
  return value.replace(/\s*(?:#|\/\/).*$/, '').trim();
}

function mapOf(body: string, name: string): Record<string, string> | undefined {
  const start = new RegExp(`(?:^|\\n)[ \\t]*${name}[ \\t]*=?[ \\t]*\\{`).exec(
    body,
  );
  if (!start) return undefined;
  const from = start.index + start[0].length;
  const entries = [...attributeLines(body.slice(from, blockEnd(body, from)))];
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function* attributeLines(text: string): Generator<[string, string]> {
  for (const line of text.split(/[\n,]/)) {
    const match = /^\s*"?([A-Za-z][\w-]{0,255})"?\s*[=:]\s*(\S.{0,1000})$/.exec(
      line,
    );
    if (match) yield [match[1], literal(match[2])];
  }
}

function listOf(value: string | undefined): string[] | undefined {
  const inside = value === undefined ? null : /^\[(.*)\]$/.exec(value);
  if (!inside) return undefined;
  const entries = inside[1]
    .split(',')
    .map(entry => entry.trim().replace(/^"|"$/g, ''));
  return entries.filter(entry => entry !== '');
}
