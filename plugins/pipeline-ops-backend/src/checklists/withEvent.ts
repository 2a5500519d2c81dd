import type { Stored, StoredPeriod } from './storage/ChecklistStore';

/** A period after one more event: what replaying its events would give. */
export function withEvent(period: StoredPeriod, event: Stored): StoredPeriod {
  return {
    ...period,
    current: [
      ...period.current.filter(
        ({ kind, itemId }) => kind !== event.kind || itemId !== event.itemId,
      ),
      event,
    ],
    revision: event.revision,
  };
}
