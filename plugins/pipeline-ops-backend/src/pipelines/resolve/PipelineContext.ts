import type { Refusal } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { SourceConfig } from '../../config/configSchema';
import type { PipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import type { DocumentedThreshold } from '../charts/documentThresholds';
import type { PipelineDefinition } from '../definition/definitionSchema';
import { substitute } from '../definition/substitute';
import type { Discovery } from '../discovery/TelemetryDiscovery';
import type { ServicePacks } from '../packs/ServicePacks';
import type { Allowance, NameSort } from '../trust/Allowance';

/** What an environment of a pipeline is resolved from. */
export interface PipelineContext {
  pipelineId: string;
  entityRef: string;
  owner: string | undefined;
  contested: boolean;
  /** All layers. */
  definition: PipelineDefinition;
  /** The layers without conventions: what somebody asked for by name. */
  asked: Pick<PipelineDefinition, 'alarms' | 'logGroups' | 'dashboards'>;
  documented: readonly DocumentedThreshold[];
  config: PipelineOpsConfig;
  packs: ServicePacks;
  discovery: Discovery;
  /** Beginnings of names that belong to other pipelines. */
  otherPipelines(source: SourceConfig, sort: NameSort): string[];
}

/** One source as an environment may use it. */
export interface AllowedSource {
  config: SourceConfig;
  ref: SourceRef;
  allowance: Allowance;
}

/** The values of `${…}` in one environment of a pipeline. */
export function variablesOf(
  context: Pick<PipelineContext, 'pipelineId' | 'definition'>,
  environment: string,
): Map<string, string> {
  const variables =
    context.definition.environments?.[environment]?.variables ?? {};
  return new Map([
    ['id', context.pipelineId],
    ['env', environment],
    ...Object.entries(variables).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
  ]);
}

/** Collects what the rules refused in one environment, each thing once. */
export class RefusalList {
  readonly #refusals = new Map<string, Refusal>();

  constructor(private readonly environment: string) {}

  add(reference: string, rule: string) {
    this.#refusals.set(reference, {
      reference,
      rule,
      environment: this.environment,
    });
  }

  list(): Refusal[] {
    return [...this.#refusals.values()];
  }
}

/** Fills in a template; a refusal that names the unknown variable when one has no value here. */
export function filled(
  template: string,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): string | undefined {
  const text = substitute(template, variables);
  if (text === undefined) {
    refusals.add(
      template,
      `a variable in it has no value in this environment; it has ${[...variables.keys()].join(', ')}`,
    );
  }
  return text;
}
