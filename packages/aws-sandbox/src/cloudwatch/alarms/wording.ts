import type { MetricReader } from '../math';
import { COMPARISONS } from './comparison';
import type { Verdict } from './model';
import type { Judgement } from './verdict';
import type { AlarmWatch, WatchedDatapoint } from './watch';

/** Most data points that a reason lists. */
const LISTED = 5;

function reasonOf(
  watch: AlarmWatch,
  state: NonNullable<Judgement['state']>,
  used: readonly WatchedDatapoint[],
  filled: number,
): string {
  if (state === 'INSUFFICIENT_DATA') {
    const { evaluationPeriods: count } = watch;
    return `Insufficient Data: ${counted(count, 'datapoint')} ${were(count)} unknown.`;
  }
  const crossed = watch.hasBand ? 'Thresholds Crossed' : 'Threshold Crossed';
  const missing = missingPart(watch, filled);
  if (used.length === 0) {
    const periods = counted(watch.evaluationPeriods, 'period');
    return `${crossed}: no datapoints were received for ${periods} and ${missing}.`;
  }
  const breaching = state === 'ALARM';
  const points = used
    .filter(point => Boolean(point.breaching) === breaching)
    .reverse();
  if (watch.config.DatapointsToAlarm === undefined || points.length === 0) {
    return `${crossed}: ${pointsPart(watch, points, breaching)}${missing && ` and ${missing}`}.`;
  }
  const { evaluationPeriods: n, datapointsToAlarm: m } = watch;
  const needed = breaching ? m : n - m + 1;
  const transition = breaching ? 'OK -> ALARM' : 'ALARM -> OK';
  const compared = comparedPart(watch, points, breaching);
  return (
    `${crossed}: ${points.length} out of the last ${n} datapoints ${listed(points)} ${compared}` +
    ` (minimum ${counted(needed, 'datapoint')} for ${transition} transition)${missing && ` and ${missing}`}.`
  );
}

function pointsPart(
  watch: AlarmWatch,
  points: readonly WatchedDatapoint[],
  breaching: boolean,
): string {
  const count = counted(points.length, 'datapoint');
  const compared = comparedPart(watch, points, breaching);
  if (points.length <= LISTED) return `${count} ${listed(points)} ${compared}`;
  return `${count} ${compared}. The most recent datapoints which crossed the threshold: ${listed(points)}`;
}

function comparedPart(
  watch: AlarmWatch,
  points: readonly WatchedDatapoint[],
  breaching: boolean,
): string {
  const { words } = COMPARISONS[watch.operator];
  const verb = `${were(points.length)}${breaching ? '' : ' not'}`;
  if (!watch.hasBand) {
    return `${verb} ${words} (${javaDouble(watch.config.Threshold!)})`;
  }
  const lower = limitList(points, 'lower');
  const upper = limitList(points, 'upper');
  switch (watch.operator) {
    case 'LessThanLowerThreshold':
      return `${verb} ${words} ${lower}`;
    case 'GreaterThanUpperThreshold':
      return `${verb} ${words} ${upper}`;
    default:
      return `${verb} ${words} ${lower} or greater than the upper thresholds ${upper}`;
  }
}

function missingPart(watch: AlarmWatch, filled: number): string {
  const treatment = watch.missingData;
  if (filled === 0 || treatment === 'missing' || treatment === 'ignore') {
    return '';
  }
  const treated = treatment === 'breaching' ? 'Breaching' : 'NonBreaching';
  return `${counted(filled, 'missing datapoint')} ${were(filled)} treated as [${treated}]`;
}

function reasonData(
  watch: AlarmWatch,
  used: readonly WatchedDatapoint[],
  filled: number,
  at: number,
  reader: MetricReader,
) {
  const { config } = watch;
  const oldest = used[0]?.timestamp;
  const statistic = config.Statistic ?? config.ExtendedStatistic;
  const evaluated = [...used].reverse().map(point => ({
    timestamp: awsTime(point.timestamp),
    sampleCount: watch.sampleCount(reader, point.timestamp),
    value: point.value,
    ...(watch.hasBand && {
      threshold: point.limits.upper,
      lowerThreshold: point.limits.lower,
    }),
  }));
  const end = Math.floor(at / 60_000) * 60_000;
  const unknown = used.length > 0 ? [] : Array.from({ length: filled });
  return {
    version: '1.0',
    queryDate: awsTime(at),
    ...(oldest !== undefined && { startDate: awsTime(oldest) }),
    ...(config.Unit && { unit: config.Unit }),
    ...(statistic && { statistic }),
    period: watch.period,
    recentDatapoints: used.map(point => point.value),
    ...(watch.hasBand
      ? { recentLowerThresholds: used.map(point => point.limits.lower) }
      : {}),
    ...(watch.hasBand
      ? { recentUpperThresholds: used.map(point => point.limits.upper) }
      : { threshold: config.Threshold }),
    evaluatedDatapoints: [
      ...evaluated,
      ...unknown.map((_, index) => ({
        timestamp: awsTime(end - (index + 1) * watch.period * 1000),
      })),
    ],
  };
}

function listed(points: readonly WatchedDatapoint[]): string {
  const list = points
    .slice(0, LISTED)
    .map(
      point => `${javaDouble(point.value!)} (${shortTime(point.timestamp)})`,
    );
  return `[${list.join(', ')}]`;
}

function limitList(
  points: readonly WatchedDatapoint[],
  limit: 'lower' | 'upper',
): string {
  const list = points.slice(0, LISTED).map(point => {
    const value = point.limits[limit];
    return value === undefined ? 'NaN' : javaDouble(value);
  });
  return `[${list.join(', ')}]`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

/** A number as AWS writes it in reasons: always with a fraction, large and small ones with an exponent. */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [digits, exponent] = value.toExponential().split('e');
    const fraction = digits.includes('.') ? digits : `${digits}.0`;
    return `${fraction}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

/** `21/11/26 02:40:00`, UTC. */
function shortTime(at: number): string {
  const [date, time] = new Date(at).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

/** `2026-11-21T02:40:00.000+0000`. */
export function awsTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

/** `Saturday 21 November, 2026 02:40:00 UTC`. */
export function longTime(at: number): string {
  const date = new Date(at);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(
      date,
    );
  const day = date.toISOString().slice(8, 10);
  const time = date.toISOString().slice(11, 19);
  return `${part({ weekday: 'long' })} ${day} ${part({ month: 'long' })}, ${date.getUTCFullYear()} ${time} UTC`;
}

/**
 * Puts a judgement into AWS's words, with the data behind it.
 *
 * @param judgement one that gives a state
 * @param at when it was made, Unix milliseconds
 */
export function describeJudgement(
  watch: AlarmWatch,
  judgement: Judgement & { state: NonNullable<Judgement['state']> },
  at: number,
  reader: MetricReader,
): Verdict {
  const used = judgement.used as readonly WatchedDatapoint[];
  return {
    value: judgement.state,
    reason: reasonOf(watch, judgement.state, used, judgement.filled),
    reasonData: JSON.stringify(
      reasonData(watch, used, judgement.filled, at, reader),
    ),
  };
}
