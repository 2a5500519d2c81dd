import { CustomErrorBase } from '@backstage/errors';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Somebody else answered first. `current` is the list as it is now, when the backend sent it. */
export class ChecklistConflictError extends CustomErrorBase {
  name = 'ChecklistConflictError' as const;

  readonly current?: Checklist;

  constructor(message: string, current?: Checklist) {
    super(message);
    this.current = current;
  }
}
