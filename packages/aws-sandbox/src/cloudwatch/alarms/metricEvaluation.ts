import type { MetricReader } from '../math';
import type { AlarmState, MetricAlarmRecord, Verdict } from './model';
import { judge, type Judgement } from './verdict';
import { describeJudgement } from './wording';

/** A change of an alarm's state, or of the reason for the state it was created with. */
export interface Transition {
  alarm: MetricAlarmRecord;
  verdict: Verdict;
  /** Unix milliseconds. */
  at: number;
}

/** Evaluations further back than this are not made up for, milliseconds. */
const CAUGHT_UP = 86_400_000;

/** State of an alarm that was not evaluated yet. */
export const UNCHECKED = 'Unchecked: Initial alarm creation';

/**
 * All evaluations of an alarm that were due until now. The alarm's state is left as it is, for the caller to change it in
 * the order of all alarms' transitions; only the next evaluation's time moves on.
 *
 * @param now Unix milliseconds
 */
export function evaluateMetricAlarm(
  alarm: MetricAlarmRecord,
  reader: MetricReader,
  now: number,
): Transition[] {
  const { watch } = alarm;
  const moments = takeMoments(alarm, now);
  const ranges = watch.rangesAt(reader, moments);
  const transitions: Transition[] = [];
  let state: Pick<AlarmState, 'value' | 'reason'> = alarm.state;

  moments.forEach((at, index) => {
    const judgement = judge(
      ranges[index],
      watch.evaluationPeriods,
      watch.datapointsToAlarm,
      watch.missingData,
    );
    if (!changes(state, judgement)) return;
    if (hasTooFewSamples(alarm, judgement, reader)) return;
    const verdict = describeJudgement(watch, judgement, at, reader);
    transitions.push({ alarm, verdict, at });
    state = verdict;
  });
  return transitions;
}

function takeMoments(alarm: MetricAlarmRecord, now: number): number[] {
  const { interval } = alarm.watch;
  const moments: number[] = [];
  let at = alarm.nextEvaluation;
  if (at < now - CAUGHT_UP) {
    at = Math.ceil((now - CAUGHT_UP) / interval) * interval;
  }
  while (at <= now) {
    moments.push(at);
    at = Math.floor(at / interval) * interval + interval;
  }
  alarm.nextEvaluation = at;
  return moments;
}

function changes(
  state: Pick<AlarmState, 'value' | 'reason'>,
  judgement: Judgement,
): judgement is Judgement & { state: NonNullable<Judgement['state']> } {
  if (judgement.state === undefined) return false;
  return judgement.state !== state.value || state.reason === UNCHECKED;
}

/**
 * Whether a percentile rests on too few samples to say anything, for alarms that then stay as they are: fewer than
 * 10 / (1 - p), for percentiles below a half 10 / p (AWS: "Percentile-based alarms and low data samples").
 */
function hasTooFewSamples(
  { watch, config }: MetricAlarmRecord,
  judgement: Judgement,
  reader: MetricReader,
): boolean {
  const { percentile } = watch;
  if (
    percentile === undefined ||
    config.EvaluateLowSampleCountPercentile !== 'ignore'
  ) {
    return false;
  }
  const samples = judgement.used.reduce(
    (sum, point) => sum + (watch.sampleCount(reader, point.timestamp) ?? 0),
    0,
  );
  const tail = percentile < 50 ? percentile : 100 - percentile;
  return samples < 1000 / tail;
}
