import { NotFoundError } from '@backstage/errors';
import type {
  Alarm,
  AlarmHistory,
  AlarmList,
  AlarmState,
  Envelope,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { matchesAnySelector } from '../pipelines/trust/names';
import { prefixesOf } from '../telemetry/selection';
import { isWhole, statesBySource } from '../telemetry/sourceStates';
import type { TimeRange } from '../telemetry/window';
import { withoutArns } from './actions';
import type { AlarmService } from './AlarmService';
import { describes, expectedAlarms } from './documentedAlarms';
import { severityFromTags } from './severity';
import { toAlarm, type SourcedAlarm } from './toAlarm';

/** Firing alarms whose tags are asked for a severity that neither document nor name tells. */
const MOST_TAG_READS = 10;

const STATE_ORDER: readonly AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

const SEVERITY_ORDER: readonly (Severity | undefined)[] = [
  'critical',
  'high',
  'medium',
  'warning',
  'low',
  undefined,
];

/** {@link AlarmService} over a {@link TelemetrySource}. */
export class DefaultAlarmService implements AlarmService {
  private constructor(private readonly telemetry: TelemetrySource) {}

  static create(options: { telemetry: TelemetrySource }): DefaultAlarmService {
    return new DefaultAlarmService(options.telemetry);
  }

  async list(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<Envelope<AlarmList>> {
    const answers = await Promise.all(
      environment.selections
        .filter(({ alarms }) => alarms.length > 0)
        .map(async ({ source, alarms }) => {
          const answer = await this.telemetry.listAlarms(
            { source, prefixes: prefixesOf(alarms) },
            options,
          );
          return {
            state: answer.state,
            alarms: answer.data
              .filter(({ name }) => matchesAnySelector(name, alarms))
              .map(alarm => ({ source, alarm })),
          };
        }),
    );
    const all: SourcedAlarm[] = answers.flatMap(({ alarms }) => alarms);
    const expected = expectedAlarms(pipeline, environment);
    const surroundings = { pipeline, environment, all, expected };
    const alarms = await this.#withTagSeverity(
      all.map(one => ({ one, shown: toAlarm(one, surroundings) })),
      options,
    );
    // Of what could not be read, nobody can say that it is missing.
    const readWhole = answers.every(({ state }) => isWhole(state));
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        alarms: alarms.sort(byUrgency),
        missing: readWhole
          ? expected
              .filter(({ name, literal }) =>
                literal
                  ? environment.selections.some(selection =>
                      matchesAnySelector(name, selection.alarms),
                    )
                  : answers.length > 0,
              )
              .filter(
                one => !all.some(({ alarm }) => describes(one, alarm.name)),
              )
              .map(({ name, documentPath, element }) => ({
                name,
                documentedIn: documentPath,
                line: element.lines.startLine,
              }))
          : [],
      },
      sources: statesBySource(answers.map(({ state }) => state)),
    };
  }

  async history(
    request: {
      pipeline: ResolvedPipeline;
      environment: ResolvedEnvironment;
      alarmName: string;
      range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<Envelope<AlarmHistory>> {
    const { pipeline, environment, alarmName, range } = request;
    const selections = environment.selections.filter(({ alarms }) =>
      matchesAnySelector(alarmName, alarms),
    );
    if (selections.length === 0) {
      throw new NotFoundError(
        `Pipeline ${pipeline.pipelineId} has no alarm ${alarmName} in ${environment.name}.`,
      );
    }
    const answers = await Promise.all(
      selections.map(({ source }) =>
        this.telemetry.alarmHistory(
          {
            source,
            alarmName,
            // Whole minutes, so that everybody who looks now asks for the same.
            from: new Date(Math.floor(range.from / 60) * 60_000),
            to: new Date(Math.ceil(range.to / 60) * 60_000),
          },
          options,
        ),
      ),
    );
    const transitions = answers
      .flatMap(({ data }: SourceAnswer<AlarmHistory['transitions']>) => data)
      .map(one => ({ ...one, summary: withoutArns(one.summary) }))
      .sort((a, b) => (a.at < b.at ? 1 : -1));
    return {
      data: { alarmName, transitions },
      sources: statesBySource(answers.map(({ state }) => state)),
    };
  }

  /** Tags cost a request for each alarm; only firing ones without a severity are worth it. */
  async #withTagSeverity(
    alarms: { one: SourcedAlarm; shown: Alarm }[],
    options?: CallOptions,
  ): Promise<Alarm[]> {
    const asked = new Set(
      alarms
        .filter(({ shown }) => shown.state === 'ALARM' && !shown.severity)
        .slice(0, MOST_TAG_READS),
    );
    return Promise.all(
      alarms.map(async entry => {
        const { one, shown } = entry;
        if (!asked.has(entry) || !one.alarm.arn) {
          return shown;
        }
        const { data } = await this.telemetry.listTags(
          { source: one.source, arn: one.alarm.arn },
          options,
        );
        return { ...shown, severity: severityFromTags(data) };
      }),
    );
  }
}

function byUrgency(a: Alarm, b: Alarm): number {
  return (
    STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
    Number(b.type === 'composite') - Number(a.type === 'composite') ||
    (a.name < b.name ? -1 : 1)
  );
}
