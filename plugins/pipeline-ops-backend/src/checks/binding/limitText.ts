import { parseThreshold } from '@pipeline-ops/operations-document';
import type { ChartThreshold } from '@pipeline-ops/plugin-pipeline-ops-common';
import { vocabulary } from './words';

type Comparison = ChartThreshold['comparison'];

/** A limit as a sentence gives it. */
export interface WrittenLimit {
  comparison: Comparison;
  /** In `unit`. */
  value: number;
  /** CloudWatch unit name, where one is given. */
  unit?: string;
  /** What a percentage is of. */
  relativeTo?: string;
  /** Seconds that the value counts over, as in `5 errors in 5 minutes`. */
  countedOver?: number;
}

/** A stretch of time as a sentence gives it. */
export interface WrittenWindow {
  /** To look back on, as in `for 10 minutes` or `over the last day`. Seconds. */
  back?: number;
  /** In each of which something has to happen, as in `every five minutes`. Seconds. */
  each?: number;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const UNIT_SECONDS: [RegExp, number][] = [
  [/^s(?:ec(?:ond)?s?|ekunden?|econdes?|egundos?)?$/i, 1],
  [/^m(?:in(?:ute[ns]?|utos?|s)?)?$/i, MINUTE],
  [/^(?:h(?:ours?|rs?|eures?|oras?)?|stunden?)$/i, HOUR],
  [/^(?:d(?:ays?|[ií]as?)?|tage?n?|jours?)$/i, DAY],
  [/^(?:w(?:eeks?|oche[n]?)?|semaines?|semanas?)$/i, 7 * DAY],
];

const NUMBERS = [
  'zero one two three four five six seven eight nine ten eleven twelve',
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
  'zéro une deux trois quatre cinq six sept huit neuf dix onze douze',
  'cero una dos tres cuatro cinco seis siete ocho nueve diez once doce',
].map(words => words.split(' '));

const NUMBER = `(\\d{1,5}|[\\p{L}]{2,7})`;
const UNIT = `(s|secs?|seconds?|sekunden?|secondes?|segundos?|m|mins?|minutes?|minuten|minutos?|h|hrs?|hours?|stunden?|heures?|horas?|d|days?|tagen?|tag|jours?|d[ií]as?|weeks?|wochen?|semaines?|semanas?)(?![\\p{L}\\d])`;
const START = `(?<![\\p{L}\\d])`;

const BACK = [
  `${START}(?:over|in|during|within|for|since|während|in|seit|au cours|pendant|sur|durante|en)?\\s*(?:the|den|der|des|les|las|los)?\\s*(?:last|past|previous|letzten?|vergangenen|dernières?|derniers?|últim[ao]s?)\\s+(?:${NUMBER}\\s*-?)?${UNIT}`,
  `${START}(?:for|für|pendant|durante)\\s+(?:at least|mindestens|au moins|al menos)?\\s*${NUMBER}\\s*-?${UNIT}`,
  `${START}(?:the|les|las)\\s+${NUMBER}\\s+(?:dernières?|últim[ao]s)\\s+${UNIT}`,
].map(pattern => new RegExp(pattern, 'iu'));

const BACK_A_DAY =
  /(?<![\p{L}\d])(?:(?:since )?yesterday|(?:over|during the|last|this)\s?night|overnight|today|heute|seit gestern|über nacht|aujourd'hui|cette nuit|hoy|anoche)(?![\p{L}\d])/iu;

const EACH = new RegExp(
  `${START}(?:every|each|alle|jede|toutes les|cada)\\s+(?:${NUMBER}\\s*-?)?${UNIT}`,
  'iu',
);

function without(text: string, { index, 0: match }: RegExpExecArray): string {
  return `${text.slice(0, index)} ${text.slice(index + match.length)}`;
}

/** Takes the stretches of time out of a sentence. */
export function takeWindow(text: string): {
  rest: string;
  window: WrittenWindow;
} {
  const window: WrittenWindow = {};
  let rest = text;
  const each = EACH.exec(rest);
  const eachSeconds = each && secondsOf(each[1], each[2]);
  if (each && eachSeconds) {
    window.each = eachSeconds;
    rest = without(rest, each);
  }
  for (const pattern of BACK) {
    const match = pattern.exec(rest);
    const seconds = match && secondsOf(match[1], match[2]);
    if (match && seconds) {
      window.back = seconds;
      rest = without(rest, match);
      break;
    }
  }
  const day = window.back === undefined ? BACK_A_DAY.exec(rest) : null;
  if (day) {
    window.back = DAY;
    rest = without(rest, day);
  }
  return { rest, window };
}

function secondsOf(
  number: string | undefined,
  unit: string,
): number | undefined {
  const count = number === undefined ? 1 : numberOf(number);
  const size = UNIT_SECONDS.find(([pattern]) => pattern.test(unit))?.[1];
  return count && size ? count * size : undefined;
}

function numberOf(written: string): number | undefined {
  if (/^\d+$/.test(written)) {
    return Number(written);
  }
  const at = NUMBERS.map(words => words.indexOf(written.toLowerCase()));
  return at.find(index => index >= 0);
}

/** Words of comparisons, units and bases: with a limit in the sentence, they are a part of it. */
export const LIMIT_WORDS = vocabulary(
  'below under less fewer lower than at most least more above over greater higher exceed exceeds exceeded exceeding max maximum min minimum no not never within up drop drops fall falls equal equals exactly to or of',
  'unter über unterhalb oberhalb weniger mehr als höchstens mindestens maximal nicht nie null überschreitet',
  'moins plus de au inférieur supérieur à sous dessous dessus pas ne jamais zéro dépasse',
  'menos más que inferior superior a como por debajo encima máximo nunca cero supera',
  ...NUMBERS.map(words => words.slice(1).join(' ')),
  's sec second seconds ms millisecond milliseconds m min minute minutes h hour hours day days % percent prozent kb mb gb tb kib mib gib tib bytes',
  'sekunde sekunden minuten stunde stunden seconde secondes minutos segundos heures horas',
  'error record message item event file object time',
);

const NEGATED =
  /\b(?:not|never|nicht|nie|ne\s+\p{L}+\s+(?:pas|jamais)|no\s+debe|nunca)\s+(?:\p{L}+\s+){0,2}?(?=exceed|above|over|more|greater|higher|over|überschreiten|über|mehr|dépass|plus|au-dessus|super|más|below|under|less|fall|drop|unter|weniger|moins|menos)/iu;

const INVERSE: Record<string, Comparison> = {
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
};

const NONE =
  /(?<![\p{L}\d.,])(?:0|zero|no|none|null|kein(?:e[nr]?)?|aucune?|zéro|ning[uú]na?|sin|cero)(?![\p{L}\d]|[.,]\d|\s*(?:[.,]\d|%?\s*(?:more|less|fewer)))/iu;

const EXACTLY =
  /(?:(?<![\p{L}\d])(?:is|are|was|were|stays?|stayed|remains?|back to|returns? to|at|ist|bleibt|est|reste|es|sigue en)|[=:])\s*(?:at\s+|bei\s+|à\s+|en\s+)?(\d[\d.,]*)\s*(%|\p{L}{1,12})?\s*$/iu;

/** Comparisons that are not written as the reader of thresholds knows them. */
const SPELLINGS: [RegExp, string][] = [
  [
    /(?<!\p{L})(?:sous|por debajo de|au-dessous de|unterhalb von)(?!\p{L})/giu,
    'below',
  ],
  [/(?<!\p{L})(?:por encima de|oberhalb von)(?!\p{L})/giu, 'above'],
  [
    /(?<!\p{L})(?:exceeded|überschreitet|überschritt|dépasse|supera)(?!\p{L})/giu,
    'exceeds',
  ],
];

const NUMBER_WORD = new RegExp(`${START}([\\p{L}]{2,7})(?=\\s+${UNIT})`, 'giu');

function spelledOut(text: string): string {
  return SPELLINGS.reduce(
    (said, [pattern, word]) => said.replace(pattern, word),
    text,
  ).replace(NUMBER_WORD, word => String(numberOf(word) ?? word));
}

/** The limit that a sentence without names and windows gives; undefined when it gives none. */
export function limitIn(written: string): WrittenLimit | undefined {
  const text = spelledOut(written);
  const compared = parseCompared(text);
  if (compared) {
    return compared;
  }
  const exactly = EXACTLY.exec(text.trim());
  const exact =
    exactly && parseThreshold(`= ${exactly[1]} ${exactly[2] ?? ''}`);
  if (exact) {
    return {
      comparison: '==',
      value: exact.value,
      ...(exact.unit ? { unit: exact.unit } : {}),
    };
  }
  return NONE.test(text) ? { comparison: '==', value: 0 } : undefined;
}

function parseCompared(text: string): WrittenLimit | undefined {
  const negated = NEGATED.exec(text);
  const said = negated ? without(text, negated) : text;
  const threshold = parseThreshold(said);
  if (!threshold || threshold.comparison === '!=' || threshold.deviation) {
    return undefined;
  }
  // A bare number at the start compares nothing.
  if (/^\s*\d/.test(said)) {
    return undefined;
  }
  const { value, unit, relativeTo, windowSeconds } = threshold;
  return {
    comparison: negated
      ? (INVERSE[threshold.comparison] ?? threshold.comparison)
      : threshold.comparison,
    value,
    ...(unit ? { unit } : {}),
    ...(relativeTo ? { relativeTo } : {}),
    ...(windowSeconds ? { countedOver: windowSeconds } : {}),
  };
}

/** True for `90`, `60s`, `1.5` and the like. */
export function isNumber(word: string): boolean {
  return /^\d[\d.,]*(?:%|m?s|min|h|d|[kmgt]i?b)?$/.test(word);
}
