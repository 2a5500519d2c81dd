import type { AlarmEvidence } from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import { alarmNameOf } from './actions';

/** More points than an alarm looks at; who wrote more than this did not mean evidence. */
const MOST_VALUES = 100;

const number = z.number().nullable().catch(null);
const numbers = z.array(number).max(1_000).catch([]);
const state = z
  .enum(['OK', 'ALARM', 'INSUFFICIENT_DATA'])
  .optional()
  .catch(undefined);
const moment = z.string().max(40).optional().catch(undefined);

/**
 * The parts of `StateReasonData` that are used. Its form is documented by examples only ("Alarm events and EventBridge"
 * in the CloudWatch user guide, version 1.0), and SetAlarmState lets anybody write any JSON there: what is not as
 * expected is left out. `recent…` are oldest first, `evaluatedDatapoints` newest first.
 */
const reasonData = z.object({
  queryDate: moment,
  startDate: moment,
  threshold: z.number().optional().catch(undefined),
  recentDatapoints: numbers,
  recentLowerThresholds: numbers,
  recentUpperThresholds: numbers,
  evaluatedDatapoints: z
    .array(
      z.object({
        timestamp: z.string().max(40),
        value: number,
        threshold: number,
        lowerThreshold: number,
      }),
    )
    .max(1_000)
    .catch([]),
  triggeringAlarms: z
    .array(
      z.object({
        arn: z.string().min(1).max(1_600),
        state: z
          .object({ value: state, timestamp: moment })
          .optional()
          .catch(undefined),
      }),
    )
    .max(1_000)
    .catch([]),
});

/** The data behind an alarm's state; undefined where CloudWatch gave none, or nothing that is understood. */
export function evidenceOf(
  text: string | undefined,
): AlarmEvidence | undefined {
  const parsed = reasonData.safeParse(jsonOf(text));
  if (!parsed.success) {
    return undefined;
  }
  const { threshold, queryDate, startDate, triggeringAlarms } = parsed.data;
  const points = pointsOf(parsed.data).slice(0, MOST_VALUES);
  const triggeredBy = triggeringAlarms
    .slice(0, MOST_VALUES)
    .map(({ arn, state: changed }) => ({
      alarmName: alarmNameOf(arn),
      ...optional('state', changed?.value),
      ...optional('since', isoOf(changed?.timestamp)),
    }));
  if (points.length === 0 && triggeredBy.length === 0) {
    return undefined;
  }
  const hasBand = points.some(({ upper, lower }) => (upper ?? lower) !== null);
  return {
    values: points.map(({ value }) => value),
    ...optional('threshold', threshold),
    ...optional('evaluatedAt', isoOf(queryDate)),
    ...optional('windowStart', isoOf(startDate)),
    ...(hasBand
      ? { band: points.map(({ lower, upper }) => ({ lower, upper })) }
      : {}),
    ...(triggeredBy.length > 0 ? { triggeredBy } : {}),
  };
}

interface EvidencePoint {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** Newest first. The evaluated points tell of missing ones, too; older evidence has only the recent values. */
function pointsOf(data: z.output<typeof reasonData>): EvidencePoint[] {
  if (data.evaluatedDatapoints.length > 0) {
    return [...data.evaluatedDatapoints]
      .sort((a, b) => (a.timestamp < b.timestamp ? 1 : -1))
      .map(({ value, lowerThreshold, threshold }) => ({
        value,
        lower: lowerThreshold,
        // Beside a fixed threshold each point repeats it; only a lower limit makes it the upper edge of a band.
        upper: lowerThreshold === null ? null : threshold,
      }));
  }
  const { recentLowerThresholds: lower, recentUpperThresholds: upper } = data;
  return data.recentDatapoints
    .map((value, index) => ({
      value,
      lower: lower[index] ?? null,
      upper: upper[index] ?? null,
    }))
    .reverse();
}

/** CloudWatch writes `2026-11-21T02:41:00.000+0000`. */
function isoOf(text: string | undefined): string | undefined {
  const time = Date.parse((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isFinite(time) ? new Date(time).toISOString() : undefined;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}
