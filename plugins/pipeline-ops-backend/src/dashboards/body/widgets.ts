import type {
  TextWidget,
  UnsupportedWidget,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { readAlarms, readAnnotations, readAxis } from './annotations';
import {
  type JsonObject,
  listOf,
  memberOf,
  objectOf,
  oneOf,
  textOf,
} from './json';
import { readSources } from './logQuery';
import { periodOf, readMetricRows, statOf } from './metricRows';
import type {
  ParsedAlarmWidget,
  ParsedContent,
  ParsedLogWidget,
  ParsedMetricWidget,
} from './model';

/** Longest Markdown of a text widget. UTF-16 code units. */
const LONGEST_MARKDOWN = 32 * 1_024;

/** Longest text of a Logs Insights query. Source: StartQuery in the CloudWatch Logs API reference. */
const LONGEST_QUERY = 10_000;

/** Source: "Dashboard Body Structure and Syntax" in the CloudWatch API reference. Seconds. */
const DEFAULT_PERIOD = 300;
const DEFAULT_STAT = 'Average';

const VIEWS = [
  'timeSeries',
  'bar',
  'pie',
  'singleValue',
  'gauge',
  'table',
] as const;

/** What stands in a widget; a type that is not drawn says so in its place. */
export function readContent(
  type: string,
  properties: JsonObject,
): ParsedContent {
  switch (type) {
    case 'metric':
      return readMetricWidget(properties);
    case 'text':
      return readText(properties);
    case 'alarm':
      return readAlarmWidget(properties);
    case 'log':
      return readLogWidget(properties);
    case 'explorer':
      return unsupported(
        type,
        'Metrics explorer widgets read resources by their tags, for which a source has no permission. Open the dashboard in the AWS console.',
      );
    case 'custom':
      return unsupported(
        type,
        'Custom widgets run a Lambda function and show its HTML, which is not done here. Open the dashboard in the AWS console.',
      );
    default:
      return unsupported(
        type,
        'Widgets of this type are not drawn here. Open the dashboard in the AWS console.',
      );
  }
}

export function unsupported(
  original: string,
  reason: string,
): UnsupportedWidget {
  return { type: 'unsupported', original, reason };
}

function readMetricWidget(
  properties: JsonObject,
): ParsedMetricWidget | UnsupportedWidget {
  const get = (name: string) => memberOf(properties, name);
  const problems: string[] = [];
  const wantedView = get('view');
  const view =
    wantedView === undefined ? 'timeSeries' : oneOf(VIEWS, wantedView);
  if (!view) {
    return unsupported(
      `metric (${textOf(wantedView, 64) ?? 'view of another type'})`,
      `Graphs are drawn as ${VIEWS.join(', ')}.`,
    );
  }
  const { rows, problems: rowProblems } = readMetricRows(
    listOf(get('metrics')),
  );
  const annotations = objectOf(get('annotations'));
  const yAxis = objectOf(get('yAxis'));
  const stat = get('stat');
  if (stat !== undefined && statOf(stat) === undefined) {
    problems.push(
      `CloudWatch does not know the widget's statistic; ${DEFAULT_STAT} is shown.`,
    );
  }
  const horizontal = readAnnotations(
    memberOf(annotations, 'horizontal'),
    'horizontal',
    problems,
  );
  const vertical = readAnnotations(
    memberOf(annotations, 'vertical'),
    'vertical',
    problems,
  );
  const alarms = readAlarms(memberOf(annotations, 'alarms'), problems);
  const region = textOf(get('region'));
  const accountId = textOf(get('accountId'));
  return {
    type: 'metric',
    view,
    stacked: get('stacked') === true,
    sparkline: get('sparkline') === true,
    legend:
      oneOf(
        ['bottom', 'right', 'hidden'] as const,
        memberOf(objectOf(get('legend')), 'position'),
      ) ?? 'bottom',
    liveData: get('liveData') === true,
    wholeRange: get('setPeriodToTimeRange') === true,
    stat: statOf(stat) ?? DEFAULT_STAT,
    period: periodOf(get('period')) ?? DEFAULT_PERIOD,
    ...(region ? { region } : {}),
    ...(accountId ? { accountId } : {}),
    rows,
    left: readAxis(memberOf(yAxis, 'left')),
    right: readAxis(memberOf(yAxis, 'right')),
    horizontal,
    vertical,
    alarms,
    problems: [...rowProblems, ...problems],
  };
}

function readText(properties: JsonObject): TextWidget {
  const text =
    textOf(memberOf(properties, 'markdown'), LONGEST_MARKDOWN + 1) ?? '';
  return {
    type: 'text',
    markdown:
      text.length > LONGEST_MARKDOWN
        ? `${text.slice(0, LONGEST_MARKDOWN)}\n\n… (cut)`
        : text,
    transparent: memberOf(properties, 'background') === 'transparent',
  };
}

function readAlarmWidget(
  properties: JsonObject,
): ParsedAlarmWidget | UnsupportedWidget {
  const problems: string[] = [];
  const alarms = readAlarms(memberOf(properties, 'alarms'), problems);
  if (alarms.length === 0) {
    return unsupported(
      'alarm',
      problems[0] ?? 'The widget names no alarm in `alarms`.',
    );
  }
  return {
    type: 'alarm',
    alarms,
    states: listOf(memberOf(properties, 'states')).flatMap(
      state => textOf(state, 32) ?? [],
    ),
    sortBy:
      oneOf(
        ['default', 'stateUpdatedTimestamp', 'timestamp'] as const,
        memberOf(properties, 'sortBy'),
      ) ?? 'default',
  };
}

function readLogWidget(
  properties: JsonObject,
): ParsedLogWidget | UnsupportedWidget {
  const text = textOf(memberOf(properties, 'query'), LONGEST_QUERY + 1);
  if (!text) {
    return unsupported('log', 'The widget has no `query`.');
  }
  const language = memberOf(properties, 'queryLanguage');
  const region = textOf(memberOf(properties, 'region'));
  const accountId = textOf(memberOf(properties, 'accountId'));
  const { query, logGroups, problem } = readSources(text);
  let refusal = problem && `The query cannot be run here: ${problem}.`;
  if (text.length > LONGEST_QUERY) {
    refusal = `The query is longer than ${LONGEST_QUERY} characters.`;
  } else if (language !== undefined && language !== 'CWLI') {
    refusal = 'Only queries in Logs Insights QL can be run here.';
  }
  return {
    type: 'log',
    query,
    logGroups,
    view:
      oneOf(
        ['table', 'timeSeries', 'bar', 'pie'] as const,
        memberOf(properties, 'view'),
      ) ?? 'table',
    ...(region ? { region } : {}),
    ...(accountId ? { accountId } : {}),
    ...(refusal ? { refusal } : {}),
  };
}
