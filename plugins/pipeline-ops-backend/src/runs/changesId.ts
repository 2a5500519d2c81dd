import { createHash } from 'node:crypto';
import type { RunScope } from './store/RunStore';

/** Under which changes of a pipeline's runs are announced. Opaque: everybody who is signed in hears it. */
export function changesIdOf({ entityRef, pipelineId }: RunScope): string {
  return createHash('sha256')
    .update(`${entityRef}/${pipelineId}`)
    .digest('hex');
}
