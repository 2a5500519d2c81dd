import type {
  Alarm,
  AlarmBandSegment,
  ChartMark,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';
import type { AlignedWindow } from '../telemetry/window';
import { bandOfAlarm } from './alarmBand';
import { marksOfAlarm } from './alarmMarks';

/** Alarms whose history is read for one answer; each costs a request when it is not cached. */
const MOST_HISTORIES = 30;

/** The alarms of an environment, with their states over a window. */
export interface ReadAlarms {
  alarms: Alarm[];
  /** By name of the alarm. */
  bands: ReadonlyMap<string, AlarmBandSegment[]>;
  marks: ReadonlyMap<string, ChartMark[]>;
  states: SourceState[];
}

/** Only alarms that changed within the window need their history. */
export async function readAlarms(
  service: AlarmService,
  request: {
    pipeline: ResolvedPipeline;
    environment: ResolvedEnvironment;
    window: AlignedWindow;
  },
  options?: CallOptions,
): Promise<ReadAlarms> {
  const { pipeline, environment, window } = request;
  const { data, sources } = await service.list(pipeline, environment, options);
  const changed = data.alarms
    .filter(
      ({ since, metric }) =>
        metric && (!since || Date.parse(since) / 1_000 > window.from),
    )
    .slice(0, MOST_HISTORIES);
  const histories = await Promise.all(
    changed.map(({ name }) =>
      service.history(
        { pipeline, environment, alarmName: name, range: window },
        options,
      ),
    ),
  );
  const transitions = new Map(
    histories.map(history => [
      history.data.alarmName,
      history.data.transitions,
    ]),
  );
  return {
    alarms: data.alarms,
    states: [...sources, ...histories.flatMap(one => one.sources)],
    bands: new Map(
      data.alarms.map(({ name, state }) => [
        name,
        bandOfAlarm(state, transitions.get(name) ?? [], window),
      ]),
    ),
    marks: new Map(
      [...transitions].map(([name, all]) => [
        name,
        marksOfAlarm(name, all, window),
      ]),
    ),
  };
}
