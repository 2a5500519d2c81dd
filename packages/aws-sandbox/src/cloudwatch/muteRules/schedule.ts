import { CronTime } from 'cron';
import { DateTime, Duration, IANAZone } from 'luxon';

/** When a mute rule mutes: from each moment of its schedule on, for its duration. */
export interface MuteSchedule {
  /** Milliseconds. */
  duration: number;
  /** The latest start at or before the moment, if it lies within one duration. Unix milliseconds. */
  latestStart(at: number): number | undefined;
}

const MINUTE = 60_000;
const LONGEST = 15 * 1_440 * MINUTE;

/** Cron here has five fields of numbers, names, `*`, `-` and `,` (API_Schedule). */
const CRON = /^cron\(([A-Za-z0-9*,-]+(?: [A-Za-z0-9*,-]+){4})\)$/;
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/;

/**
 * Reads a schedule as AWS writes it (API_Schedule).
 *
 * @throws RangeError that says which part is not understood
 */
export function parseSchedule(schedule: {
  expression: string;
  /** ISO 8601, a minute to 15 days. */
  duration: string;
  /** IANA zone, default UTC. */
  timeZone?: string;
}): MuteSchedule {
  const zone = schedule.timeZone ?? 'UTC';
  if (!IANAZone.isValidZone(zone)) {
    throw new RangeError(`'${zone}' is not a time zone.`);
  }
  const duration = Duration.fromISO(schedule.duration).toMillis();
  if (!(duration >= MINUTE && duration <= LONGEST)) {
    throw new RangeError(
      `'${schedule.duration}' is not a duration from PT1M to P15D.`,
    );
  }
  const cron = CRON.exec(schedule.expression);
  if (cron)
    return { duration, latestStart: recurring(cron[1], zone, duration) };
  const once = AT.exec(schedule.expression);
  const start = once && DateTime.fromISO(once[1], { zone });
  if (!start?.isValid) {
    throw new RangeError(
      `'${schedule.expression}' is neither cron(minutes hours day-of-month month day-of-week) nor at(yyyy-MM-ddThh:mm).`,
    );
  }
  return {
    duration,
    latestStart: at => latestOf([start.toMillis()], at, duration),
  };
}

function recurring(
  fields: string,
  zone: string,
  duration: number,
): MuteSchedule['latestStart'] {
  let times: CronTime;
  try {
    times = new CronTime(fields, zone);
  } catch (error) {
    throw new RangeError(
      `'${fields}' is not a cron expression: ${error instanceof Error ? error.message : error}`,
    );
  }
  return at => {
    // Forward from one duration ago: the library tells the next start only.
    let latest: number | undefined;
    let next = times.getNextDateFrom(new Date(at - duration), zone).toMillis();
    while (next <= at) {
      latest = next;
      next = times.getNextDateFrom(new Date(next), zone).toMillis();
    }
    return latest;
  };
}

function latestOf(
  starts: readonly number[],
  at: number,
  duration: number,
): number | undefined {
  return starts.filter(start => start <= at && at < start + duration).at(-1);
}
