import { z } from 'zod';
import { checklistSchema } from './checklistSchema';
import { duration, text, timeZone } from './sharedSchemas';
import { parseThresholdRule } from './thresholdRule';

const PIPELINE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Id of a pipeline, as in the annotation `pipeline-ops/pipeline-id`. */
export const pipelineIdSchema = z
  .string()
  .regex(
    PIPELINE_ID,
    'a pipeline id of letters, digits, dots, underscores and hyphens',
  );

/** Enough for ARNs and long log group names; no control characters, wildcards or quotes. `${name}` is a variable. */
const nameTemplate = z
  .string()
  .min(1)
  .max(512)
  .regex(/^(?:[^\p{C}*?"'`\\$]|\$\{[A-Za-z0-9_.-]+\})+$/u, {
    error:
      'a name of letters, digits, spaces, punctuation and ${variables}, without wildcards, quotes or backslashes',
  });

const selector = z
  .string()
  .min(1)
  .max(512)
  .regex(/^(?:[^\p{C}*?"'`\\$]|\$\{[A-Za-z0-9_.-]+\})+\*?$/u, {
    error:
      'a name, or the beginning of names: with * at its end or ending in a separator, such as orders-* or /aws/lambda/orders-',
  })
  .describe(
    'One name; or, with * at its end or ending in a separator, the beginning of names. It matches whole words.',
  );

const variableName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
    'a variable named with letters, digits, dots, underscores and hyphens',
  );

/** Goes into names and commands: nothing in it may act as a pattern, a quote or a further variable. */
const variableValue = z
  .union([
    z
      .string()
      .max(256)
      .regex(
        /^[\p{L}\p{N}._:/@ -]*$/u,
        'a value of letters, digits, spaces and the signs . _ : / @ -',
      ),
    z.number(),
  ])
  .describe('What ${variable} stands for in this environment.');

/** A size or amount: a number, or a number with a unit of bytes. */
const amount = z.union([
  z.number().positive(),
  z
    .string()
    .regex(
      /^\d+(\.\d+)?\s*(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$/,
      'a number, or an amount of bytes such as 16GiB',
    ),
]);

const dimensions = z
  .record(
    z.string().regex(/^[\x20-\x7e]{1,255}$/, 'the name of a dimension'),
    nameTemplate,
  )
  .refine(value => Object.keys(value).length <= 30, {
    error: 'at most 30 dimensions',
  });

export const severitySchema = z.enum([
  'critical',
  'high',
  'medium',
  'warning',
  'low',
]);

const thresholdRule = z
  .string()
  .max(120)
  .refine(rule => parseThresholdRule(rule) !== undefined, {
    error: 'a threshold such as "> 0", "> 75% of timeout" or "> 5 in 5m"',
  })
  .describe(
    'Such as "> 0", ">= 80%", "> 75% of timeout", "< 20% of memory", "> 5 in 5m", "> 2h".',
  );

const threshold = z.union([
  thresholdRule,
  z.strictObject({
    when: thresholdRule,
    action: text.optional().describe('What to do when it is crossed.'),
    severity: severitySchema.optional(),
  }),
]);

const thresholds = z
  .record(z.string().min(1).max(255), z.union([threshold, z.array(threshold)]))
  .describe('Thresholds by metric name. They replace those of the service.');

const role = z
  .enum(['success', 'failure', 'throughput', 'latency'])
  .describe('What the metric tells about the stage that the resource is in.');

const resource = z.union([
  nameTemplate,
  z.strictObject({
    name: nameTemplate.describe("The resource's name in AWS."),
    title: text.optional(),
    type: z
      .string()
      .max(40)
      .optional()
      .describe('Where a kind has several, such as instance or cluster.'),
    timeout: duration
      .optional()
      .describe('Makes thresholds such as "> 75% of timeout" a line.'),
    limits: z
      .record(variableName, amount)
      .optional()
      .describe('What other relative thresholds are relative to, by name.'),
    dimensions: dimensions
      .optional()
      .describe('Replaces or adds dimensions of the metrics of this resource.'),
    thresholds: thresholds.optional(),
    environments: z
      .array(z.string().min(1).max(64))
      .min(1)
      .optional()
      .describe('Only in these environments. Default: in all.'),
  }),
]);

const customMetric = z.union([
  z.string().min(1).max(255),
  z.strictObject({
    name: z.string().min(1).max(255),
    title: text.optional(),
    stat: z
      .string()
      .regex(
        /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d{1,10})?|p100|(TM|WM|TC|TS|PR)\([0-9.:%]{1,30}\))$/,
        'a statistic of CloudWatch, such as Sum, Average, Maximum or p99',
      )
      .optional()
      .describe('Default: Sum for what is counted, else Average.'),
    unit: z.string().max(40).optional().describe('A unit name of CloudWatch.'),
    thresholds: z.union([threshold, z.array(threshold)]).optional(),
    role: role.optional(),
    advice: text.optional(),
    dimensions: dimensions
      .optional()
      .describe("Of this metric alone, instead of the resource's."),
  }),
]);

const customResource = z.strictObject({
  name: nameTemplate,
  title: text.optional(),
  namespace: z
    .string()
    .regex(
      /^[A-Za-z0-9._/#:-]{1,255}$/,
      'a metric namespace of letters, digits and the signs . _ / # : -',
    ),
  dimensions: dimensions.optional(),
  metrics: z
    .array(customMetric)
    .min(1)
    .max(100)
    .optional()
    .describe('Default: every metric that CloudWatch knows for it.'),
  timeout: duration.optional(),
  limits: z.record(variableName, amount).optional(),
  environments: z.array(z.string().min(1).max(64)).min(1).optional(),
});

const stageMetric = z.strictObject({
  resource: nameTemplate
    .optional()
    .describe("Default: the stage's only resource."),
  metric: z.string().min(1).max(255),
});

const stage = z.strictObject({
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'an id of letters, digits, dots, underscores and hyphens',
    ),
  title: text.optional(),
  resources: z
    .array(nameTemplate)
    .max(100)
    .describe(
      'kind:name, such as lambda:orders-load; a bare name when only one kind has it.',
    ),
  success: stageMetric.optional(),
  failure: stageMetric.optional(),
  throughput: stageMetric.optional(),
});

const query = z.strictObject({
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'an id of letters, digits, dots, underscores and hyphens',
    ),
  title: text.optional(),
  query: z
    .string()
    .min(1)
    .max(10_000)
    .describe('Logs Insights QL. It names no log groups itself.'),
  logGroups: z
    .array(selector)
    .min(1)
    .max(20)
    .optional()
    .describe('Default: the log groups of the pipeline.'),
});

const sourceId = z.string().min(1).max(64);

export const environmentSchema = z
  .strictObject({
    source: sourceId
      .optional()
      .describe('Id of a source that the operator declared.'),
    sources: z.array(sourceId).min(1).max(20).optional(),
    variables: z.record(variableName, variableValue).optional(),
  })
  .refine(value => !(value.source && value.sources), {
    error: 'either source or sources, not both',
  });

const documentPath = z
  .string()
  .regex(
    /^(?!\/)(?:[^\p{C}\\:*?#%]+)\.md$/u,
    'a path to a .md file, relative to the catalog-info.yaml of the entity',
  )
  .max(512);

const selectors = z.array(selector).max(100);

/** A word that names a kind of resource, and the kinds that only exist since somebody added a service pack. */
function resourcesSchema(kinds: readonly string[]) {
  const byKind = Object.fromEntries(
    kinds.map(kind => [kind, z.array(resource).max(200).optional()]),
  );
  return z.strictObject({
    ...byKind,
    custom: z
      .array(customResource)
      .max(200)
      .optional()
      .describe("Metrics in a namespace of the team's own."),
  });
}

function bodyOf(kinds: readonly string[]) {
  return {
    title: text.optional(),
    timeZone: timeZone
      .optional()
      .describe('IANA time zone that checklists are kept in. Default: UTC.'),
    documents: z
      .array(documentPath)
      .max(20)
      .optional()
      .describe(
        'Operations documents, relative to the catalog-info.yaml of the entity.',
      ),
    environments: z
      .record(
        z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
            'an environment named with letters, digits, dots, underscores and hyphens',
          ),
        environmentSchema,
      )
      .refine(value => Object.keys(value).length > 0, {
        error: 'at least one environment, or no such key',
      })
      .optional(),
    resources: resourcesSchema(kinds).optional(),
    stages: z.array(stage).max(50).optional(),
    alarms: selectors.optional().describe('Alarms that belong to it.'),
    logGroups: selectors.optional().describe('Log groups that belong to it.'),
    dashboards: selectors.optional().describe('Dashboards that belong to it.'),
    queries: z
      .array(query)
      .max(100)
      .optional()
      .describe('Logs Insights queries that readers can run.'),
    thresholds: z
      .partialRecord(z.enum([...kinds, 'custom'] as string[]), thresholds)
      .optional()
      .describe('For all resources of a kind, by metric name.'),
    runbooks: z
      .record(z.string().min(1).max(255), text)
      .optional()
      .describe(
        'Which runbook answers which alarm: title or id of a runbook by name of an alarm.',
      ),
    checklists: z
      .array(checklistSchema)
      .max(100)
      .optional()
      .describe(
        'What the lists of the documents leave open, and further lists.',
      ),
  };
}

/** One pipeline, as the operator's `pipelineOps.pipelines.<id>` and the values of a file's `pipelines:` give it. */
export function createDefinitionSchema(kinds: readonly string[]) {
  return z.strictObject(bodyOf(kinds));
}

/** A whole `pipeline-ops.yaml`: one pipeline, or what several have in common and each of them. */
export function createDefinitionFileSchema(kinds: readonly string[]) {
  return z.strictObject({
    ...bodyOf(kinds),
    pipelines: z
      .record(pipelineIdSchema, createDefinitionSchema(kinds))
      .optional()
      .describe(
        'For a file that describes several pipelines: by id, on top of what stands beside this key.',
      ),
  });
}

export type PipelineDefinition = z.output<
  ReturnType<typeof createDefinitionSchema>
> & { resources?: ResourcesDefinition };
export type DefinitionFile = PipelineDefinition & {
  pipelines?: Record<string, PipelineDefinition>;
};
export type ResourceDefinition = z.output<typeof resource>;
export type CustomResourceDefinition = z.output<typeof customResource>;
export type CustomMetricDefinition = z.output<typeof customMetric>;
export type ThresholdDefinition = z.output<typeof threshold>;
export type StageDefinition = z.output<typeof stage>;
export type QueryDefinition = z.output<typeof query>;
export type StageMetricDefinition = z.output<typeof stageMetric>;
export type EnvironmentDefinition = z.output<typeof environmentSchema>;
export interface ResourcesDefinition {
  custom?: CustomResourceDefinition[];
  [kind: string]: ResourceDefinition[] | CustomResourceDefinition[] | undefined;
}
