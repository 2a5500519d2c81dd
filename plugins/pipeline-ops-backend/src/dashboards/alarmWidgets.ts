import type {
  Alarm,
  AlarmState,
  AlarmWidget,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmReference, ParsedAlarmWidget } from './body/model';

/** As the console sorts them. */
const STATE_ORDER: readonly (AlarmState | undefined)[] = [
  'ALARM',
  'INSUFFICIENT_DATA',
  'OK',
  undefined,
];

/** The alarm that a dashboard names, when it is one of those that the pipeline may see: same name, account and region. */
export function alarmOf(
  { name, accountId, region }: AlarmReference,
  alarms: readonly Alarm[],
  { selections }: Pick<ResolvedEnvironment, 'selections'>,
): Alarm | undefined {
  const sources = new Set(
    selections.flatMap(({ source }) =>
      source.accountId === accountId && source.region === region
        ? [source.id]
        : [],
    ),
  );
  return alarms.find(
    alarm => alarm.name === name && sources.has(alarm.sourceId),
  );
}

export function drawAlarms(
  widget: ParsedAlarmWidget,
  alarms: readonly Alarm[],
  environment: Pick<ResolvedEnvironment, 'selections'>,
): AlarmWidget {
  const { states, sortBy } = widget;
  const shown = widget.alarms
    .map(reference => {
      const alarm = alarmOf(reference, alarms, environment);
      return {
        name: reference.name,
        ...(alarm
          ? {
              state: alarm.state,
              ...(alarm.since ? { since: alarm.since } : {}),
              reason: alarm.stateReason,
            }
          : {}),
      };
    })
    // One that cannot be seen may be in any state.
    .filter(
      ({ state }) => !state || states.length === 0 || states.includes(state),
    );
  return {
    type: 'alarm',
    alarms:
      sortBy === 'default'
        ? shown.sort(
            (a, b) =>
              STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state),
          )
        : shown.sort((a, b) => newestFirst(a.since, b.since)),
  };
}

function newestFirst(a = '', b = ''): number {
  if (a === b) {
    return 0;
  }
  return a < b ? 1 : -1;
}
