import type { LineRange, MetricThreshold } from '../model';
import {
  headingPath,
  walkBlocks,
  walkSections,
  type List,
  type ListItem,
  type Section,
} from '../structure/blocks';
import { labelOf, type Region } from '../structure/regions';
import { plainText } from '../text/inline';
import { normalise } from '../text/normalise';
import { serviceOf } from '../words/services';
import {
  hasPrefix,
  isIdentifier,
  tellsItem,
  withoutPrefix,
} from '../words/titles';
import { regionsOf, type ReadingContext } from './document';
import { isAlertingSentence, thresholdSentence } from './thresholdSentences';
import { parseThreshold } from './thresholdText';
import {
  metricNames,
  readThresholdTable,
  statisticOf,
} from './thresholdTables';

const RANGE_LABEL =
  /\branges?\b|threshold|\bmetrics to (?:check|watch|monitor)\b|trigger conditions?|\balerts? (?:when|if|on|conditions?)\b|\balarm (?:when|if|conditions?)\b|\blimits\b|normal values|healthy values|expected values|normalbereich|normalwerte|schwellwerte|schwellenwerte|grenzwerte|seuils|valeurs normales|plages normales|umbrales|rangos? normal|valores normales|limites|limiares|faixas? norma|正常範囲|正常値|しきい値|閾値|임계값|正常范围|阈值/u;

const LIMIT =
  /threshold|alert|alarm|limit|trigger|schwell|grenzwert|seuil|umbral|limiar|閾値|しきい値|임계|阈值/u;

const HEALTHY =
  /\branges?\b|normal|healthy|expected|rangos?|plages|faixas?|正常/u;

const METRIC =
  /^(?:metrics?(?: name)?|metrik|métrique|métrica|メトリクス|monitoring|monitor)$/u;
const ALARM = /^(?:alarm(?: name)?|alert(?: name)?|alarma|alarme|アラーム)$/u;
const THRESHOLD =
  /^(?:(?:recommended |alarm |alert |warning |critical )?thresholds?(?: value)?|alerts?|alert when|alarm when|alert if|conditions?|schwellwert|schwellenwert|seuil|umbral|limiar|しきい値|閾値)$/u;

/** Metric thresholds from tables, from labelled blocks and from bullets under "Normal ranges" and the like. */
export function readThresholds(context: ReadingContext): MetricThreshold[] {
  const found: MetricThreshold[] = [];
  for (const section of walkSections(context.root)) {
    const path = headingPath(section);
    const namespace = namespaceOf(section);
    const read = new Set<ListItem>();
    for (const block of walkBlocks(section.blocks)) {
      if (block.type === 'table') {
        found.push(
          ...(readThresholdTable(block, path, context, namespace) ?? []),
        );
      } else if (block.type === 'list') {
        for (const item of block.items) {
          if (read.has(item)) continue;
          const labelled = labelledItem(item, path, context);
          if (labelled) itemsBelow(item).forEach(inner => read.add(inner));
          const nested = labelled ?? alertingItem(item, path, context);
          if (nested) found.push(nested);
        }
      }
    }
    const regions = regionsOf(section);
    found.push(...labelledBlocks(regions, section, path, context));
    found.push(...namedComparisons(regions, path, context));
    found.push(...rangeBullets(regions, section, path, context));
  }
  return found.sort((a, b) => a.lines.startLine - b.lines.startLine);
}

function itemsBelow(item: ListItem): ListItem[] {
  return item.rest.flatMap(block => (block.type === 'list' ? block.items : []));
}

interface Labels {
  metric?: string;
  threshold?: string;
  severity?: string;
  action?: string;
  description?: string;
  namespace?: string;
  statistic?: string;
  lines: LineRange;
}

/** `**Metric:** … **Threshold:** …`; a new block begins with each metric. */
function labelledBlocks(
  regions: readonly Region[],
  section: Section,
  path: string[],
  context: ReadingContext,
): MetricThreshold[] {
  const found: MetricThreshold[] = [];
  let current: Labels | undefined;
  const flush = () => {
    if (current?.threshold === undefined) return;
    const name =
      current.metric ??
      (namesAlarm(section) ? withoutPrefix(section.title) : undefined) ??
      thresholdSentence(plainText(current.threshold))?.name;
    if (name !== undefined) {
      found.push(toThreshold(current, name, path, context));
    } else if (parseThreshold(current.threshold)) {
      context.nearMisses.push({
        lines: current.lines,
        kind: 'metric threshold',
        reason:
          'There is a threshold but no metric; add a line "**Metric:** name" above it, or name the alarm in the heading ("Alarm: name")',
      });
    }
  };
  for (const region of regions) {
    const label = region.label === undefined ? '' : normalise(region.label);
    const value = region.value;
    if (label === '' || value === '') continue;
    // `**Alert:** when delay > 30 minutes` states a threshold, `**Alert:** parcels-late` names one.
    const isRule =
      ALARM.test(label) && /^(?:when|if)\b|[<>≥≤]\s*\d/i.test(plainText(value));
    const isName = METRIC.test(label) || (ALARM.test(label) && !isRule);
    if (isName && current?.metric !== undefined) {
      flush();
      current = undefined;
    }
    current ??= { lines: { ...region.lines } };
    if (isName) current.metric = metricIn(value);
    else if (isRule || THRESHOLD.test(label)) current.threshold ??= value;
    else assignDetail(current, label, value);
    if (isName || isRule || THRESHOLD.test(label)) {
      current.lines.endLine = Math.max(
        current.lines.endLine,
        region.lines.endLine,
      );
      if (isName) current.lines.startLine = region.lines.startLine;
    }
  }
  flush();
  return found;
}

/** The metric of `` CloudWatch metric `QueueAge` ``. */
function metricIn(value: string): string {
  const named = /^(?:the |cloudwatch |custom )*metric `([^`]{1,255})`/i.exec(
    value,
  );
  return named ? named[1] : value;
}

function assignDetail(labels: Labels, label: string, value: string): void {
  if (
    /^(?:severity|priority|schweregrad|sévérité|severidad|severidade|重要度)$/.test(
      label,
    )
  )
    labels.severity = plainText(value);
  else if (
    /^(?:actions?|response|remediation|aktion|maßnahme|acción|ação|対応)$/.test(
      label,
    )
  )
    labels.action = plainText(value);
  else if (
    /^(?:description|what it means|meaning|beschreibung|bedeutung)$/.test(label)
  )
    labels.description = plainText(value);
  else if (label === 'namespace') labels.namespace = plainText(value);
  else if (/^stat(?:istic)?$/.test(label)) labels.statistic = plainText(value);
}

/** An item whose own bullets are `Metric: …` and `Threshold: …`. */
function labelledItem(
  item: ListItem,
  path: string[],
  context: ReadingContext,
): MetricThreshold | undefined {
  const labels: Labels = { lines: item.lines };
  let condition = '';
  for (const list of item.rest) {
    if (list.type !== 'list') continue;
    for (const inner of list.items) {
      const label = labelOf(inner.text);
      if (!label || label.value === '') continue;
      const name = normalise(label.text);
      if (METRIC.test(name)) labels.metric ??= label.value;
      else if (/^conditions?$/.test(name))
        condition = comparisonWord(label.value);
      else if (THRESHOLD.test(name)) labels.threshold ??= label.value;
      else assignDetail(labels, name, label.value);
    }
  }
  labels.metric ??= alarmItemName(item);
  if (labels.metric === undefined || labels.threshold === undefined)
    return undefined;
  if (!/[<>=≤≥]/.test(labels.threshold)) {
    labels.threshold = `${condition}${labels.threshold}`;
  }
  return toThreshold(labels, labels.metric, path, context);
}

/** `1. **Error alarm**` with its threshold in a bullet below is named by itself. */
function alarmItemName(item: ListItem): string | undefined {
  const name = plainText(item.text).replace(/[:：]$/, '');
  return /(?:alarm|alert)s?$/i.test(name) &&
    name.length <= 80 &&
    !tellsItem(name)
    ? name
    : undefined;
}

function comparisonWord(text: string): string {
  if (/greater|above|over/i.test(text))
    return /equal/i.test(text) ? '>= ' : '> ';
  if (/less|lower|below|under/i.test(text))
    return /equal/i.test(text) ? '<= ' : '< ';
  return '';
}

function namesAlarm(section: Section): boolean {
  return hasPrefix(section.title) || isIdentifier(section.title);
}

function toThreshold(
  labels: Labels,
  name: string,
  path: string[],
  context: ReadingContext,
): MetricThreshold {
  const metrics = metricNames(name);
  const text = plainText(labels.threshold ?? '');
  return {
    id: context.ids.take('threshold', path, name),
    headingPath: path,
    lines: labels.lines,
    name: plainText(name),
    metrics,
    description: labels.description,
    text,
    threshold: parseThreshold(text, '>'),
    severity: labels.severity,
    action: labels.action,
    service: serviceOf(labels.namespace, metrics, path),
    namespace: labels.namespace,
    statistic: labels.statistic ?? statisticOf(text),
    origin: 'block',
  };
}

/** `**Namespace:** AWS/SQS` above a table is that of its rows. */
function namespaceOf(section: Section): string | undefined {
  const region = regionsOf(section).find(
    ({ label, value }) =>
      label !== undefined &&
      value !== '' &&
      /^(?:cloudwatch |metric )?(?:namespace|namensraum|名前空間)$/.test(
        normalise(label),
      ),
  );
  // CloudWatch's own characters: what follows is about something else.
  return region && /^[\w./#:-]*\w/.exec(plainText(region.value))?.[0];
}

/** A bold metric, and below it a line that is nothing but a comparison. */
function namedComparisons(
  regions: readonly Region[],
  path: string[],
  context: ReadingContext,
): MetricThreshold[] {
  return regions.flatMap((region, index) => {
    const { label, value } = region;
    if (label === undefined || value !== '' || !/^[\w.%-]{3,80}$/.test(label))
      return [];
    const paragraphs = region.blocks.flatMap(block =>
      block.type === 'paragraph'
        ? block.text.map((text, at) => ({
            text: plainText(text),
            line: block.lines.startLine + at,
          }))
        : [],
    );
    const next = regions[index + 1];
    const lines =
      next?.label === undefined
        ? paragraphs
        : [...paragraphs, { text: next.label, line: next.lines.startLine }];
    const stated = lines.find(({ text }) => /^[<>≤≥=]=?\s*\d/.test(text));
    if (!stated) return [];
    const labels: Labels = {
      metric: label,
      threshold: stated.text,
      lines: { startLine: region.lines.startLine, endLine: stated.line },
    };
    return [toThreshold(labels, label, path, context)];
  });
}

/** `- Alert when errors exceed 5 in 5 minutes`, wherever it stands. */
function alertingItem(
  item: ListItem,
  path: string[],
  context: ReadingContext,
): MetricThreshold | undefined {
  const line = plainText(item.text);
  if (!isAlertingSentence(line)) return undefined;
  const found = fromSentence(item, line, 'trouble', path, context);
  if (!found) {
    context.nearMisses.push({
      lines: item.lines,
      kind: 'metric threshold',
      reason:
        'The sentence says when to alert but compares nothing with a number; write it as "Alert when errors exceed 5 in 5 minutes"',
    });
  }
  return found;
}

function fromSentence(
  item: ListItem,
  line: string,
  describes: MetricThreshold['describes'],
  path: string[],
  context: ReadingContext,
): MetricThreshold | undefined {
  const sentence = thresholdSentence(line);
  if (!sentence) return undefined;
  const metrics = metricNames(sentence.name);
  return {
    id: context.ids.take('threshold', path, sentence.name),
    headingPath: path,
    lines: { startLine: item.lines.startLine, endLine: item.lines.startLine },
    name: sentence.name,
    metrics,
    text: sentence.text,
    threshold: sentence.threshold,
    describes,
    service: serviceOf(undefined, metrics, path),
    statistic: statisticOf(line),
    origin: 'bullet',
  };
}

/** Bullets with a value under a label or heading such as "Normal ranges" or "Performance thresholds". */
function rangeBullets(
  regions: readonly Region[],
  section: Section,
  path: string[],
  context: ReadingContext,
): MetricThreshold[] {
  // "Thresholds" with a sub-heading for each service or severity.
  const titles = [section, section.parent].filter(
    s => s !== undefined && s.level > 1,
  );
  const title = titles
    .map(s => normalise(s!.title))
    .find(normal => RANGE_LABEL.test(normal));
  const headed = title !== undefined;
  return regions
    .filter(region =>
      region.label === undefined
        ? headed
        : RANGE_LABEL.test(normalise(region.label)),
    )
    .flatMap(region =>
      region.blocks
        .filter((block): block is List => block.type === 'list')
        .flatMap(list => list.items)
        .map(item =>
          bullet(item, normalise(region.label ?? title ?? ''), path, context),
        )
        .filter((found): found is MetricThreshold => found !== undefined),
    );
}

const BULLET = /^(.{1,120}?)(?::\s+|\s+[-–—]\s+|\s*(?=[<>≤≥=]))(.+)$/u;

/** "Thresholds" lists what is wrong, "Normal ranges" what is well; "Metrics to check" tells neither. */
function sideOf(label: string): MetricThreshold['describes'] {
  if (LIMIT.test(label)) return 'trouble';
  return HEALTHY.test(label) ? 'healthy' : undefined;
}

function bullet(
  item: ListItem,
  label: string,
  path: string[],
  context: ReadingContext,
): MetricThreshold | undefined {
  const line = plainText(item.text);
  // Sentences that say themselves that they alert are read wherever they stand.
  if (isAlertingSentence(line)) return undefined;
  const match = BULLET.exec(line.slice(0, 400));
  if (!match) return fromSentence(item, line, sideOf(label), path, context);
  const [, name, text] = match;
  if (!/\d/.test(text) || /^\W*$/.test(name)) return undefined;
  const describes = sideOf(label);
  const threshold = parseThreshold(
    text.replace(
      /^(?:expected|should be|must be|is|alert (?:when|if)|normally|typically|erwartet)\s*:?\s*/i,
      '',
    ),
    // A bare value below "Thresholds" is a limit; below "Normal ranges" it is what should be.
    describes === 'trouble' ? '>' : '==',
  );
  if (!threshold) return undefined;
  const metrics = metricNames(name.trim());
  return {
    id: context.ids.take('threshold', path, name),
    headingPath: path,
    lines: { startLine: item.lines.startLine, endLine: item.lines.startLine },
    name: name.trim(),
    metrics,
    text,
    threshold,
    describes,
    service: serviceOf(undefined, metrics, path),
    statistic: statisticOf(line),
    origin: 'bullet',
  };
}
