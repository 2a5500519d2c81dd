import type {
  AlarmList,
  CheckCondition,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { isWhole } from '../../telemetry/sourceStates';
import { asOfStates, iso, unknown, whyUnread, type Verdict } from './verdict';

const MOST_CULPRITS = 10;

/** Names that a summary spells out. */
const MOST_NAMES = 3;

/** What the alarms say that could be read. `now` in Unix milliseconds. */
export function judgeAlarms(
  { alarmNames, resourceId }: Extract<CheckCondition, { type: 'alarms' }>,
  { data, sources }: Envelope<AlarmList>,
  now: number,
): Verdict {
  const moment = { from: now / 1_000, to: now / 1_000 };
  const meant = data.alarms.filter(
    alarm =>
      (alarmNames.length === 0 || alarmNames.includes(alarm.name)) &&
      (resourceId === undefined || alarm.resourceId === resourceId),
  );
  const red = meant.filter(({ state }) => state === 'ALARM');
  const silent = meant.filter(({ state }) => state === 'INSUFFICIENT_DATA');
  const missing = alarmNames.filter(
    name => !meant.some(alarm => alarm.name === name),
  );
  const read: Verdict = {
    verdict: 'holds',
    summary: '',
    from: iso(moment.from),
    to: iso(moment.to),
    asOf: asOfStates(sources),
  };
  const unread = whyUnread(sources, now);
  if (red.length > 0 && !unread) {
    const names = red.map(({ name }) => name);
    return {
      ...read,
      verdict: 'fails',
      value: red.length,
      summary: `${red.length} of ${inWords(meant.length)} in ALARM: ${listed(names)}`,
      culprits: names.slice(0, MOST_CULPRITS),
    };
  }
  const partial = sources.find(
    state => !isWhole(state) && state.status !== 'stale',
  );
  if (unread || partial) {
    return unknown(
      unread ??
        `Source ${partial?.id} was read in part only: ${partial?.message ?? partial?.status}`,
      moment,
    );
  }
  if (missing.length > 0) {
    return unknown(`AWS has no alarm ${listed(missing)}`, moment);
  }
  if (meant.length === 0) {
    return unknown('AWS has no alarm that this speaks of', moment);
  }
  if (silent.length === meant.length) {
    return unknown(
      `No alarm has data: ${listed(silent.map(({ name }) => name))}`,
      moment,
    );
  }
  return {
    ...read,
    value: 0,
    summary: [
      `none of ${inWords(meant.length)} in ALARM`,
      ...(silent.length > 0 ? [`${silent.length} without data`] : []),
    ].join(', '),
  };
}

function inWords(alarms: number): string {
  return alarms === 1 ? '1 alarm' : `${alarms} alarms`;
}

/** The first names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return (
    names.slice(0, MOST_NAMES).join(', ') +
    (more > 0 ? ` and ${more} more` : '')
  );
}
