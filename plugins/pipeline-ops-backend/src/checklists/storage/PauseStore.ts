import type { Pause } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Which pipeline of which entity is paused. */
export interface PauseScope {
  entityRef: string;
  pipelineId: string;
}

/** Planned absences; append-only, an end before time is an entry of its own. */
export interface PauseStore {
  /** Those that last beyond `since`, or all; earliest first. `until` is when they really end. */
  list(scope: PauseScope, options?: { since?: Date }): Promise<Pause[]>;

  begin(scope: PauseScope, pause: Pause): Promise<void>;

  /**
   * Ends it now; one that has ended stays as it is.
   *
   * @returns the pause as it is then; undefined when there is none of this id
   */
  end(
    scope: PauseScope,
    pauseId: string,
    by: { actor: string; at: Date },
  ): Promise<Pause | undefined>;
}
