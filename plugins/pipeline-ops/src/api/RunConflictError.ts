import { CustomErrorBase } from '@backstage/errors';
import type { Run } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Somebody else added to the run in the meantime. `current` is the run as it is now, when the backend sent it. */
export class RunConflictError extends CustomErrorBase {
  name = 'RunConflictError' as const;

  readonly current?: Run;

  constructor(message: string, current?: Run) {
    super(message);
    this.current = current;
  }
}
