import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { athena } from './athena';
import { dynamodb } from './dynamodb';
import { ecs } from './ecs';
import { glue } from './glue';
import { kinesis } from './kinesis';
import { lambda } from './lambda';
import { msk } from './msk';
import { mwaa } from './mwaa';
import { rdsCluster, rdsInstance } from './rds';
import { redshift } from './redshift';
import { s3 } from './s3';
import { sns } from './sns';
import { sqs } from './sqs';
import { states } from './states';

/** The packs that come with the plugin, in the order in which kinds are shown. */
export const builtInServicePacks: readonly ServicePack[] = [
  lambda,
  states,
  mwaa,
  glue,
  kinesis,
  msk,
  sqs,
  sns,
  ecs,
  dynamodb,
  rdsInstance,
  rdsCluster,
  redshift,
  athena,
  s3,
];

/** The service packs that are there, by kind and type. */
export class ServicePacks {
  readonly #packs: ServicePack[];

  private constructor(packs: ServicePack[]) {
    this.#packs = packs;
  }

  /** @throws Error when two packs have the same kind and type, or a kind is called `custom` */
  static create(packs: readonly ServicePack[]): ServicePacks {
    const seen = new Set<string>();
    for (const { kind, type } of packs) {
      const key = `${kind}/${type ?? ''}`;
      if (seen.has(key) || kind === 'custom') {
        throw new Error(
          `There is already a service pack for ${kind}${type ? ` of type ${type}` : ''}. Choose another kind or type`,
        );
      }
      seen.add(key);
    }
    return new ServicePacks([...packs]);
  }

  get kinds(): string[] {
    return [...new Set(this.#packs.map(pack => pack.kind))];
  }

  get all(): readonly ServicePack[] {
    return this.#packs;
  }

  /** Types of a kind; empty when it has only one. */
  typesOf(kind: string): string[] {
    return this.#packs.flatMap(pack =>
      pack.kind === kind && pack.type ? [pack.type] : [],
    );
  }

  /** The pack of a kind; its first type when none is asked for. */
  find(kind: string, type?: string): ServicePack | undefined {
    return this.#packs.find(
      pack => pack.kind === kind && (type === undefined || pack.type === type),
    );
  }
}
