import type { CheckCondition } from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import { secondsOf } from '../pipelines/definition/quantity';
import { duration } from '../pipelines/definition/sharedSchemas';
import { parseThresholdRule } from '../pipelines/definition/thresholdRule';

const DAY = 86_400;

/** Longest time that is looked back on. Seconds. */
const LONGEST = 31 * DAY;

const name = z.string().min(1).max(512);

const window = duration.refine(
  value => secondsOf(value) >= 60 && secondsOf(value) <= LONGEST,
  { error: 'between one minute and 31 days' },
);

/** A rule without a base: what a percentage is of cannot be told here. */
function ruleOf(text: string) {
  const rule = parseThresholdRule(text);
  return rule && rule.relativeTo === undefined ? rule : undefined;
}

const limit = z
  .string()
  .max(120)
  .refine(text => ruleOf(text) !== undefined, {
    error:
      'what should be true, such as "< 60s", "<= 5 in 5m", ">= 99%" or "== 0"',
  });

const count = z
  .string()
  .max(120)
  .refine(text => ruleOf(text)?.unit === '' && !ruleOf(text)?.windowSeconds, {
    error: 'how many rows, or which number, such as "== 0" or "< 10"',
  });

const AGGREGATES = ['sum', 'average', 'maximum', 'minimum', 'newest'] as const;

const FINDINGS = [
  'alarm-missing',
  'log-group-missing',
  'dashboard-missing',
  'alarm-undocumented',
  'alarm-differs',
  'retention-differs',
  'metric-silent',
  'alarm-without-action',
  'alarm-without-runbook',
  'runbook-unreachable',
] as const;

/** What a definition writes under `check:`; {@link toCondition} makes a condition of it. */
export const checkSchema = z.union(
  [
    z.strictObject({
      alarms: z
        .union([z.literal('all'), z.array(name).min(1).max(50)])
        .describe(
          "None of these alarms is in ALARM; `all` for the pipeline's.",
        ),
      resource: name
        .optional()
        .describe('With `all`: of this resource only, such as lambda:load.'),
    }),
    z.strictObject({
      metric: name.describe('Id or title of a chart, or name of its metric.'),
      is: limit.describe('In every bucket, or of the whole with `as`.'),
      over: window.optional().describe('How far to look back. Default: a day.'),
      as: z
        .enum(AGGREGATES)
        .optional()
        .describe('What is made of all values. Default: each one counts.'),
    }),
    z.strictObject({
      fresh: name.describe('Id or title of a chart, or name of its metric.'),
      within: window.describe('It was above 0 within this time.'),
    }),
    z.strictObject({
      query: name.describe('Id or title of a saved query.'),
      finds: count.describe('Its number of rows, or its only number.'),
      over: window
        .refine(value => secondsOf(value) <= DAY, { error: 'at most a day' })
        .optional()
        .describe('Default: a day.'),
    }),
    z.strictObject({
      findings: z
        .union([z.literal('none'), z.array(z.enum(FINDINGS)).min(1)])
        .describe('No finding is open, or none of these kinds.'),
    }),
  ],
  {
    error:
      'one of alarms, metric with is, fresh with within, query with finds, or findings',
  },
);

export type WrittenCheck = z.output<typeof checkSchema>;

/**
 * The condition that a definition's `check:` stands for. Charts and queries are still called as they were written:
 * binding finds them in an environment.
 */
export function toCondition(written: WrittenCheck): CheckCondition {
  if ('alarms' in written) {
    const { alarms, resource } = written;
    return {
      type: 'alarms',
      alarmNames: alarms === 'all' ? [] : alarms,
      ...(resource ? { resourceId: resource } : {}),
    };
  }
  if ('fresh' in written) {
    return {
      type: 'freshness',
      chartId: written.fresh,
      withinSeconds: secondsOf(written.within),
    };
  }
  if ('findings' in written) {
    const { findings } = written;
    return { type: 'findings', kinds: findings === 'none' ? [] : findings };
  }
  const windowSeconds = secondsOf(written.over ?? DAY);
  if ('query' in written) {
    const { comparison, value } = parsed(written.finds);
    return {
      type: 'log-query',
      queryId: written.query,
      comparison,
      value,
      windowSeconds,
    };
  }
  const {
    comparison,
    value,
    unit,
    windowSeconds: counted,
  } = parsed(written.is);
  return {
    type: 'metric',
    chartId: written.metric,
    comparison,
    value,
    ...(unit ? { unit } : {}),
    windowSeconds: Math.max(windowSeconds, counted ?? 0),
    ...(counted ? { periodSeconds: Math.ceil(counted / 60) * 60 } : {}),
    ...(written.as ? { aggregate: written.as } : {}),
  };
}

function parsed(text: string) {
  const rule = ruleOf(text);
  if (!rule) {
    throw new Error(`${text} was taken for a limit although it is none`);
  }
  return rule;
}
