import type {
  CloudAlarm,
  CloudAlarmTransition,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** Alarms with a prefix, as one replica read them for all. */
export interface AlarmSnapshot {
  alarms: CloudAlarm[];
  readAt: Date;
}

/** What somebody looked at lately. */
export interface AlarmDemand {
  source: SourceRef;
  prefix: string;
}

/** Remembers alarms and their changes of state for every replica. */
export interface AlarmSnapshotStore {
  /** Notes that somebody asks for the alarms with these prefixes. */
  demand(
    source: SourceRef,
    prefixes: readonly string[],
    at: Date,
  ): Promise<void>;

  /** What was asked for since a moment, the most recent first. */
  demands(since: Date, limit: number): Promise<AlarmDemand[]>;

  /** By prefix; those that were never read are left out. */
  snapshots(
    source: SourceRef,
    prefixes: readonly string[],
  ): Promise<Map<string, AlarmSnapshot>>;

  /**
   * Keeps what was read, by prefix, and each change of state since the snapshot before. An older reading never replaces a newer
   * one; a change that another replica has kept is not kept twice.
   */
  keep(
    source: SourceRef,
    readings: ReadonlyMap<string, AlarmSnapshot>,
  ): Promise<void>;

  /** Kept changes of state, both ends inclusive, newest first. */
  transitions(
    source: SourceRef,
    alarmName: string,
    range: { from: Date; to: Date },
  ): Promise<CloudAlarmTransition[]>;

  /** Forgets what lies before these moments. */
  prune(before: {
    demands: Date;
    snapshots: Date;
    transitions: Date;
  }): Promise<void>;
}
