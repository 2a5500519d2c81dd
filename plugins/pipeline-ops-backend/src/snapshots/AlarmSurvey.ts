import type {
  CallOptions,
  CloudAlarm,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { outermost } from '../telemetry/selection';
import { isWhole } from '../telemetry/sourceStates';
import type { AlarmSnapshot } from './AlarmSnapshotStore';
import { keyOfSource } from '../telemetry/sourceKey';

/** Alarms on one page of DescribeAlarms. Source: CloudWatch API reference. */
const PAGE = 100;

/** Above this many requests by prefix, it is worth finding out how many a reading of everything takes. */
const WORTH_A_TRY = 8;

/** Requests under way at a time: enough for a page, and no crowd at the rate limit. */
const AT_ONCE = 5;

/** Milliseconds after which an account may have grown so much that its size has to be found out again. */
const SIZE_KEPT = 3_600_000;

/** Reads the alarms of many prefixes of a source: one by one or in full, whichever takes fewer requests. */
export class AlarmSurvey {
  /** Requests that a reading of everything took. */
  readonly #sizes = new Map<string, { requests: number; at: number }>();
  /** Alarms that a prefix had. */
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly telemetry: Pick<TelemetrySource, 'listAlarms'>,
    /** Unix milliseconds. */
    private readonly now: () => number,
  ) {}

  /** The answer for each prefix. */
  async read(
    source: SourceRef,
    prefixes: readonly string[],
    options?: CallOptions,
  ): Promise<Map<string, SourceAnswer<CloudAlarm[]>>> {
    const wanted = [...new Set(prefixes)];
    const answers = new Map<string, SourceAnswer<CloudAlarm[]>>();
    const whole = this.#inFull(source, wanted);
    const queue = whole ? [''] : outermost(wanted);
    const readNext = async (): Promise<void> => {
      for (
        let prefix = queue.shift();
        prefix !== undefined;
        prefix = queue.shift()
      ) {
        const answer = await this.telemetry.listAlarms(
          { source, prefixes: [prefix] },
          options,
        );
        this.#learn(source, prefix, answer);
        share(answer, prefix, wanted, answers);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, readNext));
    return answers;
  }

  #inFull(source: SourceRef, wanted: readonly string[]): boolean {
    const key = keyOfSource(source);
    const byPrefix = outermost(wanted).reduce(
      (sum, prefix) =>
        sum + requestsFor(this.#counts.get(`${key}/${prefix}`) ?? 0),
      0,
    );
    const size = this.#sizes.get(key);
    return size && this.now() < size.at + SIZE_KEPT
      ? size.requests <= byPrefix
      : byPrefix > WORTH_A_TRY;
  }

  #learn(
    source: SourceRef,
    prefix: string,
    { data, state }: SourceAnswer<CloudAlarm[]>,
  ): void {
    if (!isWhole(state)) {
      return;
    }
    const alarms = data.length;
    const key = keyOfSource(source);
    if (prefix === '') {
      const requests = requestsFor(alarms);
      this.#sizes.set(key, { requests, at: this.now() });
    } else if (alarms > PAGE) {
      this.#counts.set(`${key}/${prefix}`, alarms);
    } else {
      this.#counts.delete(`${key}/${prefix}`);
    }
  }
}

/** Gives each wanted prefix its part of what a shorter one, or its own, found. */
function share(
  { data, state }: SourceAnswer<CloudAlarm[]>,
  prefix: string,
  wanted: readonly string[],
  answers: Map<string, SourceAnswer<CloudAlarm[]>>,
): void {
  for (const inner of wanted.filter(one => one.startsWith(prefix))) {
    answers.set(inner, {
      data: data.filter(({ name }) => name.startsWith(inner)),
      state,
    });
  }
}

function requestsFor(alarms: number): number {
  return Math.max(1, Math.ceil(alarms / PAGE));
}

/** What of a survey was read whole: half a list would look like alarms that were deleted. */
export function wholeReadings(
  answers: ReadonlyMap<string, SourceAnswer<CloudAlarm[]>>,
): Map<string, AlarmSnapshot> {
  return new Map(
    [...answers]
      .filter(([, { state }]) => isWhole(state))
      .map(([prefix, { data, state }]) => [
        prefix,
        { alarms: data, readAt: new Date(state.asOf) },
      ]),
  );
}
