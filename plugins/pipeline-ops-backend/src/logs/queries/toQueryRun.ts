import type {
  ChartSeries,
  QueryRun,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CloudLogQueryRun } from '@pipeline-ops/plugin-pipeline-ops-node';
import { logsInsightsUrl } from '../../pipelines/console';
import { cleanText } from '../cleanText';
import type { Mask } from '../mask';
import { binSeries } from './binSeries';
import type { CloudQuery } from './CloudQueries';

/** List price of what Logs Insights scans, US dollars for each 10^9 bytes. Source: Amazon CloudWatch pricing, us-east-1. */
const PRICE_PER_GIGABYTE = 0.005;

/** A secret's length without its shape: what the mask does to it tells whether its name gives it away. */
const SAMPLE = 'x1y2z3x1y2z3';

/** In front of a log group's name in `@log`. */
const ACCOUNT = /^\d{12}:/;

/** Rows and series as they are shown. */
export interface ShownResult {
  columns: string[];
  rows: (string | null)[][];
  series?: ChartSeries[];
}

/** Masked and cleaned like log lines; a column with a secret's name is masked as a whole. */
export function shownResult(query: CloudQuery, mask: Mask): ShownResult {
  const { run, request } = query;
  const columns = run.columns.map(cleanText);
  const secret = columns.map(
    column => mask(`${column}=${SAMPLE}`) !== `${column}=${SAMPLE}`,
  );
  const shown: CloudLogQueryRun = {
    ...run,
    columns,
    rows: run.rows.map(row =>
      row.map((value, at) => {
        if (value === null || value === '') {
          return value;
        }
        const told =
          columns[at] === '@log' ? value.replace(ACCOUNT, '') : value;
        // Cleaned first: an invisible character inside a secret must not hide it from the mask.
        return secret[at] ? '[masked]' : mask(cleanText(told));
      }),
    ),
  };
  const series = binSeries(request.text, shown, request);
  return {
    columns: shown.columns,
    rows: shown.rows,
    ...(series ? { series } : {}),
  };
}

/** One reader's view of a query. */
export function toQueryRun(
  view: { id: string; title?: string; left: boolean },
  query: CloudQuery,
  result: ShownResult,
): QueryRun {
  const { request, run, message } = query;
  const { source, logGroups, text, from, to } = request;
  return {
    id: view.id,
    ...(view.title === undefined ? {} : { title: view.title }),
    query: text,
    logGroups,
    status: statusOf(query, view.left),
    from,
    to,
    ...result,
    bytesScanned: run.bytesScanned,
    recordsScanned: run.recordsScanned,
    recordsMatched: run.recordsMatched,
    estimatedCost: (run.bytesScanned / 1e9) * PRICE_PER_GIGABYTE,
    ...(message ? { message } : {}),
    consoleUrl: logsInsightsUrl(source, {
      query: text,
      logGroups,
      range: { from, to },
    }),
  };
}

/** Whoever has left sees it stopped, also while others wait for its end. */
function statusOf(
  { run, ended }: CloudQuery,
  left: boolean,
): QueryRun['status'] {
  if (!ended || run.status === 'scheduled') {
    return left ? 'cancelled' : 'running';
  }
  return run.status;
}
