import type { ChangeSignal } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Tells open pages that something has changed, so that they ask for it again. */
export interface ChangeAnnouncer {
  /** Never throws, never waits: pages poll as well. */
  announce(what: ChangeSignal['what'], id: string): void;
}
