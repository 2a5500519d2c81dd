import type { SourceSelection } from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  mayReadEverything,
  mayReadNamespace,
} from '../pipelines/trust/metrics';

/**
 * Functions of metric math that read nothing but what is in the request, and SEARCH, whose text is looked at. Left out on
 * purpose: INSIGHT_RULE_METRIC, DB_PERF_INSIGHTS, LAMBDA and whatever comes later, which read other data. Source: "Using
 * metric math" in the CloudWatch user guide.
 */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'ABS',
  'ANOMALY_DETECTION_BAND',
  'AVG',
  'CEIL',
  'DATAPOINT_COUNT',
  'DATE',
  'DAY',
  'DIFF',
  'DIFF_TIME',
  'EPOCH',
  'FILL',
  'FIRST',
  'FLOOR',
  'HOUR',
  'IF',
  'LAST',
  'LOG',
  'LOG10',
  'MAX',
  'METRICS',
  'METRIC_COUNT',
  'MIN',
  'MINUTE',
  'MONTH',
  'PERIOD',
  'RATE',
  'REMOVE_EMPTY',
  'RUNNING_SUM',
  'SEARCH',
  'SERVICE_QUOTA',
  'SLICE',
  'SORT',
  'STDDEV',
  'SUM',
  'TIME_SERIES',
  'YEAR',
]);

const CALL = /([A-Za-z_][A-Za-z0-9_]*)\s*\(/g;
const QUOTED = /"[^"]*"|'[^']*'/g;
const SEARCH = /\bSEARCH\s*\(\s*/g;
const SCHEMA = /^\s*\{([^{}]*)\}([^{}]*)$/;
const SQL = /^\s*SELECT\b/i;
const SQL_FROM = /\bFROM\s+(?:SCHEMA\s*\(\s*)?(?:"([^"]+)"|([A-Za-z0-9_]+))/gi;

/**
 * Why an expression may not be run for a pipeline; undefined when it may. An expression finds metrics by itself, so it
 * may only look where everything is allowed. What cannot be told for certain is refused.
 */
export function refusesExpression(
  expression: string,
  selection: SourceSelection,
): string | undefined {
  if (expression.includes('\\')) {
    return 'Expressions with a backslash are not run, since it cannot be told where their texts end.';
  }
  const sourceId = selection.source.id;
  if (SQL.test(expression)) {
    return refusesSql(expression, selection);
  }
  const bare = expression.replace(QUOTED, '""');
  if (/['"]/.test(bare.replaceAll('""', ''))) {
    return 'The expression has a quote without its counterpart.';
  }
  for (const [, name] of bare.matchAll(CALL)) {
    if (!FUNCTIONS.has(name)) {
      return `The function ${name} is not run: it may read more than the metrics that source ${sourceId} allows.`;
    }
  }
  return refusesSearches(expression, selection);
}

function refusesSearches(
  expression: string,
  selection: SourceSelection,
): string | undefined {
  if (mayReadEverything(selection)) {
    return undefined;
  }
  // Quotes are whole here, so SEARCH outside of them is one that is run.
  const texts = textsOf(expression);
  for (const found of expression.matchAll(SEARCH)) {
    const at = found.index + found[0].length;
    if (texts.some(({ start, end }) => found.index > start && at <= end)) {
      continue;
    }
    const text = texts.find(({ start }) => start === at)?.text;
    if (text === undefined) {
      return 'A SEARCH must begin with its search in quotes.';
    }
    const refusal = refusesSearch(text, selection);
    if (refusal) {
      return refusal;
    }
  }
  return undefined;
}

function refusesSearch(
  search: string,
  selection: SourceSelection,
): string | undefined {
  const [, schema, terms = ''] = SCHEMA.exec(search) ?? [];
  const namespace = schema && firstName(schema);
  if (!namespace) {
    return `A SEARCH must name one namespace in braces, such as {Orders/Load,Stage}: source ${selection.source.id} allows some namespaces only.`;
  }
  if (/:aws\.|\bNamespace\b/i.test(terms)) {
    return 'A SEARCH may not look into other accounts or namespaces.';
  }
  if (/\b(?:OR|NOT)\b/i.test(outsideOfParentheses(terms))) {
    return 'In a SEARCH, put OR and NOT into parentheses, so that they stay within its namespace.';
  }
  return refusesNamespace(namespace, selection);
}

function refusesSql(
  expression: string,
  selection: SourceSelection,
): string | undefined {
  if (mayReadEverything(selection)) {
    return undefined;
  }
  const namespaces = [...expression.matchAll(SQL_FROM)].map(
    ([, quoted, plain]) => quoted ?? plain,
  );
  // Every FROM has to be one that was understood, or the other one would go unseen.
  if (
    namespaces.length !== 1 ||
    [...expression.matchAll(/\bFROM\b/gi)].length !== 1
  ) {
    return 'A Metrics Insights query must name one namespace after FROM.';
  }
  if (/AWS\.AccountId/i.test(expression)) {
    return 'A Metrics Insights query may not look into other accounts.';
  }
  return refusesNamespace(namespaces[0], selection);
}

function refusesNamespace(
  namespace: string,
  selection: SourceSelection,
): string | undefined {
  return mayReadNamespace(selection, namespace)
    ? undefined
    : `Source ${selection.source.id} has no rule that allows all metrics of ${namespace} to the owner, which a search over it takes. Name the metrics one by one.`;
}

function firstName(schema: string): string | undefined {
  const [first = ''] = schema.split(',');
  const name = first.trim();
  const bare = name.startsWith('"') ? name.slice(1, -1) : name;
  return bare !== '' && !/["'\s]/.test(bare) ? bare : undefined;
}

function outsideOfParentheses(terms: string): string {
  let depth = 0;
  return [...terms.replace(QUOTED, '')]
    .filter(character => {
      if (character === '(') {
        depth += 1;
      } else if (character === ')') {
        depth -= 1;
      }
      return depth <= 0 && character !== ')';
    })
    .join('');
}

/** Texts in quotes, with their places. */
function textsOf(
  expression: string,
): { start: number; end: number; text: string }[] {
  return [...expression.matchAll(QUOTED)].map(found => ({
    start: found.index,
    end: found.index + found[0].length,
    text: found[0].slice(1, -1),
  }));
}
