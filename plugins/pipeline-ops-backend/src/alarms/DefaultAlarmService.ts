import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  Alarm,
  AlarmDetail,
  AlarmHistory,
  AlarmList,
  AlarmState,
  Envelope,
  Severity,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
  ResolvedResource,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { matchesAnySelector } from '../pipelines/trust/names';
import { prefixesOf } from '../telemetry/selection';
import { isWhole, statesBySource } from '../telemetry/sourceStates';
import type { TimeRange } from '../telemetry/window';
import { withoutArns } from './actions';
import { alarmCharts, alarmWindow, planOf } from './alarmChart';
import type { AlarmRequest, AlarmService } from './AlarmService';
import { describes, expectedAlarms } from './documentedAlarms';
import { severityFromTags } from './severity';
import { mutesOf } from './mutes';
import { toAlarm, unitOf, type SourcedAlarm } from './toAlarm';

/** Seconds. */
const DAY = 86_400;

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

/** An alarm as it was read and as it is shown. */
interface ReadAlarm {
  one: SourcedAlarm;
  shown: Alarm;
}

/** {@link AlarmService} over a {@link TelemetrySource}. */
export class DefaultAlarmService implements AlarmService {
  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly now: () => number,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    /** Unix milliseconds. */
    now?: () => number;
  }): DefaultAlarmService {
    return new DefaultAlarmService(options.telemetry, options.now ?? Date.now);
  }

  async list(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<Envelope<AlarmList>> {
    const { answers, alarms, expected } = await this.#read(
      pipeline,
      environment,
      options,
    );
    // Of what could not be read, nobody can say that it is missing.
    const readWhole = answers.every(({ state }) => isWhole(state));
    const missing = expected
      .filter(({ name, literal }) =>
        literal
          ? environment.selections.some(selection =>
              matchesAnySelector(name, selection.alarms),
            )
          : answers.length > 0,
      )
      .filter(one => !alarms.some(({ shown }) => describes(one, shown.name)));
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        alarms: alarms.map(({ shown }) => shown).sort(byUrgency),
        missing: readWhole
          ? missing.map(({ name, position }) => ({
              name,
              documentedIn: position.path,
              line: position.startLine,
            }))
          : [],
      },
      sources: statesBySource(answers.map(({ state }) => state)),
    };
  }

  async detail(
    request: AlarmRequest,
    options?: CallOptions,
  ): Promise<Envelope<AlarmDetail>> {
    const { pipeline, environment, alarmName, sourceId, range } = request;
    this.#selectionsOf(request);
    const { answers, alarms } = await this.#read(
      pipeline,
      environment,
      options,
    );
    const found = alarms.find(
      ({ one, shown }) =>
        shown.name === alarmName &&
        (sourceId === undefined || one.source.id === sourceId),
    );
    if (!found) {
      throw missingError(
        request,
        answers.map(({ state }) => state),
      );
    }
    const { one, shown } = found;
    const { source, alarm } = one;
    const now = this.now();
    const window = alarmWindow(alarm, range, now / 1_000);
    const plan = planOf(alarm, unitOf(alarm, resourceOf(shown, environment)));
    const [drawn, mutes, history] = await Promise.all([
      plan &&
        this.telemetry.metricData(
          { source, queries: plan.queries, ...window },
          options,
        ),
      this.telemetry.listMuteRules({ source, alarmName }, options),
      this.#transitions([source], alarmName, window, options),
    ]);
    return {
      data: {
        alarm: shown,
        ...(plan && drawn
          ? alarmCharts({
              plan,
              shown,
              alarm,
              results: drawn.data,
              transitions: history.transitions,
              window,
            })
          : {}),
        from: window.from,
        to: window.to,
        mutes: mutesOf(mutes.data, now),
      },
      sources: statesBySource([
        ...answers.map(({ state }) => state),
        ...(drawn ? [drawn.state] : []),
        mutes.state,
        ...history.states,
      ]),
    };
  }

  async history(
    request: AlarmRequest,
    options?: CallOptions,
  ): Promise<Envelope<AlarmHistory>> {
    const { alarmName, range } = request;
    const { transitions, states } = await this.#transitions(
      this.#selectionsOf(request).map(({ source }) => source),
      alarmName,
      range,
      options,
    );
    return {
      data: { alarmName, transitions },
      sources: statesBySource(states),
    };
  }

  /** @throws NotFoundError when the selection does not allow the name */
  #selectionsOf({ pipeline, environment, alarmName, sourceId }: AlarmRequest) {
    const selections = environment.selections.filter(
      ({ alarms, source }) =>
        matchesAnySelector(alarmName, alarms) &&
        (sourceId === undefined || source.id === sourceId),
    );
    if (selections.length === 0) {
      throw new NotFoundError(
        `Pipeline ${pipeline.pipelineId} has no alarm ${alarmName} in ${environment.name}.`,
      );
    }
    return selections;
  }

  /** The alarms of an environment's selections, as the cloud has them and as they are shown. */
  async #read(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ) {
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
    return { answers, alarms, expected };
  }

  async #transitions(
    sources: SourceRef[],
    alarmName: string,
    range: TimeRange,
    options?: CallOptions,
  ) {
    const answers = await Promise.all(
      sources.map(source =>
        this.telemetry.alarmHistory(
          {
            source,
            alarmName,
            // Whole days: every range of a day is one question, whose last answer can be shown while AWS is away.
            from: new Date(Math.floor(range.from / DAY) * DAY * 1_000),
            to: new Date(Math.ceil(range.to / DAY) * DAY * 1_000),
          },
          options,
        ),
      ),
    );
    const within = ({ at }: { at: string }) => {
      const seconds = Date.parse(at) / 1_000;
      return seconds >= range.from && seconds <= range.to;
    };
    return {
      transitions: answers
        .flatMap(({ data }: SourceAnswer<AlarmHistory['transitions']>) => data)
        .filter(within)
        .map(one => ({ ...one, summary: withoutArns(one.summary) }))
        .sort((one, other) => (one.at < other.at ? 1 : -1)),
      states: answers.map(({ state }) => state),
    };
  }

  /** Tags cost a request for each alarm; only firing ones without a severity are worth it. */
  async #withTagSeverity(
    alarms: ReadAlarm[],
    options?: CallOptions,
  ): Promise<ReadAlarm[]> {
    const asked = new Set(
      alarms
        .filter(({ shown }) => shown.state === 'ALARM' && !shown.severity)
        .slice(0, MOST_TAG_READS),
    );
    return Promise.all(
      alarms.map(async entry => {
        const { one, shown } = entry;
        if (!asked.has(entry) || !one.alarm.arn) {
          return entry;
        }
        const { data } = await this.telemetry.listTags(
          { source: one.source, arn: one.alarm.arn },
          options,
        );
        return { one, shown: { ...shown, severity: severityFromTags(data) } };
      }),
    );
  }
}

/** An alarm that is not among the answers is missing only where all of them could be read. */
function missingError(
  { pipeline, environment, alarmName }: AlarmRequest,
  states: SourceState[],
): Error {
  const unread = states.find(state => !isWhole(state));
  return unread
    ? new ServiceUnavailableError(
        `The alarm ${alarmName} could not be read: source ${unread.id} is ${unread.status}. ${unread.message ?? ''}`.trim(),
      )
    : new NotFoundError(
        `AWS has no alarm ${alarmName} in ${environment.name} of pipeline ${pipeline.pipelineId}. It may have been deleted or renamed.`,
      );
}

function resourceOf(
  { resourceId }: Alarm,
  environment: ResolvedEnvironment,
): ResolvedResource | undefined {
  return environment.resources.find(({ id }) => id === resourceId);
}

function byUrgency(a: Alarm, b: Alarm): number {
  return (
    STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
    Number(b.type === 'composite') - Number(a.type === 'composite') ||
    (a.name < b.name ? -1 : 1)
  );
}
