import { z } from 'zod';

/** A moment relative to the sandbox's anchor (its start, on a minute): `-41m`, `-6h`, `-2d`, `+30m`, `0m`. */
const moment = z
  .string()
  .regex(/^[+-]?\d+(s|m|h|d)$/, 'a moment such as -41m, -6h, -2d or +30m');

/** A length of time: `20s`, `5m`, `1h`. */
const duration = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/, 'a length of time such as 20s, 5m or 1h');

const dimensions = z.record(z.string(), z.string());

/** Something that happens to a metric between two moments; without `to` it goes on. */
const change = z
  .object({
    from: moment,
    to: moment.optional(),
    /** Time over which the change grows from nothing to its full size. */
    ramp: duration.optional(),
    /** Replaces the level. */
    set: z.number().optional(),
    /** Adds to the level. */
    add: z.number().optional(),
    /** Multiplies the level. */
    multiply: z.number().optional(),
    /** No data points at all. */
    gap: z.literal(true).optional(),
  })
  .strict();

const metric = z
  .object({
    namespace: z.string(),
    name: z.string(),
    dimensions: dimensions.default({}),
    unit: z.string().default('None'),
    /** Time between data points. */
    every: duration.default('1m'),
    /** Level around which values lie. */
    base: z.number(),
    /** Standard deviation of a point as a share of its level, 0 to 1. */
    noise: z.number().min(0).max(2).default(0.05),
    /** Swing over the day as a share of the level, highest in the early afternoon UTC. */
    daily: z.number().min(0).max(1).default(0),
    /** How much lower weekends are, as a share of the level. */
    weekend: z.number().min(0).max(1).default(0),
    /** `count` draws whole numbers around the level (rare errors, requests); `level` draws smooth values. */
    kind: z.enum(['level', 'count']).default('level'),
    /** Samples behind each data point, for percentiles and SampleCount. */
    samples: z.number().int().min(1).max(50).default(1),
    /** Spread of the samples within a point, as a share of the level. */
    spread: z.number().min(0).max(3).default(0.2),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Only within these hours of the day (UTC), as for a nightly job: [start, end). */
    hours: z.tuple([z.number(), z.number()]).optional(),
    changes: z.array(change).default([]),
  })
  .strict();

const logLine = z
  .object({
    every: duration,
    /**
     * `{int:20:80}` draws a whole number, `{pick:a|b|c}` one of the words, `{hex:8}` hex digits, `{uuid}` a UUID,
     * `{iso}` the event's time.
     */
    message: z.string(),
    from: moment.optional(),
    to: moment.optional(),
    stream: z.string().optional(),
  })
  .strict();

const logGroup = z
  .object({
    name: z.string(),
    retentionDays: z.number().int().optional(),
    class: z.enum(['STANDARD', 'INFREQUENT_ACCESS']).default('STANDARD'),
    streams: z.array(z.string()).min(1).default(['main']),
    tags: dimensions.default({}),
    lines: z.array(logLine).default([]),
    metricFilters: z
      .array(
        z
          .object({
            name: z.string(),
            pattern: z.string(),
            namespace: z.string(),
            metricName: z.string(),
            value: z.string().default('1'),
          })
          .strict(),
      )
      .default([]),
    subscriptionFilters: z
      .array(
        z
          .object({
            name: z.string(),
            pattern: z.string(),
            destinationArn: z.string(),
          })
          .strict(),
      )
      .default([]),
  })
  .strict();

/** Inputs of the ordinary AWS calls, with AWS's own member names; validated by the handlers themselves. */
const awsInput = z.record(z.string(), z.unknown());

/** One account and region of one pipeline. */
export const scenarioSchema = z
  .object({
    /** Name of the scenario; also part of the seed. */
    name: z.string(),
    account: z.string().regex(/^\d{12}$/),
    region: z.string(),
    metrics: z.array(metric).default([]),
    logGroups: z.array(logGroup).default([]),
    /** PutMetricAlarm inputs. */
    alarms: z.array(awsInput).default([]),
    /** PutCompositeAlarm inputs. */
    compositeAlarms: z.array(awsInput).default([]),
    /** PutAlarmMuteRule inputs. */
    muteRules: z.array(awsInput).default([]),
    dashboards: z
      .array(
        z.object({ name: z.string(), body: z.record(z.string(), z.unknown()) }),
      )
      .default([]),
  })
  .strict();

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioMetric = Scenario['metrics'][number];
export type ScenarioLogGroup = Scenario['logGroups'][number];
