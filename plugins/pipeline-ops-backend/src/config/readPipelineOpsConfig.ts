import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { PipelineDefinition } from '../pipelines/definition/definitionSchema';
import { readableIssues } from '../pipelines/definition/readableIssues';
import { didYouMean } from '../pipelines/definition/suggestion';
import { z } from 'zod';
import {
  type AlarmConfig,
  type CacheConfig,
  type ConventionsConfig,
  createConfigSchema,
  type LogQueriesConfig,
  type NotificationsConfig,
  type SourceConfig,
} from './configSchema';

/** `pipelineOps:` of app-config, checked, with defaults filled in. */
export interface PipelineOpsConfig {
  /** By id, in the order of the configuration. */
  sources: Map<string, SourceConfig>;
  conventions: ConventionsConfig;
  /** The operator's definitions by pipeline id. */
  pipelines: Map<string, PipelineDefinition>;
  documents: {
    /** Largest definition or document that is read. Bytes. */
    maxBytes: number;
  };
  logs: {
    /** What is masked in log lines besides known kinds of secrets. */
    mask: RegExp[];
    /** What Logs Insights may be used for, and how much of it. */
    queries: LogQueriesConfig;
  };
  alarms: AlarmConfig;
  notifications: NotificationsConfig;
  /** Seconds that answers are kept. */
  cache: CacheConfig;
}

const ROOT = 'pipelineOps';

/**
 * Reads the plugin's configuration.
 *
 * @param kinds - Kinds of resources that there are service packs for
 * @throws InputError that names each wrong key with its path and what is expected there
 */
export function readPipelineOpsConfig(
  config: Config,
  options: { kinds: readonly string[] },
): PipelineOpsConfig {
  const schema = createConfigSchema(options.kinds);
  const parsed = schema.safeParse(config.getOptional(ROOT) ?? {});
  if (!parsed.success) {
    const jsonSchema = z.toJSONSchema(schema, { io: 'input' });
    throw invalid(
      readableIssues(parsed.error, jsonSchema).map(
        issue => `${[ROOT, ...issue.path].join('.')}: ${issue.message}`,
      ),
    );
  }
  const { sources, conventions, pipelines, documents, logs } = parsed.data;
  const { alarms, notifications, cache } = parsed.data;
  checkSourceReferences(parsed.data);
  return {
    sources: new Map(
      Object.entries(sources).map(([id, source]) => [
        id,
        { ...source, id, ...signInOf(source, parsed.data.console) },
      ]),
    ),
    conventions,
    pipelines: new Map(
      Object.entries(pipelines as Record<string, PipelineDefinition>),
    ),
    documents,
    logs: {
      mask: logs.mask.map(source => new RegExp(source, 'g')),
      queries: logs.queries,
    },
    alarms,
    notifications,
    cache,
  };
}

/** Console links of a source use the shortcut when both its role and the access portal are known. */
function signInOf(
  source: Pick<SourceConfig, 'console'>,
  portal: { startUrl?: string },
): Pick<SourceConfig, 'signIn'> {
  const { startUrl } = portal;
  return startUrl && source.console
    ? { signIn: { startUrl, roleName: source.console.roleName } }
    : {};
}

/** Whether the operator declares a source with this id, account and region. */
export function isDeclared(
  { sources }: Pick<PipelineOpsConfig, 'sources'>,
  { id, accountId, region }: SourceRef,
): boolean {
  const declared = sources.get(id);
  return declared?.accountId === accountId && declared.region === region;
}

/** A source that a convention or a definition of the operator names must be declared. */
function checkSourceReferences(
  config: z.output<ReturnType<typeof createConfigSchema>>,
) {
  const declared = Object.keys(config.sources);
  const named = [
    ...namedSources(config.conventions, 'conventions'),
    ...Object.entries(config.pipelines).flatMap(([id, definition]) =>
      namedSources(definition as PipelineDefinition, `pipelines.${id}`),
    ),
  ];
  const undeclared = named.filter(({ source }) => !declared.includes(source));
  if (undeclared.length > 0) {
    throw invalid(
      undeclared.map(
        ({ source, path }) =>
          `${ROOT}.${path}: source "${source}" is not declared under ${ROOT}.sources.${didYouMean(source, declared)}`,
      ),
    );
  }
}

interface NamingSources {
  source?: string;
  sources?: string[];
  environments?: Record<string, { source?: string; sources?: string[] }>;
}

function namedSources(
  { source, sources = [], environments = {} }: NamingSources,
  path: string,
): { source: string; path: string }[] {
  return [
    ...(source ? [{ source, path: `${path}.source` }] : []),
    ...sources.map(each => ({ source: each, path: `${path}.sources` })),
    ...Object.entries(environments).flatMap(([name, environment]) =>
      namedSources(environment, `${path}.environments.${name}`),
    ),
  ];
}

function invalid(messages: string[]): InputError {
  return new InputError(
    `The configuration of Pipeline Ops is not valid. ${messages.join('; ')}`,
  );
}
