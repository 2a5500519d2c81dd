import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';

/** A source as the database names it; another account or region under the same id is another source. */
export function keyOfSource({ id, accountId, region }: SourceRef): string {
  return `${id}/${accountId}/${region}`;
}

/** The other way round: ids, accounts and regions hold no slash. */
export function sourceOfKey(key: string): SourceRef {
  const [id, accountId, region] = key.split('/');
  return { id, accountId, region };
}
