import type {
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
  severity?: Severity;
  alarmText?: string;
  logGroup?: string;
  logPattern?: string;
  /** Id of the open procedure. */
  procedure?: string;
  /** Id of the procedure's step that the link points at. */
  step?: string;
  procedureText?: string;
  /** Id of the open checklist. */
  list?: string;
  /** ISO 8601 instant inside the period that is looked at; now when absent. */
  at?: string;
}

const LONGEST_VALUE = 1024;
const ALARM_STATES: AlarmState[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'warning', 'low'];

/** Parameters that hold free text, by the field they fill. */
const TEXT_PARAMETERS = {
  pipeline: 'pipeline',
  env: 'env',
  alarm: 'alarm',
  alarmText: 'q',
  logGroup: 'group',
  logPattern: 'pattern',
  procedure: 'procedure',
  step: 'step',
  procedureText: 'find',
  list: 'list',
} as const satisfies Partial<Record<keyof ViewState, string>>;

function oneOf<T extends string>(choices: T[], text: string | null) {
  return choices.find(choice => choice === text);
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
    alarmState: oneOf(ALARM_STATES, params.get('state')),
    severity: oneOf(SEVERITIES, params.get('severity')),
    at: Number.isFinite(at) ? new Date(at).toISOString() : undefined,
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
  if ('alarmState' in change) {
    set(params, 'state', change.alarmState);
  }
  if ('severity' in change) {
    set(params, 'severity', change.severity);
  }
  if ('at' in change) {
    set(params, 'at', change.at);
  }
  return params;
}
