import { IANAZone } from 'luxon';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** More than any zone is ahead of UTC, and behind it. */
const AHEAD_MS = 15 * HOUR_MS;
const BEHIND_MS = 13 * HOUR_MS;

/** Some ten years of days. */
const MOST_OFFSETS = 4_000;

/** Whether a name is an IANA time zone (or `UTC`) that this machine knows. */
export function isTimeZone(zone: string): boolean {
  // Offsets such as `+03:00` are no calendars: they know no clock changes.
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone);
}

/**
 * Wall-clock time of one time zone. Local times are milliseconds as if the wall clock were UTC; days count from
 * 1970-01-01, so that calendar arithmetic never meets a clock change.
 */
export class LocalTime {
  /** Checking a name costs more than all that is asked of its zone. There are as many as the machine knows. */
  static readonly #known = new Map<string, LocalTime>();

  /** @throws RangeError when the time zone is not known */
  static in(timeZone: string): LocalTime {
    let time = LocalTime.#known.get(timeZone);
    if (!time) {
      if (!isTimeZone(timeZone)) {
        throw new RangeError(`${timeZone} is no known time zone`);
      }
      time = new LocalTime(IANAZone.create(timeZone));
      LocalTime.#known.set(timeZone, time);
    }
    return time;
  }

  readonly #zone: IANAZone;
  /** Distance from UTC at the beginnings of days in UTC. */
  readonly #offsets = new Map<number, number>();

  private constructor(zone: IANAZone) {
    this.#zone = zone;
  }

  /** What the wall clock shows at an instant. */
  at(instant: number): number {
    return instant + this.#offset(instant);
  }

  /** Number of the local day that an instant lies in. */
  dayAt(instant: number): number {
    return Math.floor(this.at(instant) / DAY_MS);
  }

  /**
   * The first instant at which the wall clock shows this time or a later one. A time that a clock change skips is reached
   * when the clock jumps over it; of a time that comes twice, the first one counts.
   */
  firstInstant(local: number): number {
    const early = local - AHEAD_MS;
    const late = local + BEHIND_MS;
    const before = this.#offset(early);
    const after = this.#offset(late);
    const withBefore = local - before;
    if (before === after || this.#offset(withBefore) === before) {
      return withBefore;
    }
    const withAfter = local - after;
    return this.#offset(withAfter) === after
      ? withAfter
      : this.#changeBetween(early, late);
  }

  /** The first instant of a day; of a day that was left out, the first one after it. */
  startOfDay(day: number): number {
    return this.firstInstant(day * DAY_MS);
  }

  /** False for a day that the zone left out, such as 2011-12-30 in Samoa. */
  hasDay(day: number): boolean {
    return this.startOfDay(day) < this.startOfDay(day + 1);
  }

  #offset(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    const offset = this.#offsetAtDay(day);
    // No zone changes twice within a day and back again.
    return offset === this.#offsetAtDay(day + 1)
      ? offset
      : this.#zone.offset(instant) * 60_000;
  }

  #offsetAtDay(day: number): number {
    let offset = this.#offsets.get(day);
    if (offset === undefined) {
      if (this.#offsets.size >= MOST_OFFSETS) this.#offsets.clear();
      offset = this.#zone.offset(day * DAY_MS) * 60_000;
      this.#offsets.set(day, offset);
    }
    return offset;
  }

  #changeBetween(from: number, to: number): number {
    const before = this.#offset(from);
    let low = from;
    let high = to;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#offset(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }
}
