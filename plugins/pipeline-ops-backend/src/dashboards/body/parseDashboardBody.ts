import { Duration } from 'luxon';
import { momentOf } from './annotations';
import { Grid } from './grid';
import { listOf, memberOf, objectOf, textOf } from './json';
import type { ParsedContent, ParsedDashboard, ParsedWidget } from './model';
import {
  mapTexts,
  replaceDimensions,
  replaceInWidget,
  replacementBudget,
} from './substitution';
import { readVariables, type Replacement } from './variables';
import { readContent, unsupported } from './widgets';

/** Source: "CloudWatch service quotas". */
const MAX_WIDGETS = 500;

/** Most rows of all its widgets together. Source: as above, metrics of one dashboard. */
const MAX_ROWS = 2_500;

/** Longest body, as text. Source: PutDashboard in the CloudWatch API reference. */
const LONGEST_BODY = 1_024 * 1_024;

/** CloudWatch keeps metrics for 455 days. Seconds. */
const LONGEST_RANGE = 455 * 86_400;

export interface ParseOptions {
  /** What the reader chose, by id of the variable. */
  choices?: Readonly<Record<string, string>>;
  /** Puts values in place of a guide's placeholders such as `{env}`. */
  fill?: (text: string) => string;
}

/**
 * What a dashboard's body asks for (CloudWatch API reference, "Dashboard Body Structure and Syntax"). Never throws: a body
 * may come from anybody, and what cannot be understood is named in `problems` while the rest is drawn. Pure.
 *
 * @param body - JSON as text, or already parsed.
 */
export function parseDashboardBody(
  body: unknown,
  options: ParseOptions = {},
): ParsedDashboard {
  const found = readBody(body);
  if ('problem' in found) {
    return {
      periodOverride: 'auto',
      variables: [],
      widgets: [],
      problems: [found.problem],
    };
  }
  const { fill } = options;
  const root = objectOf(fill ? mapTexts(found.root, fill) : found.root) ?? {};
  const problems: string[] = [];
  const { variables, replacements, ...variablesRead } = readVariables(
    memberOf(root, 'variables'),
    options.choices ?? {},
  );
  problems.push(...variablesRead.problems);
  const raw = memberOf(root, 'widgets');
  if (!Array.isArray(raw)) {
    problems.push(
      'The body has no list `widgets`, so there is nothing to draw.',
    );
  }
  const widgets = listOf(raw);
  if (widgets.length > MAX_WIDGETS) {
    problems.push(
      `Only the first ${MAX_WIDGETS} of ${widgets.length} widgets are drawn, which is CloudWatch's own limit.`,
    );
  }
  const start = momentOrDuration(memberOf(root, 'start'));
  if (memberOf(root, 'start') !== undefined && !start) {
    problems.push(
      'The start of the dashboard is neither a duration such as -PT6H nor a moment, so it is not used.',
    );
  }
  const end = momentOf(memberOf(root, 'end'));
  const grid = new Grid();
  const budget = replacementBudget();
  const rows = { left: MAX_ROWS };
  const read = widgets
    .slice(0, MAX_WIDGETS)
    .map((widget, index) =>
      readWidget(widget, index, { grid, replacements, budget, rows }),
    );
  if (budget.left === 0) {
    problems.push(
      'The variables would make the dashboard too long, so that some texts are left as they are. Let patterns stand for longer texts.',
    );
  }
  return {
    ...(start ? { start } : {}),
    ...(end === undefined ? {} : { end }),
    periodOverride:
      memberOf(root, 'periodOverride') === 'inherit' ? 'inherit' : 'auto',
    variables,
    widgets: read,
    problems,
  };
}

function readBody(body: unknown): { root: unknown } | { problem: string } {
  if (typeof body !== 'string') {
    return objectOf(body)
      ? { root: body }
      : { problem: 'The body of the dashboard is no JSON object.' };
  }
  if (body.length > LONGEST_BODY) {
    return {
      problem: `The body of the dashboard is longer than ${LONGEST_BODY} characters, so it is not read.`,
    };
  }
  try {
    const root: unknown = JSON.parse(body);
    return objectOf(root)
      ? { root }
      : { problem: 'The body of the dashboard is no JSON object.' };
  } catch {
    return {
      problem:
        'The body of the dashboard is no valid JSON. Open the dashboard in the AWS console, choose Actions, then View/edit source, and correct it there.',
    };
  }
}

function readWidget(
  widget: unknown,
  index: number,
  context: {
    grid: Grid;
    replacements: readonly Replacement[];
    budget: { left: number };
    rows: { left: number };
  },
): ParsedWidget {
  const { grid, replacements, budget, rows } = context;
  const raw = objectOf(widget);
  const object = raw ? replaceInWidget(raw, replacements, budget) : {};
  const place = grid.place(object);
  const properties = objectOf(memberOf(object, 'properties'));
  const type = textOf(memberOf(object, 'type'), 64);
  const title = textOf(memberOf(properties, 'title'));
  return {
    id: String(index),
    ...(title ? { title } : {}),
    place,
    content: contentOf(type, properties, replacements, rows),
  };
}

function contentOf(
  type: string | undefined,
  properties: Record<string, unknown> | undefined,
  replacements: readonly Replacement[],
  rows: { left: number },
): ParsedContent {
  if (type === undefined) {
    return unsupported('no type', 'The widget has no `type`.');
  }
  if (!properties) {
    return unsupported(type, 'The widget has no `properties`.');
  }
  const content = readContent(type, properties);
  if (content.type !== 'metric') {
    return content;
  }
  const kept = content.rows.slice(0, rows.left);
  rows.left -= kept.length;
  return {
    ...content,
    rows: kept.map(row => replaceDimensions(row, replacements)),
    problems:
      kept.length < content.rows.length
        ? [
            ...content.problems,
            `Only ${MAX_ROWS} rows of a dashboard are drawn, which is CloudWatch's own limit; ${content.rows.length - kept.length} of this widget are left out.`,
          ]
        : content.problems,
  };
}

/** `-PT6H` or `-P7D` as seconds before now, or a moment. */
function momentOrDuration(value: unknown): ParsedDashboard['start'] {
  const text = textOf(value, 40);
  if (text?.startsWith('-P')) {
    const seconds = Duration.fromISO(text.slice(1)).as('seconds');
    return Number.isFinite(seconds) && seconds >= 60
      ? { before: Math.min(seconds, LONGEST_RANGE) }
      : undefined;
  }
  const at = momentOf(value);
  return at === undefined ? undefined : { at };
}
