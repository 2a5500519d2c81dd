import type {
  AlarmState,
  AlarmTransition,
  ChartMark,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const KINDS: Record<AlarmState, ChartMark['kind']> = {
  ALARM: 'alarm',
  OK: 'ok',
  INSUFFICIENT_DATA: 'no-data',
};

/**
 * The changes of state of one alarm within a window, oldest first.
 *
 * @param window - Unix seconds, end exclusive.
 */
export function marksOfAlarm(
  alarmName: string,
  transitions: readonly AlarmTransition[],
  window: { from: number; to: number },
): ChartMark[] {
  return transitions
    .flatMap(({ kind, to, at }) => {
      const time = Math.floor(Date.parse(at) / 1_000);
      return kind === 'state' && to && time >= window.from && time < window.to
        ? [{ at: time, label: `${alarmName}: ${to}`, kind: KINDS[to] }]
        : [];
    })
    .sort((a, b) => a.at - b.at);
}
