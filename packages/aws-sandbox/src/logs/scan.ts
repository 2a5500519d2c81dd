import { Place } from '../model';
import { LogEvent, LogGroup } from './groups';
import { LogStore } from './store';

const WINDOW_MS = 3_600_000;

/**
 * The events of a log group with a timestamp in [from, to), one after the other in either direction. Reads in windows
 * of an hour, so that a caller that stops early has not generated more than it looked at.
 */
export function* scan(
  store: LogStore,
  place: Place,
  group: LogGroup,
  range: { from: number; to: number; descending?: boolean },
): Generator<LogEvent, void> {
  const from = Math.max(range.from, store.earliest(place, group));
  const to = Math.min(range.to, store.latest(group) + 1);
  const step = store.isGenerated(place, group) ? WINDOW_MS : Infinity;
  if (range.descending) {
    for (let end = to; end > from; end -= step) {
      const events = store.read(place, group, Math.max(from, end - step), end);
      for (let i = events.length - 1; i >= 0; i -= 1) yield events[i];
    }
    return;
  }
  for (let start = from; start < to; start += step) {
    yield* store.read(place, group, start, Math.min(to, start + step));
  }
}
