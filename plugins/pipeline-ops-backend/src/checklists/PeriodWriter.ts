import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import type { ChecklistReader, ReadPeriod } from './ChecklistReader';
import { StaleRevisionError } from './ChecklistService';
import type { ChecklistEvent, ChecklistStore } from './storage/ChecklistStore';
import { changesIdOf } from './toChecklist';
import { withEvent } from './withEvent';

/** A period after something was to be added to it. */
export interface Written {
  after: ReadPeriod;
  /** `repeated`: the same request was stored before; `unwanted`: it was given up. */
  outcome: 'appended' | 'repeated' | 'unwanted';
}

/** Adds events to periods, and announces that they changed. */
export class PeriodWriter {
  constructor(
    private readonly parts: {
      store: ChecklistStore;
      reader: ChecklistReader;
      changes: ChangeAnnouncer;
    },
  ) {}

  /** @throws StaleRevisionError when something happened since the revision that the request was made at */
  async append(
    read: ReadPeriod,
    event: ChecklistEvent,
    request: { revision: number; idempotencyKey: string },
  ): Promise<Written> {
    const { store, reader, changes } = this.parts;
    const { revision, idempotencyKey } = request;
    const result = await store.append(
      { ...read.ref, id: read.stored?.id },
      read.planned.list,
      event,
      { expectedRevision: revision, idempotencyKey },
    );
    if (result.outcome === 'appended') {
      changes.announce('checklist', changesIdOf(read.ref));
      if (read.stored?.revision === revision) {
        const stored = withEvent(read.stored, result.event);
        return { after: { ...read, stored }, outcome: 'appended' };
      }
    }
    const after = await this.#again(read);
    if (result.outcome === 'stale') {
      throw new StaleRevisionError(reader.present(after));
    }
    return { after, outcome: result.outcome };
  }

  /** For what stays true whatever else happens meanwhile; given up when it is no longer `wanted`. */
  async appendAnyway(
    before: ReadPeriod,
    event: ChecklistEvent,
    idempotencyKey: string,
    wanted: (read: ReadPeriod) => boolean = () => true,
  ): Promise<Written> {
    let read = before;
    while (wanted(read)) {
      try {
        const revision = read.stored?.revision ?? 0;
        return await this.append(read, event, { revision, idempotencyKey });
      } catch (error) {
        if (!(error instanceof StaleRevisionError)) throw error;
        read = await this.#again(read);
      }
    }
    return { after: read, outcome: 'unwanted' };
  }

  #again({ pipeline, planned, ref }: ReadPeriod): Promise<ReadPeriod> {
    const { periodKey } = ref;
    return this.parts.reader.read({
      pipeline,
      checklistId: planned.id,
      periodKey,
    });
  }
}
