import type { Run, RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';

export type TimelineEntry =
  | { type: 'alarm'; at: string; name: string }
  | { type: 'event'; at: string; event: RunEvent };

/** What happened, oldest first: the alarm, then every event. Of a value that one person typed bit by bit the last is told. */
export function timelineEntries(run: Run): TimelineEntry[] {
  const { alarm, events } = run;
  const told = events.filter((event, i) => {
    const next = events[i + 1];
    return !(
      event.type === 'variable' &&
      next?.type === 'variable' &&
      next.name === event.name &&
      next.by === event.by
    );
  });
  const entries: TimelineEntry[] = told.map(event => ({
    type: 'event',
    at: event.at,
    event,
  }));
  return alarm?.since
    ? [{ type: 'alarm', at: alarm.since, name: alarm.name }, ...entries]
    : entries;
}
