import type {
  Alarm,
  AlarmState,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  absoluteRange,
  DEFAULT_DURATION,
  isRelativeDuration,
  type TimeRange,
  type Zone,
} from '../time';

export type ChartsBy = 'guide';
export type AlarmType = Alarm['type'];

/** Seconds between refreshes; 0 is off. */
export const REFRESH_CHOICES = [0, 30, 60, 300] as const;
export type RefreshSeconds = (typeof REFRESH_CHOICES)[number];

/** All that makes up what the reader sees; it lives in the page's address, so that a view can be sent to a colleague. */
export interface ViewState {
  pipeline?: string;
  env?: string;
  range: TimeRange;
  zone: Zone;
  refresh: RefreshSeconds;
  /** Name of the selected alarm, or of the alarm that led to a procedure. */
  alarm?: string;
  alarmState?: AlarmState;
  alarmType?: AlarmType;
  /** `guide`: charts stand under the headings of the operations document; absent: under their resources. */
  chartsBy?: ChartsBy;
  /** Id of the chart that a link leads to. */
  chart?: string;
  severity?: Severity;
  alarmText?: string;
  logGroup?: string;
  logPattern?: string;
  /** Shows the saved queries instead of the events. */
  logView?: 'queries';
  /** Id of the chosen saved query. */
  logQuery?: string;
  /** Id of the open procedure. */
  procedure?: string;
  /** Id of the procedure's step that the link points at. */
  step?: string;
  procedureText?: string;
  /** Kind of resource, and id of the stage, that the listed procedures are about. */
  service?: string;
  stage?: string;
  /** Id of the open run; it is shown instead of the procedure it runs. */
  run?: string;
  /** Shows the history of runs instead of a procedure. */
  runs?: 'all';
  /** Id of the open checklist. */
  list?: string;
  /** ISO 8601 instant inside the period that is looked at; now when absent. */
  at?: string;
  /** What the history of the checklist shows; its calendar when absent. */
  history?: HistoryShown;
  /** First and last day of the history, such as `2026-11-21`; as the server thinks fit when absent. */
  firstDay?: string;
  lastDay?: string;
  /** Id of the open CloudWatch dashboard, and the source that has it. */
  dashboard?: string;
  dashboardSource?: string;
  /** Whose time the dashboard shows; absent: its own, or the page's while that is a fixed stretch. */
  dashboardTime?: DashboardTime;
  /** Chosen values of the dashboard's variables, by their id. */
  variables?: Record<string, string>;
  /** What is shown of the guide's reading; absent while that is closed. */
  guide?: GuideShown;
}

export type DashboardTime = 'own' | 'page';

/** What the panel about the guide may show, in the order of its filter. */
export const GUIDE_CHOICES = [
  'all',
  'near-miss',
  'problem',
  'threshold',
  'alarm',
  'query',
  'dashboard',
  'log-group',
  'log-filter',
  'runbook',
  'checklist',
  'escalation',
  'contact',
] as const;
export type GuideShown = (typeof GUIDE_CHOICES)[number];

export const HISTORY_CHOICES = ['statistics', 'answers', 'sheet'] as const;
export type HistoryShown = (typeof HISTORY_CHOICES)[number];

const LONGEST_VALUE = 1024;
const DASHBOARD_TIMES: DashboardTime[] = ['own', 'page'];
const VARIABLE_PREFIX = 'var.';
/** CloudWatch allows 25 in a dashboard. */
const MOST_VARIABLES = 25;
const ALARM_STATES: AlarmState[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];
const CHARTS_BY: ChartsBy[] = ['guide'];
const ALARM_TYPES: AlarmType[] = ['metric', 'composite'];
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'warning', 'low'];

/** Parameters that hold free text, by the field they fill. */
const TEXT_PARAMETERS = {
  pipeline: 'pipeline',
  env: 'env',
  alarm: 'alarm',
  chart: 'chart',
  alarmText: 'q',
  logGroup: 'group',
  logPattern: 'pattern',
  logQuery: 'query',
  procedure: 'procedure',
  step: 'step',
  procedureText: 'find',
  service: 'service',
  stage: 'stage',
  run: 'run',
  list: 'list',
  dashboard: 'dashboard',
  dashboardSource: 'dashboardSource',
} as const satisfies Partial<Record<keyof ViewState, string>>;

function oneOf<T extends string>(choices: T[], text: string | null) {
  return choices.find(choice => choice === text);
}

/** A day such as `2026-11-21`, when it is one. */
function readDay(text: string | null): string | undefined {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? Date.parse(text!) : NaN;
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text!)
    ? text!
    : undefined;
}

function readVariables(
  params: URLSearchParams,
): Record<string, string> | undefined {
  const chosen = [...params]
    .filter(
      ([name, value]) =>
        name.startsWith(VARIABLE_PREFIX) &&
        name.length > VARIABLE_PREFIX.length &&
        Math.max(name.length, value.length) <= LONGEST_VALUE,
    )
    .slice(0, MOST_VARIABLES)
    .map(([name, value]) => [name.slice(VARIABLE_PREFIX.length), value]);
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
}

function writeVariables(
  params: URLSearchParams,
  variables: Record<string, string> = {},
) {
  for (const name of [...params.keys()]) {
    if (name.startsWith(VARIABLE_PREFIX)) {
      params.delete(name);
    }
  }
  for (const [id, value] of Object.entries(variables)) {
    params.set(`${VARIABLE_PREFIX}${id}`, value);
  }
}

function readRange(params: URLSearchParams, fallback: TimeRange): TimeRange {
  const absolute = absoluteRange(
    Date.parse(params.get('from') ?? ''),
    Date.parse(params.get('to') ?? ''),
  );
  const relative = params.get('range');
  if (absolute) {
    return absolute;
  }
  return isRelativeDuration(relative)
    ? { type: 'relative', duration: relative }
    : fallback;
}

/** What the page starts with when the address says nothing. */
export interface ViewDefaults {
  range?: TimeRange;
  refresh?: RefreshSeconds;
}

const DEFAULT_RANGE: TimeRange = {
  type: 'relative',
  duration: DEFAULT_DURATION,
};

/** Reads the view from an address that anybody may have written: whatever is not understood is left out. */
export function readViewState(
  params: URLSearchParams,
  defaults: ViewDefaults = {},
): ViewState {
  const texts: Partial<ViewState> = {};
  for (const [field, name] of Object.entries(TEXT_PARAMETERS)) {
    const value = params.get(name);
    if (value && value.length <= LONGEST_VALUE) {
      texts[field as keyof typeof TEXT_PARAMETERS] = value;
    }
  }
  const refresh = REFRESH_CHOICES.find(
    seconds => String(seconds) === params.get('refresh'),
  );
  const at = Date.parse(params.get('at') ?? '');
  return {
    ...texts,
    range: readRange(params, defaults.range ?? DEFAULT_RANGE),
    zone: params.get('tz') === 'local' ? 'local' : 'utc',
    refresh: refresh ?? defaults.refresh ?? 60,
    logView: params.get('logs') === 'queries' ? 'queries' : undefined,
    runs: params.get('runs') === 'all' ? 'all' : undefined,
    alarmState: oneOf(ALARM_STATES, params.get('state')),
    alarmType: oneOf(ALARM_TYPES, params.get('type')),
    chartsBy: oneOf(CHARTS_BY, params.get('charts')),
    severity: oneOf(SEVERITIES, params.get('severity')),
    at: Number.isFinite(at) ? new Date(at).toISOString() : undefined,
    history: HISTORY_CHOICES.find(choice => choice === params.get('history')),
    firstDay: readDay(params.get('firstDay')),
    lastDay: readDay(params.get('lastDay')),
    dashboardTime: oneOf(DASHBOARD_TIMES, params.get('dashboardTime')),
    variables: readVariables(params),
    guide: GUIDE_CHOICES.find(choice => choice === params.get('guide')),
  };
}

function set(params: URLSearchParams, name: string, value?: string) {
  if (value) {
    params.set(name, value);
  } else {
    params.delete(name);
  }
}

/** The address after the change; parameters of others stay as they are. */
export function writeViewState(
  current: URLSearchParams,
  change: Partial<ViewState>,
): URLSearchParams {
  const params = new URLSearchParams(current);
  for (const [field, name] of Object.entries(TEXT_PARAMETERS)) {
    if (field in change) {
      set(params, name, change[field as keyof typeof TEXT_PARAMETERS]);
    }
  }
  if (change.range) {
    const { range } = change;
    const absolute = range.type === 'absolute';
    set(params, 'range', absolute ? undefined : range.duration);
    set(params, 'from', absolute ? new Date(range.from).toISOString() : '');
    set(params, 'to', absolute ? new Date(range.to).toISOString() : '');
  }
  if (change.zone) {
    set(params, 'tz', change.zone === 'local' ? 'local' : undefined);
  }
  if (change.refresh !== undefined) {
    params.set('refresh', String(change.refresh));
  }
  if ('logView' in change) {
    set(params, 'logs', change.logView);
  }
  if ('runs' in change) {
    set(params, 'runs', change.runs);
  }
  if ('alarmState' in change) {
    set(params, 'state', change.alarmState);
  }
  if ('chartsBy' in change) {
    set(params, 'charts', change.chartsBy);
  }
  if ('alarmType' in change) {
    set(params, 'type', change.alarmType);
  }
  if ('severity' in change) {
    set(params, 'severity', change.severity);
  }
  if ('at' in change) {
    set(params, 'at', change.at);
  }
  for (const field of ['history', 'firstDay', 'lastDay'] as const) {
    if (field in change) {
      set(params, field, change[field]);
    }
  }
  if ('dashboardTime' in change) {
    set(params, 'dashboardTime', change.dashboardTime);
  }
  if ('guide' in change) {
    set(params, 'guide', change.guide);
  }
  if ('variables' in change) {
    writeVariables(params, change.variables);
  }
  return params;
}
