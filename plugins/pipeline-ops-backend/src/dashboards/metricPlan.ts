import type {
  MetricQuery,
  ResolvedEnvironment,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { type ChartedMetrics, mayReadMetric } from '../pipelines/trust/metrics';
import {
  identifiersOf,
  readsWholeRequest,
} from '../telemetry/planner/expression';
import type { AlignedWindow, TimeRange } from '../telemetry/window';
import type {
  ExpressionRow,
  MetricRow,
  ParsedMetricWidget,
  StoredRow,
} from './body/model';
import { refusesExpression } from './expressionRules';
import { widgetWindow } from './widgetWindow';

/** What the widgets of one dashboard are read within. */
export interface ReadingScope {
  environment: ResolvedEnvironment;
  /** Where the dashboard is. */
  home: SourceSelection;
  range: TimeRange;
  charted: ChartedMetrics;
  /** Unix seconds. */
  now: number;
  periodOverride: 'auto' | 'inherit';
}

/** One question to a source. */
export interface PlannedRead {
  selection: SourceSelection;
  window: AlignedWindow;
  queries: MetricQuery[];
}

/** A row that is drawn, and which read brings it under which ids (two for the edges of a band); or why it is not read. */
export type PlannedRow = { row: MetricRow } & (
  { read: PlannedRead; queryIds: string[] } | { refusal: string }
);

/** Where a row is read, and why it must not be. */
type Judged =
  | { row: MetricRow; selection: SourceSelection }
  | { row: MetricRow; refusal: string };

const BAND = /^\s*ANOMALY_DETECTION_BAND\s*\(/;

/** An id of a row, as opposed to a function or a keyword of metric math. */
const ROW_ID = /^[a-z]/;

/** `1e6` would otherwise read as a number and the id `e6`. */
const NUMBER = /\b\d[\d.]*e[+-]?\d+/gi;

const SEARCH_PERIOD =
  /(\bSEARCH\s*\(\s*(?:"[^"]*"|'[^']*')\s*,\s*(?:"[^"]*"|'[^']*')\s*,\s*)(\d{1,7})(?=\s*\))/g;

/**
 * What has to be asked for the rows of a widget. Every row passes the rules of the source that it is read through,
 * whoever wrote the dashboard. Rows of one source and period are read together; metric math brings what it reads.
 */
export function planWidget(
  widget: ParsedMetricWidget,
  scope: ReadingScope,
): { rows: PlannedRow[]; reads: PlannedRead[] } {
  const ids = idsOf(widget.rows);
  const byId = new Map(
    widget.rows.flatMap(row => (row.id ? [[row.id, row] as const] : [])),
  );
  const judged = new Map(
    widget.rows.map(row => [row, judge(row, widget, scope)] as const),
  );
  const reads = new Map<string, PlannedRead>();
  const rows = widget.rows
    .filter(({ visible }) => visible)
    .map((row): PlannedRow => {
      const own = judged.get(row) as Judged;
      if ('refusal' in own) {
        return own;
      }
      const inputs =
        row.type === 'expression' ? inputsOf(row, widget.rows, byId) : [];
      if (typeof inputs === 'string') {
        return { row, refusal: inputs };
      }
      const refusal = refusesInputs(own.selection, inputs, judged);
      if (refusal) {
        return { row, refusal };
      }
      const window = widgetWindow(scope.range, scope.now, {
        period: row.period ?? searchPeriod(row) ?? widget.period,
        override: scope.periodOverride,
        wholeRange: widget.wholeRange,
      });
      const read = readOf(reads, own.selection, window);
      const queryId = ids.get(row) as string;
      for (const input of inputs) {
        ask(read, queryOf(input, ids.get(input) as string, widget, window), {
          drawn: false,
        });
      }
      const query = queryOf(row, queryId, widget, window);
      if (!isBand(row)) {
        ask(read, query, { drawn: true });
        return { row, read, queryIds: [queryId] };
      }
      // Its edges one by one: CloudWatch does not document how it labels the two series of a band.
      ask(read, query, { drawn: false });
      const edges = ['FIRST', 'LAST'].map(edge => ({
        id: untaken(`${queryId}_${edge.toLowerCase()}`, ids),
        expression: `${edge}(${queryId})`,
      }));
      edges.forEach(edge => ask(read, edge, { drawn: true }));
      return { row, read, queryIds: edges.map(({ id }) => id) };
    });
  return { rows, reads: [...reads.values()] };
}

/** True for a row that is drawn as a band instead of as series. */
export function isBand(row: MetricRow): boolean {
  return row.type === 'expression' && BAND.test(row.expression);
}

/** Ids that the rows have, and made up ones for the rest. */
function idsOf(rows: readonly MetricRow[]): Map<MetricRow, string> {
  const ids = new Map(
    rows.flatMap(row => (row.id ? [[row, row.id] as const] : [])),
  );
  for (const row of rows) {
    if (!row.id) {
      ids.set(row, untaken(`row${row.index + 1}`, ids));
    }
  }
  return ids;
}

function untaken(wanted: string, ids: ReadonlyMap<MetricRow, string>): string {
  const taken = new Set(ids.values());
  let id = wanted;
  while (taken.has(id)) {
    id = `${id}_`;
  }
  return id;
}

function judge(
  row: MetricRow,
  widget: ParsedMetricWidget,
  scope: ReadingScope,
): Judged {
  const selection = selectionAt(
    scope,
    row.region ?? widget.region,
    row.accountId ?? widget.accountId,
  );
  if (typeof selection === 'string') {
    return { row, refusal: selection };
  }
  const refusal =
    row.type === 'expression'
      ? refusesExpression(row.expression, selection)
      : refusesMetric(row, selection, scope);
  return refusal ? { row, refusal } : { row, selection };
}

/**
 * The declared source of the environment for a region and account that a dashboard names, or why there is none. The names
 * are only compared: they reach no credentials and no request.
 */
export function selectionAt(
  { environment, home }: Pick<ReadingScope, 'environment' | 'home'>,
  region = home.source.region,
  accountId = home.source.accountId,
): SourceSelection | string {
  const fits = ({ source }: SourceSelection) =>
    source.region === region && source.accountId === accountId;
  const found = fits(home) ? home : environment.selections.find(fits);
  if (found) {
    return found;
  }
  const where = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region)
    ? region
    : 'the region that the dashboard names';
  return accountId === home.source.accountId
    ? `Not read: the pipeline has no source in ${where}. The operator declares sources in app-config.`
    : `Not read: the pipeline has no source for ${where} of another account. The operator declares sources in app-config.`;
}

function refusesMetric(
  row: StoredRow,
  selection: SourceSelection,
  { charted }: ReadingScope,
): string | undefined {
  const { id } = selection.source;
  return mayReadMetric(selection, row) || charted.has(id, row)
    ? undefined
    : `Not read: source ${id} has no rule that allows the owner this metric of ${row.namespace}.`;
}

/** Every row that an expression reads, directly or through others; or why that is not possible. */
function inputsOf(
  row: ExpressionRow,
  rows: readonly MetricRow[],
  byId: ReadonlyMap<string, MetricRow>,
): MetricRow[] | string {
  const found = new Set<MetricRow>();
  const open: ExpressionRow[] = [row];
  for (let next = open.pop(); next; next = open.pop()) {
    if (readsWholeRequest(next.expression)) {
      rows.forEach(each => each.type === 'stored' && found.add(each));
    }
    for (const id of identifiersOf(next.expression.replace(NUMBER, '0'))) {
      const input = byId.get(id);
      if (!input && ROW_ID.test(id) && !isSql(next.expression)) {
        return `Not read: its expression uses ${id}, and no row has this id.`;
      }
      if (input === row) {
        return 'Not read: its expression uses itself.';
      }
      if (input && !found.has(input)) {
        found.add(input);
        if (input.type === 'expression') {
          open.push(input);
        }
      }
    }
  }
  return [...found];
}

function isSql(expression: string): boolean {
  return /^\s*SELECT\b/i.test(expression);
}

function refusesInputs(
  selection: SourceSelection,
  inputs: readonly MetricRow[],
  judged: ReadonlyMap<MetricRow, Judged>,
): string | undefined {
  for (const input of inputs) {
    const own = judged.get(input) as Judged;
    const name = input.id ?? `row ${input.index + 1}`;
    if ('refusal' in own) {
      return `Not read: its expression uses ${name}, which may not be read. ${own.refusal}`;
    }
    if (own.selection.source.id !== selection.source.id) {
      return `Not read: its expression uses ${name} of another region or account, which is not supported.`;
    }
  }
  return undefined;
}

function readOf(
  reads: Map<string, PlannedRead>,
  selection: SourceSelection,
  window: AlignedWindow,
): PlannedRead {
  const key = JSON.stringify([selection.source.id, window]);
  const read = reads.get(key) ?? { selection, window, queries: [] };
  reads.set(key, read);
  return read;
}

function ask(
  read: PlannedRead,
  query: MetricQuery,
  { drawn }: { drawn: boolean },
): void {
  const known = read.queries.find(({ id }) => id === query.id);
  if (known) {
    known.returnData ||= drawn;
  } else {
    read.queries.push({ ...query, returnData: drawn });
  }
}

function queryOf(
  row: MetricRow,
  id: string,
  widget: ParsedMetricWidget,
  { period }: AlignedWindow,
): MetricQuery {
  const named = { id, ...(row.label ? { label: row.label } : {}) };
  return row.type === 'expression'
    ? {
        ...named,
        expression: row.expression.replace(
          SEARCH_PERIOD,
          (_, head: string) => `${head}${period}`,
        ),
      }
    : {
        ...named,
        metric: {
          namespace: row.namespace,
          metricName: row.metricName,
          dimensions: row.dimensions,
          stat: row.stat ?? widget.stat,
        },
      };
}

/** The period that a SEARCH asks for by itself. Its series come in that period, whatever the request says. Seconds. */
function searchPeriod(row: MetricRow): number | undefined {
  const periods =
    row.type === 'expression'
      ? [...row.expression.matchAll(SEARCH_PERIOD)].map(found =>
          Number(found[2]),
        )
      : [];
  return periods.length > 0 ? Math.max(...periods) : undefined;
}
