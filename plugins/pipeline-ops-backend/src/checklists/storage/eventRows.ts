import type { ChecklistEvent, CompletionEvent, Stored } from './ChecklistStore';

/** A row of the events' table. Times are Dates on PostgreSQL and milliseconds on SQLite. */
export interface EventRow {
  period_id: number;
  revision: number;
  kind: ChecklistEvent['kind'];
  /** Empty for what concerns the whole list. */
  item_id: string;
  state: CompletionEvent['state'] | null;
  note: string | null;
  evidence: string | null;
  answer: string | null;
  assignee: string | null;
  until: Date | number | string | null;
  actor: string | null;
  automatic: boolean | number;
  override: boolean | number;
  at: Date | number | string;
}

/** Columns of {@link EventRow} that an event fills, in the order of {@link valuesOf}. */
export const EVENT_COLUMNS = [
  'kind',
  'item_id',
  'state',
  'note',
  'evidence',
  'answer',
  'assignee',
  'until',
  'actor',
  'automatic',
  'override',
  'at',
] as const;

export function valuesOf(
  event: ChecklistEvent,
): (string | boolean | Date | null)[] {
  const completion = event.kind === 'completion' ? event : undefined;
  return [
    event.kind,
    event.itemId ?? '',
    completion?.state ?? null,
    completion?.note ?? null,
    completion?.evidence ?? null,
    completion?.answer ? JSON.stringify(completion.answer) : null,
    event.kind === 'assignment' ? (event.assignee ?? null) : null,
    event.kind === 'snooze' ? event.until : null,
    event.actor ?? null,
    completion?.automatic ?? false,
    completion?.override ?? false,
    event.at,
  ];
}

export function toEvent(row: EventRow): Stored {
  const base = {
    itemId: row.item_id || undefined,
    actor: row.actor ?? undefined,
    at: new Date(row.at),
    revision: row.revision,
  };
  switch (row.kind) {
    case 'completion':
      return toCompletion(row);
    case 'assignment':
      return {
        ...base,
        kind: 'assignment',
        assignee: row.assignee ?? undefined,
      };
    default:
      return { ...base, kind: 'snooze', until: new Date(row.until ?? row.at) };
  }
}

export function toCompletion(row: EventRow): Stored<CompletionEvent> {
  return {
    kind: 'completion',
    itemId: row.item_id,
    state: row.state ?? 'undone',
    note: row.note ?? undefined,
    evidence: row.evidence ?? undefined,
    answer: row.answer ? JSON.parse(row.answer) : undefined,
    actor: row.actor ?? undefined,
    automatic: Boolean(row.automatic),
    override: Boolean(row.override),
    at: new Date(row.at),
    revision: row.revision,
  };
}
