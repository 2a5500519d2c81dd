import { z } from 'zod';
import type { ConsoleSignIn } from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  createDefinitionSchema,
  environmentSchema,
  pipelineIdSchema,
} from '../pipelines/definition/definitionSchema';

const prefix = z
  .string()
  .min(1)
  .max(512)
  .describe('Beginning of names, matched as whole words; * alone is any name.');
const prefixes = z.array(prefix).max(1_000).default([]);

const metricRule = z.strictObject({
  namespace: z.string().min(1).max(256),
  dimensions: z.record(z.string().min(1), prefix).optional(),
});

const allowRule = z.strictObject({
  owner: z
    .string()
    .min(1)
    .refine(
      value => value === '*' || /^[a-zA-Z]+:[^/\s]+\/[^/\s]+$/.test(value),
      {
        error:
          'a full entity reference such as group:default/loaders, or * for every owner',
      },
    ),
  pipelines: z.array(prefix).max(1_000).optional(),
  resources: prefixes,
  alarms: prefixes,
  logGroups: prefixes,
  metrics: z.array(metricRule).max(1_000).default([]),
  dashboards: prefixes,
});

const source = z.strictObject({
  accountId: z.string().regex(/^\d{12}$/, {
    error: 'twelve digits in quotes, such as "111111111111"',
  }),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, {
    error: 'an AWS region such as eu-central-1',
  }),
  endpoint: z
    .url({ protocol: /^https?$/, error: 'an http or https URL' })
    .optional(),
  binding: z
    .enum(['catalog', 'owner-prefix', 'tag-proof'])
    .default('owner-prefix'),
  ownerTag: z.string().min(1).max(128).optional(),
  console: z
    .strictObject({
      roleName: z.string().regex(/^[\w+=,.@-]{1,64}$/, {
        error: 'the name of a permission set, such as ReadOnly',
      }),
    })
    .optional(),
  budget: z
    .strictObject({
      metricsPerDay: z.number().int().min(1).optional(),
    })
    .optional(),
  allow: z.array(allowRule).max(1_000).default([]),
});

const template = z.string().min(1).max(512);

/** A template must hold the pipeline's id, or it would give every pipeline the same names. */
const namesTemplate = template.refine(value => value.includes('${id}'), {
  error: 'a template that holds ${id}, such as ${id}-',
});

const conventions = z
  .strictObject({
    source: z.string().min(1).optional(),
    sources: z.array(z.string().min(1)).min(1).optional(),
    environments: z.record(z.string().min(1), environmentSchema).optional(),
    alarms: z.array(namesTemplate).default(['${id}-']),
    logGroups: z.array(namesTemplate).default(['/aws/lambda/${id}-']),
    dashboards: z.array(namesTemplate).default(['${id}']),
    resources: z.array(namesTemplate).default(['${id}*']),
    documents: z
      .array(template)
      .default(['docs/operations.md', 'OPERATIONS.md']),
    timeZone: z.string().optional(),
  })
  .refine(value => !(value.source && value.sources), {
    error: 'either source or sources, not both',
  })
  .prefault({});

/** A regular expression of the operator's; every match in a log line is masked. */
const maskPattern = z
  .string()
  .min(1)
  .max(500)
  .refine(isRegularExpression, { error: 'a regular expression' });

const signIn = z
  .strictObject({
    startUrl: z
      .url({
        protocol: /^https$/,
        error:
          'the https URL of the AWS access portal, such as https://acme.awsapps.com/start',
      })
      // As copied from a browser, it may end in a slash or in the portal's own fragment.
      .transform(url => url.replace(/#.*$/, '').replace(/\/+$/, ''))
      .optional(),
  })
  .prefault({});

/** Logs Insights bills by what it scans: every one of these is a limit on what a day can cost. */
const logQueries = z
  .strictObject({
    freeText: z.boolean().default(false),
    longestHours: z.number().min(0.1).max(2_160).default(24),
    mostRows: z.number().int().min(1).max(10_000).default(1_000),
    gigabytesPerSource: z.number().positive().default(50),
    gigabytesPerUser: z.number().positive().default(10),
    runningPerSource: z.number().int().min(1).max(90).default(5),
    runningPerUser: z.number().int().min(1).max(90).default(2),
  })
  .prefault({});

const seconds = z.number().int().min(1).max(86_400);

const alarms = z
  .strictObject({
    refresh: z.boolean().default(true),
    refreshSeconds: z.number().int().min(10).max(3_600).default(30),
    historyDays: z.number().int().min(1).max(3_650).default(400),
  })
  .prefault({});

const notifications = z
  .strictObject({
    enabled: z.boolean().default(true),
    runs: z
      .array(z.enum(['start', 'escalated', 'end']))
      .default(['start', 'escalated', 'end']),
    checklists: z.boolean().default(true),
    checklistsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
        error: 'a time of day such as "09:00"',
      })
      .default('09:00'),
  })
  .prefault({});

const cache = z
  .strictObject({
    pipelines: seconds.default(30),
    files: seconds.default(60),
    claims: seconds.default(60),
    discovery: seconds.default(300),
  })
  .prefault({});

/** `pipelineOps:` of app-config. */
export function createConfigSchema(kinds: readonly string[]) {
  return z.strictObject({
    sources: z
      .record(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, {
          error: 'an id of letters, digits, underscores and hyphens',
        }),
        source,
      )
      .default({}),
    conventions,
    pipelines: z
      .record(pipelineIdSchema, createDefinitionSchema(kinds))
      .default({}),
    documents: z
      .strictObject({
        maxBytes: z.number().int().min(1_024).max(4_194_304).default(262_144),
      })
      .prefault({}),
    logs: z
      .strictObject({
        mask: z.array(maskPattern).max(100).default([]),
        queries: logQueries,
      })
      .prefault({}),
    console: signIn,
    alarms,
    notifications,
    cache,
  });
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

/** What the source may show to entities of one owner. Absent lists allow nothing. */
export type AllowRule = z.output<typeof allowRule>;
export type MetricRule = z.output<typeof metricRule>;
/** `catalog`: trust the catalog; `owner-prefix`: allow rules decide; `tag-proof`: and the resource's tag names the entity. */
export type BindingMode = z.output<typeof source>['binding'];
export type SourceConfig = z.output<typeof source> & {
  id: string;
  /** Where console links of this source sign in first. */
  signIn?: ConsoleSignIn;
};
export type ConventionsConfig = z.output<typeof conventions>;
export type LogQueriesConfig = z.output<typeof logQueries>;
/** How alarms are shared among replicas. */
export type AlarmConfig = z.output<typeof alarms>;
/** What people are told of through Backstage notifications. */
export type NotificationsConfig = z.output<typeof notifications>;
export type CacheConfig = z.output<typeof cache>;
