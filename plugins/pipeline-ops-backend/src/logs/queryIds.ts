import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A log query widget of a dashboard, with the values that the reader chose for the dashboard's variables. */
export interface WidgetQueryKey {
  /** Absent for a dashboard that only stands in an operations document. */
  sourceId?: string;
  dashboardId: string;
  /** Index in the body, as text. */
  widgetId: string;
  /** By id of the variable; only those that change the widget. */
  variables?: Record<string, string>;
}

/** Longest id that is read: a dashboard can have 25 variables with values of 256 characters. UTF-16 code units. */
export const LONGEST_QUERY_ID = 16_384;

const WIDGET = 'widget.';

const widgetKey = z.strictObject({
  sourceId: z.string().min(1).max(128).optional(),
  dashboardId: z.string().min(1).max(512),
  widgetId: z.string().regex(/^\d{1,4}$/),
  variables: z
    .record(z.string().min(1).max(128), z.string().max(512))
    .optional(),
});

/** Of a query in an operations document: stable as long as the document keeps its path and the element its id. */
export function documentQueryId(path: string, elementId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([path, elementId]))
    .digest('base64url');
  return `document.${hash.slice(0, 16)}`;
}

/** Of a query in a definition, by the id that its writer gave it. */
export function definitionQueryId(id: string): string {
  return `definition.${id}`;
}

/** Of a dashboard's widget. Says all that is needed to find the query again, so nothing has to be remembered. */
export function widgetQueryId(key: WidgetQueryKey): string {
  const { sourceId, dashboardId, widgetId, variables = {} } = key;
  const chosen = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
  const written = JSON.stringify({
    sourceId,
    dashboardId,
    widgetId,
    variables: chosen.length > 0 ? Object.fromEntries(chosen) : undefined,
  });
  return `${WIDGET}${Buffer.from(written).toString('base64url')}`;
}

/** What {@link widgetQueryId} wrote; undefined for the id of anything else. Not proof of anything: anybody can write one. */
export function readWidgetQueryId(id: string): WidgetQueryKey | undefined {
  if (!id.startsWith(WIDGET) || id.length > LONGEST_QUERY_ID) {
    return undefined;
  }
  try {
    const text = Buffer.from(id.slice(WIDGET.length), 'base64url');
    return widgetKey.safeParse(JSON.parse(text.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
