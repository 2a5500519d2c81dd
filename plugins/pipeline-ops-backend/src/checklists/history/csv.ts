import type { CompletionEvent, Stored } from '../storage/ChecklistStore';
import type { PeriodFacts } from './pastPeriods';

const COLUMNS = [
  'period',
  'begins',
  'ends',
  'late from',
  'period status',
  'item',
  'item id',
  'group',
  'state',
  'by',
  'at',
  'on time',
  'note',
  'evidence',
  'data',
  'data says',
  'data read at',
  'automatic',
  'override',
  'revision',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean>>;

/** What a spreadsheet takes for the beginning of a formula, however wide it is written and whatever stands before it. */
const FORMULA =
  /^[\s\p{Cc}\p{Cf}]*[\t\r\n=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]/u;

/** One field of RFC 4180, as a text that no spreadsheet calculates. */
export function csvField(value: string | number | boolean): string {
  const text = String(value);
  const harmless =
    typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n\t']/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}

const line = (fields: (string | number | boolean)[]) =>
  `${fields.map(csvField).join(',')}\r\n`;

/** The line that names the columns. The mark before it tells spreadsheets that this is UTF-8. */
export const csvHeader = () => `\ufeff${line([...COLUMNS])}`;

/** Everything that happened to a period, in its order, and then what nobody answered although it is over. */
export function csvOf(
  facts: PeriodFacts,
  completions: Stored<CompletionEvent>[],
): string {
  const { period, list, status, lateAt, answers, isCurrent } = facts;
  const common: Row = {
    period: period.key,
    begins: period.start.toISOString(),
    ends: period.end.toISOString(),
    'late from': lateAt.toISOString(),
    'period status': status,
  };
  const itemOf = (itemId: string): Row => {
    const item = list.items.find(({ id }) => id === itemId);
    return {
      item: item?.text ?? itemId,
      'item id': itemId,
      group: item?.group,
    };
  };
  const happened = completions.map((event): Row => ({
    ...common,
    ...itemOf(event.itemId),
    state: event.state,
    by: event.actor ?? 'automatic',
    at: event.at.toISOString(),
    'on time': event.at <= lateAt,
    note: event.note,
    evidence: event.evidence,
    data: event.answer?.verdict,
    'data says': event.answer?.summary,
    'data read at': event.answer?.asOf,
    automatic: event.automatic,
    override: event.override,
    revision: event.revision,
  }));
  const left = isCurrent
    ? []
    : list.items
        .filter(({ id }) => !answers.has(id))
        .map(({ id }): Row => ({
          ...common,
          ...itemOf(id),
          state: status === 'excused' ? 'excused' : 'missed',
        }));
  return [...happened, ...left]
    .map(row => line(COLUMNS.map(column => row[column] ?? '')))
    .join('');
}
