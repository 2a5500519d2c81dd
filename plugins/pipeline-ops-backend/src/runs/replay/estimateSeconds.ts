const UNITS: [RegExp, number][] = [
  [/^(?:s|sec|secs|seconds?|sekunden?|secondes?|segundos?)$/, 1],
  [/^(?:m|min|mins|minutes?|minuten?|minutos?)$/, 60],
  [/^(?:h|hr|hrs|hours?|std|stunden?|heures?|horas?)$/, 3_600],
  [/^(?:d|days?|tage?n?|jours?|días?|dias?)$/, 86_400],
];

/** Longer texts are no estimate any more. UTF-16 code units. */
const LONGEST = 200;

/** A number, and the word after it; `1h30` has its second number without one. */
const AMOUNT = /(\d{1,6}(?:[.,]\d{1,3})?)[ \t]{0,3}(\p{L}{0,12})/gu;

interface Amount {
  value: number;
  /** Seconds of its unit; absent where none is written. */
  unit?: number;
  start: number;
  end: number;
}

/**
 * The upper end of an estimate in words, such as `15-30 minutes`, `1 h 30 min` or `30 min - 1 hour`.
 *
 * @returns seconds; undefined when the text names no time
 */
export function estimateSeconds(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const lower = text.slice(0, LONGEST).toLowerCase();
  const amounts = amountsIn(lower);
  let longest = 0;
  let together = 0;
  amounts.forEach((amount, index) => {
    const before = amounts[index - 1];
    const unit = amount.unit ?? unitOf(amounts, index);
    if (unit === undefined) return;
    const joined =
      before?.unit !== undefined &&
      unit < before.unit &&
      /^[ \t]*(?:and|und|et|y|e)?[ \t]*$/.test(
        lower.slice(before.end, amount.start),
      );
    together = (joined ? together : 0) + amount.value * unit;
    longest = Math.max(longest, together);
  });
  return longest > 0 ? Math.round(longest) : undefined;
}

function amountsIn(text: string): Amount[] {
  return [...text.matchAll(AMOUNT)].map(match => {
    const unit = UNITS.find(([pattern]) => pattern.test(match[2]))?.[1];
    const written = unit === undefined ? match[1] : match[0];
    return {
      value: Number(match[1].replace(',', '.')),
      unit,
      start: match.index,
      end: match.index + written.length,
    };
  });
}

/** `15-30 minutes`: the unit of the next number counts; `1h30`: minutes after hours. */
function unitOf(amounts: readonly Amount[], index: number): number | undefined {
  const before = amounts[index - 1];
  if (before?.unit === 3_600 && before.end === amounts[index].start) return 60;
  return amounts[index + 1]?.unit;
}
