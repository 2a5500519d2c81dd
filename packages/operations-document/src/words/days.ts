const MONTHS = [
  'january|jan|januar|jänner|janvier|janv|enero|ene|janeiro',
  'february|feb|februar|février|févr|febrero|fevereiro|fev',
  'march|mar|märz|mrz|mars|marzo|março',
  'april|apr|avril|avr|abril|abr',
  'may|mai|mayo|maio',
  'june|jun|juni|juin|junio|junho',
  'july|jul|juli|juillet|juil|julio|julho',
  'august|aug|août|agosto|ago',
  'september|sept|sep|septembre|septiembre|setembro|set',
  'october|oct|oktober|okt|octobre|octubre|outubro|out',
  'november|nov|novembre|noviembre|novembro',
  'december|dec|dezember|dez|décembre|déc|diciembre|dic|dezembro',
];
const MONTH_BY_NAME = new Map(
  MONTHS.flatMap((names, index) =>
    names.split('|').map(name => [name, index + 1] as const),
  ),
);

const YEAR_FIRST =
  /(?<!\d)(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日)(?!\d)/;
const DAY_NAMED =
  /(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:of\s+|de\s+)?(\p{L}{3,10})\.?,?[\s-]+(?:de\s+)?(\d{4})(?!\d)/u;
const MONTH_NAMED =
  /(?<!\p{L})(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u;
const DAY_FIRST = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/;

/**
 * The first day that a text names, as `YYYY-MM-DD`: ISO, or with the month's name in one of the known languages. With
 * points, as in `12.09.2026`, the day comes first; `09/12/2026` could be either and is no day, `25/12/2026` is one.
 */
export function dayIn(text: string): string | undefined {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year, , month, day, otherMonth, otherDay] = yearFirst;
    return toDay(year, month ?? otherMonth, day ?? otherDay);
  }
  const lower = text.toLowerCase();
  const dayNamed = DAY_NAMED.exec(lower);
  if (dayNamed) return toDay(dayNamed[3], monthOf(dayNamed[2]), dayNamed[1]);
  const monthNamed = MONTH_NAMED.exec(lower);
  if (monthNamed)
    return toDay(monthNamed[3], monthOf(monthNamed[1]), monthNamed[2]);
  const dayFirst = DAY_FIRST.exec(text);
  if (!dayFirst) return undefined;
  const [, first, sign, second, year] = dayFirst;
  if (sign === '.' || Number(first) > 12) return toDay(year, second, first);
  return Number(second) > 12 ? toDay(year, first, second) : undefined;
}

function monthOf(name: string): number | undefined {
  return MONTH_BY_NAME.get(name);
}

function toDay(
  year: string,
  month: string | number | undefined,
  day: string,
): string | undefined {
  const date = new Date(
    Date.UTC(Number(year), Number(month ?? 0) - 1, Number(day)),
  );
  const real =
    date.getUTCMonth() === Number(month ?? 0) - 1 &&
    date.getUTCDate() === Number(day);
  return real ? date.toISOString().slice(0, 10) : undefined;
}
