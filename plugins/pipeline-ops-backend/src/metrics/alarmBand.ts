import type {
  AlarmBandSegment,
  AlarmState,
  AlarmTransition,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** From best to worst. */
const ORDER: readonly AlarmState[] = ['OK', 'INSUFFICIENT_DATA', 'ALARM'];

/**
 * The states of one alarm over a window, oldest first, without gaps.
 *
 * @param transitions - In any order; only changes of state count.
 * @param window - Unix seconds.
 */
export function bandOfAlarm(
  state: AlarmState,
  transitions: readonly AlarmTransition[],
  window: { from: number; to: number },
): AlarmBandSegment[] {
  const changes = transitions
    .filter(({ kind, to }) => kind === 'state' && to)
    .map(change => ({ ...change, time: Date.parse(change.at) / 1_000 }))
    .filter(({ time }) => Number.isFinite(time))
    .sort((a, b) => b.time - a.time);
  const segments: AlarmBandSegment[] = [];
  let end = window.to;
  let current = state;
  // From now backwards: what the alarm is now held since the newest change, and so on.
  for (const { time, from, to } of changes) {
    if (time >= window.to) {
      current = from ?? current;
      continue;
    }
    const start = Math.max(time, window.from);
    if (start < end) {
      segments.push({ from: start, to: end, state: to ?? current });
      end = start;
    }
    current = from ?? current;
  }
  if (end > window.from) {
    segments.push({ from: window.from, to: end, state: current });
  }
  return joined(segments.reverse());
}

/** The worst state at each moment of several alarms over the same window. */
export function worstBand(
  bands: readonly AlarmBandSegment[][],
): AlarmBandSegment[] {
  const edges = [
    ...new Set(bands.flat().flatMap(({ from, to }) => [from, to])),
  ].sort((a, b) => a - b);
  const segments = edges.slice(0, -1).flatMap((from, index) => {
    const states = bands.flatMap(band =>
      band
        .filter(segment => segment.from <= from && from < segment.to)
        .map(({ state }) => state),
    );
    const worst = states.sort((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0];
    return worst ? [{ from, to: edges[index + 1], state: worst }] : [];
  });
  return joined(segments);
}

function joined(segments: AlarmBandSegment[]): AlarmBandSegment[] {
  const result: AlarmBandSegment[] = [];
  for (const segment of segments) {
    const last = result[result.length - 1];
    if (last && last.state === segment.state && last.to === segment.from) {
      last.to = segment.to;
    } else {
      result.push({ ...segment });
    }
  }
  return result;
}
