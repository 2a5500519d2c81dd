import type { MetricThreshold } from '../model';
import type { Table } from '../structure/blocks';
import { codeSpans, plainText } from '../text/inline';
import { normalise } from '../text/normalise';
import { serviceOf } from '../words/services';
import type { ReadingContext } from './document';
import { parseThreshold, windowOf } from './thresholdText';

const NAME_COLUMN =
  /^(?:(?:cloudwatch |key |custom )?(?:metrics?|alarms?|alerts?|monitors?|indicators?|kpis?|signals?|measures?)(?: names?)?|(?:metric|alarm|alert) ?\/? ?(?:alarm|alert|metric)?|metriken?|metrikname|kennzahl(?:en)?|alarme?|alarmname|métriques?|alarmes?|alertes?|métricas?|alarmas?|alertas?|メトリクス(?:名)?|メトリック|指標|アラーム(?:名)?|アラート(?:名)?|監視項目|異常|지표|알람|메트릭|알림|指标|告警|what|check)$/u;
const THRESHOLD_COLUMN =
  /threshold|^triggers?$|^trigger condition|^conditions?$|^(?:alert|alarm|alarms|alerts|page|warn|fires?|notify) (?:when|if|at|on|condition|level)|^(?:warning|warn|critical|crit)(?: level)?$|^(?:warning|critical) (?:at|when|if)|^(?:normal|expected|healthy|acceptable) (?:range|value|values)$|^limits?$|schwell|grenzwert|auslöser|^bedingung|seuil|^condition|umbral|^condición|límite|limiar|limite|gatilho|しきい値|閾値|条件|조건|임계|阈值|条件/u;
const METRIC_COLUMN =
  /^(?:cloudwatch )?(?:metrics?(?: names?)?|métriques?|métricas?|metrik|メトリクス)$/u;

interface Columns {
  name: number;
  thresholds: number[];
  metric: number;
  description: number;
  action: number;
  severity: number;
  namespace: number;
  statistic: number;
  period: number;
}

/** Rows of a table that has a metric or alarm column and a threshold column; undefined when the table is none. */
export function readThresholdTable(
  table: Table,
  path: string[],
  context: ReadingContext,
  /** Of the whole table, where no column says it. */
  above?: string,
): MetricThreshold[] | undefined {
  const columns = columnsOf(table.header);
  if (!columns) {
    reportNearMiss(table, context);
    return undefined;
  }
  return table.rows
    .filter(row => plainText(row.cells[columns.name] ?? '') !== '')
    .map(row => {
      const cell = (index: number): string | undefined =>
        index < 0 ? undefined : plainText(row.cells[index] ?? '') || undefined;
      const name = cell(columns.name)!;
      const metricCell =
        row.cells[columns.metric >= 0 ? columns.metric : columns.name];
      const metrics = metricNames(metricCell);
      const text = thresholdText(row.cells, columns, table.header);
      const namespace = cell(columns.namespace) ?? above;
      const threshold = parseThreshold(firstThreshold(text), '>');
      const window = cell(columns.period);
      if (threshold && threshold.windowSeconds === undefined && window) {
        const seconds = windowOf(`in ${window}`);
        if (seconds !== undefined) threshold.windowSeconds = seconds;
      }
      return {
        id: context.ids.take('threshold', path, name),
        headingPath: path,
        lines: row.lines,
        name,
        metrics,
        description: cell(columns.description),
        text,
        threshold,
        severity: cell(columns.severity),
        action: usable(cell(columns.action)),
        service: serviceOf(namespace, metrics, path),
        namespace,
        statistic: cell(columns.statistic) ?? statisticOf(text),
        origin: 'table' as const,
      };
    });
}

/** Whether a table has a column of metrics or alarms and one of thresholds. */
export function isThresholdTable(table: Table): boolean {
  return columnsOf(table.header) !== undefined;
}

/** Whether a table holds thresholds of alarms, one a row. */
export function isAlarmTable(table: Table): boolean {
  const columns = columnsOf(table.header);
  return (
    columns !== undefined &&
    /^(?:alarm|alert|アラーム)/.test(normalise(table.header[columns.name]))
  );
}

const COLUMNS = new WeakMap<string[], Columns | undefined>();

/** Columns by their headers; worked out once a table. */
function columnsOf(header: string[]): Columns | undefined {
  if (!COLUMNS.has(header)) COLUMNS.set(header, findColumns(header));
  return COLUMNS.get(header);
}

function findColumns(header: string[]): Columns | undefined {
  const names = header.map(cell =>
    normalise(plainText(cell).replace(/\([^()]{0,80}\)/g, ' ')),
  );
  const name = names.findIndex(n => NAME_COLUMN.test(n));
  if (name < 0) return undefined;
  const thresholds = names
    .map((n, index) =>
      index !== name && THRESHOLD_COLUMN.test(n) ? index : -1,
    )
    .filter(index => index >= 0);
  if (thresholds.length === 0) return undefined;
  const column = (pattern: RegExp) =>
    names.findIndex(
      (n, index) =>
        index !== name && !thresholds.includes(index) && pattern.test(n),
    );
  return {
    name,
    thresholds,
    metric: METRIC_COLUMN.test(names[name]) ? -1 : column(METRIC_COLUMN),
    description: column(
      /descri|bedeutung|beschreibung|meaning|what it|means|was bedeutet|説明|意味|significa/u,
    ),
    action: column(
      /action|response|remed|runbook|what to do|maßnahme|aktion|acción|ação|対応|アクション|调|조치/u,
    ),
    severity: column(
      /severity|priority|schwere|prio|sévérité|gravité|severidad|severidade|重要度|심각/u,
    ),
    namespace: column(/namespace|名前空間/u),
    statistic: column(/^stat(?:istic)?s?$|aggregation|統計/u),
    period: column(/period|window|duration|zeitraum|期間/u),
  };
}

/** Several columns (`Warning`, `Critical`) are written as `Warning: > 5 / Critical: > 10`. */
function thresholdText(
  cells: string[],
  columns: Columns,
  header: string[],
): string {
  const [first, ...others] = columns.thresholds;
  if (others.length === 0) return plainText(cells[first] ?? '');
  return columns.thresholds
    .map(
      index => `${plainText(header[index])}: ${plainText(cells[index] ?? '')}`,
    )
    .join(' / ');
}

/** `> 0 / > 5` holds a warning and a critical value; the first one is where attention is due. */
function firstThreshold(text: string): string {
  const parts = text.split(' / ');
  return (parts[0] ?? text).replace(/^[\p{L} ]{1,40}:\s/u, '');
}

/** `` `ReadIOPS`/`WriteIOPS` `` names two. */
export function metricNames(cell: string): string[] {
  const spans = codeSpans(cell);
  const rest = plainText(cell.replace(/`[^`]*`/g, ' '));
  if (
    spans.length > 0 &&
    !/\p{L}{2}/u.test(rest.replace(/\b(?:and|or|und|et|y|e)\b/g, ''))
  ) {
    return spans;
  }
  const name = plainText(cell);
  const parts = name.split(/\s*[/,]\s*/);
  const literal = parts.every(part => /^[A-Za-z][\w.-]{2,}$/.test(part));
  return parts.length > 1 && literal && !name.startsWith('AWS/')
    ? parts
    : [name];
}

export function statisticOf(text: string): string | undefined {
  const match =
    /\b(p\d{2}(?:\.\d{1,2})?|avg|average|max(?:imum)?|min(?:imum)?|sum)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const word = match[1].toLowerCase();
  if (word.startsWith('p')) return word;
  if (word.startsWith('av')) return 'Average';
  if (word.startsWith('max')) return 'Maximum';
  return word === 'sum' ? 'Sum' : 'Minimum';
}

function usable(text: string | undefined): string | undefined {
  return text && !/^(?:n\/?a|none|-|–|—)$/i.test(text) ? text : undefined;
}

function reportNearMiss(table: Table, context: ReadingContext): void {
  const names = table.header.map(cell => normalise(plainText(cell)));
  const named = names.some(n => NAME_COLUMN.test(n));
  const threshold = names.findIndex(n => THRESHOLD_COLUMN.test(n));
  if (named && names.some(n => /metric/.test(n)) && threshold < 0) {
    context.nearMisses.push({
      lines: table.lines,
      kind: 'metric thresholds',
      reason:
        'The table names metrics but has no threshold column; add a column headed "Threshold" to have its rows drawn and checked',
    });
  } else if (
    !named &&
    threshold >= 0 &&
    table.rows.some(row =>
      parseThreshold(plainText(row.cells[threshold] ?? '')),
    )
  ) {
    context.nearMisses.push({
      lines: table.lines,
      kind: 'metric thresholds',
      reason:
        'The table has a threshold column but none that names metrics or alarms; head the column with the names "Metric" or "Alarm"',
    });
  }
}
