import type { AlarmMute } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CloudMuteRule } from '@pipeline-ops/plugin-pipeline-ops-node';
import { CronTime } from 'cron';
import { DateTime, Duration, IANAZone } from 'luxon';

const SECOND = 1_000;

/** What AWS takes: a minute to 15 days. Milliseconds. Source: Schedule in the CloudWatch API reference. */
const SHORTEST = 60 * SECOND;
const LONGEST = 15 * 86_400 * SECOND;

/** Starts of a schedule that are looked at; one that starts more often than this mutes without end. */
const MOST_STARTS = 200;

/** Five fields of numbers, names, `*`, `-` and `,`; there are no steps. Source: Schedule in the CloudWatch API reference. */
const CRON = /^cron\(([A-Za-z0-9*,-]{1,60}(?: [A-Za-z0-9*,-]{1,60}){4})\)$/;
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/;

/**
 * A mute rule as the page shows it. CloudWatch tells that a rule mutes, but not until when: that is worked out from its
 * schedule, and left out where the schedule is not understood.
 *
 * @param now - Unix milliseconds.
 */
export function toMute(rule: CloudMuteRule, now: number): AlarmMute {
  const active = rule.status === 'active';
  const until = active ? endOfMute(rule, now) : undefined;
  const schedule = scheduleInWords(rule);
  return {
    rule: rule.name,
    active,
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    ...(schedule ? { schedule } : {}),
  };
}

/** Mutes that hold now first, then those that will; what is over is of no use any more. */
export function mutesOf(
  rules: readonly CloudMuteRule[],
  now: number,
): AlarmMute[] {
  const place = ({ active }: AlarmMute) => (active ? 0 : 1);
  return rules
    .filter(({ status }) => status !== 'expired')
    .map(rule => toMute(rule, now))
    .sort((a, b) => place(a) - place(b) || (a.rule < b.rule ? -1 : 1));
}

function scheduleInWords({
  schedule,
  duration,
  timeZone,
}: CloudMuteRule): string | undefined {
  return (
    schedule &&
    `${schedule}${duration ? ` for ${duration}` : ''} (${timeZone ?? 'UTC'})`
  );
}

/** When the mute that is under way ends. Unix milliseconds. */
function endOfMute(rule: CloudMuteRule, now: number): number | undefined {
  const length = Duration.fromISO(rule.duration ?? '').toMillis();
  const zone = rule.timeZone ?? 'UTC';
  if (
    !(length >= SHORTEST && length <= LONGEST) ||
    !IANAZone.isValidZone(zone)
  ) {
    return undefined;
  }
  const end = endByStarts(startsFrom(rule.schedule ?? '', zone, now - length), {
    now,
    length,
  });
  const expires = Date.parse(rule.expires ?? '');
  return end !== undefined && expires < end ? expires : end;
}

/** The end of the mute that holds at `now`; one that starts before the last one ends goes on. */
function endByStarts(
  starts: Iterable<number>,
  { now, length }: { now: number; length: number },
): number | undefined {
  let end: number | undefined;
  let seen = 0;
  for (const start of starts) {
    seen += 1;
    if (seen > MOST_STARTS) {
      return undefined;
    }
    if (start > now && (end === undefined || start > end)) {
      break;
    }
    end = start + length;
  }
  return end !== undefined && end > now ? end : undefined;
}

/** Moments at which the schedule starts, after `from`, in order; without end for a recurring one. Unix milliseconds. */
function* startsFrom(
  schedule: string,
  zone: string,
  from: number,
): Generator<number> {
  const once = AT.exec(schedule);
  if (once) {
    const start = DateTime.fromISO(once[1], { zone });
    if (start.isValid && start.toMillis() > from) {
      yield start.toMillis();
    }
    return;
  }
  const times = timesOf(CRON.exec(schedule)?.[1], zone);
  let next = from;
  while (times) {
    try {
      next = times.getNextDateFrom(new Date(next), zone).toMillis();
    } catch {
      // No such day in years, as with 30 February.
      return;
    }
    yield next;
  }
}

/** Undefined where the library does not take the fields. */
function timesOf(
  fields: string | undefined,
  zone: string,
): CronTime | undefined {
  try {
    return fields === undefined ? undefined : new CronTime(fields, zone);
  } catch {
    return undefined;
  }
}
