import type { Comparison, ThresholdValue } from '../model';

const SYMBOL: Record<string, Comparison> = {
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
  '=>': '>=',
  '=<': '<=',
  '≥': '>=',
  '≤': '<=',
  '=': '==',
  '==': '==',
  '!=': '!=',
  '≠': '!=',
};

const WORDS: [RegExp, Comparison][] = [
  [
    /^(?:at least|minimum(?: of)?|min\.?|no less than|not below|mindestens|au moins|al menos|pelo menos|greater than or equal to)\b\s*/i,
    '>=',
  ],
  [
    /^(?:at most|maximum(?: of)?|max\.?|no more than|not above|up to|höchstens|maximal|au plus|como máximo|no máximo|less than or equal to)\b\s*/i,
    '<=',
  ],
  [
    /^(?:more than|greater than|above|over|exceeds?|exceeding|higher than|longer than|older than|mehr als|über|größer als|plus de|supérieur à|au-dessus de|más de|mayor que|superior a|mais de|maior que|acima de)(?=[\s\d])\s*/i,
    '>',
  ],
  [
    /^(?:less than|fewer than|below|under|lower than|drops? below|falls? below|shorter than|within|weniger als|unter|kleiner als|moins de|inférieur à|en dessous de|menos de|menor que|inferior a|abaixo de)(?=[\s\d])\s*/i,
    '<',
  ],
  [/^(?:equals?|equal to|exactly|gleich|égal à|igual a)\b\s*/i, '=='],
];

const COUNT_WORDS =
  'errors?|failures?|failed|events?|messages?|records?|requests?|throttles?|invocations?|executions?|items?|rows?|retries|connections?|timeouts?|jobs?|tasks?|runs?|times?|occurrences?|objects?|files?|datapoints?|exceptions?|alerts?|incidents?|violations?|fehler|erreurs?|errores|erros|件|回';

const COUNT = new RegExp(`^(?:${COUNT_WORDS})$`, 'i');

interface Unit {
  name: string;
  factor: number;
}

const TIME: Record<string, Unit> = {};
for (const [names, name, factor] of [
  [
    'ms msec msecs millis millisecond milliseconds millisekunden ミリ秒',
    'Milliseconds',
    1,
  ],
  ['us µs μs microsecond microseconds', 'Microseconds', 1],
  [
    's sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos 秒',
    'Seconds',
    1,
  ],
  ['m min mins minute minutes minuten minuto minutos 分', 'Seconds', 60],
  [
    'h hr hrs hour hours std stunde stunden heure heures hora horas 時間',
    'Seconds',
    3600,
  ],
  ['d day days tag tage jour jours día días dia dias 日', 'Seconds', 86400],
  ['w week weeks woche wochen', 'Seconds', 604800],
] as const) {
  for (const unit of names.split(' ')) TIME[unit] = { name, factor };
}
const SIZE: Record<string, Unit> = {};
for (const [names, name] of [
  ['b byte bytes', 'Bytes'],
  ['kb kib kilobytes', 'Kilobytes'],
  ['mb mib megabytes', 'Megabytes'],
  ['gb gib gigabytes', 'Gigabytes'],
  ['tb tib terabytes', 'Terabytes'],
] as const) {
  for (const unit of names.split(' ')) SIZE[unit] = { name, factor: 1 };
}
const MAGNITUDE: Record<string, number> = {
  k: 1e3,
  K: 1e3,
  M: 1e6,
  million: 1e6,
  G: 1e9,
  B: 1e9,
};

const NUMBER =
  /^(?:[$€£]\s?)?([+-]?\d[\d,._']{0,20}\d|\d)(?:\s?(million|[kKMGB])(?![\p{L}\d]))?/u;

/**
 * Reads a threshold as people write it: `>0`, `< 30s`, `> 5 errors in 5 minutes`, `>75% of timeout`, `120% of baseline`,
 * `> 1 hour`, `<20% of total`, `60,000 ms`, `p99 > 100ms`.
 * @param bare - what a value without a comparison means: the limit not to exceed, or the value to have
 * @returns undefined when the text is no value (`Sustained high values`, `N/A`)
 */
export function parseThreshold(
  written: string,
  bare: '>' | '==' = '==',
): ThresholdValue | undefined {
  const text = written.replace(/\s+/g, ' ').trim().slice(0, 300);
  const start = findStart(text, bare);
  if (!start) return undefined;
  const number = NUMBER.exec(start.rest);
  if (!number) return undefined;
  const magnitude = number[2] ? (MAGNITUDE[number[2]] ?? 1) : 1;
  const plain = toNumber(number[1]);
  if (!Number.isFinite(plain)) return undefined;
  const after = start.rest.slice(number[0].length).trim();
  const threshold: ThresholdValue = {
    comparison: start.comparison,
    value: plain * magnitude,
  };
  applyUnit(threshold, after);
  const window = windowOf(after);
  if (window !== undefined) threshold.windowSeconds = window;
  return threshold;
}

function findStart(
  text: string,
  bare: Comparison,
): { comparison: Comparison; rest: string } | undefined {
  const symbol = /(>=|<=|=>|=<|==|!=|[><=≥≤≠])\s*(?=[$€£+-]?\d)/.exec(text);
  if (symbol) {
    return {
      comparison: SYMBOL[symbol[1]],
      rest: text.slice(symbol.index + symbol[0].length),
    };
  }
  if (/[><]/.test(text)) return undefined;
  for (const at of wordStarts(text)) {
    const rest = text.slice(at);
    for (const [pattern, comparison] of WORDS) {
      const match = pattern.exec(rest);
      if (match && NUMBER.test(rest.slice(match[0].length))) {
        return { comparison, rest: rest.slice(match[0].length) };
      }
    }
  }
  const deviation = /^(?:baseline|average|normal)\s*\+\s*(\d.*)$/i.exec(text);
  if (deviation)
    return { comparison: '>', rest: `${deviation[1]} over baseline` };
  // `1 or more messages`
  const orMore =
    /(\d[\d,.]{0,15})\s*(?:\+|or (more|less|fewer)|oder (?:mehr)|ou plus|o más|ou mais|以上)(.*)$/i.exec(
      text,
    );
  if (orMore) {
    const less = orMore[2] && orMore[2].toLowerCase() !== 'more';
    return {
      comparison: less ? '<=' : '>=',
      rest: `${orMore[1]}${orMore[3] ?? ''}`,
    };
  }
  if (NUMBER.test(text)) {
    // A bare percentage of something is a limit to stay under; a bare value is the value to have.
    const relative = /^\d[\d.,]*\s?%\s*(?:of\s+)?\p{L}/u.test(text);
    return { comparison: relative ? '>' : bare, rest: text };
  }
  return undefined;
}

function wordStarts(text: string): number[] {
  const starts = [0];
  for (let i = 1; i < text.length; i += 1) {
    if (text[i - 1] === ' ') starts.push(i);
  }
  return starts;
}

/** `60,000`, `1.5`, `1'000`, `1_000`. */
function toNumber(written: string): number {
  const grouped =
    /^[+-]?\d{1,3}(?:[,'_.]\d{3})+(?:\.\d+)?$/.test(written) &&
    !/^[+-]?\d{1,3}\.\d{3}$/.test(written);
  if (grouped) {
    const dots = written.split('.').length - 1;
    const cleaned = dots > 1 ? written.replace(/\./g, '') : written;
    return Number(cleaned.replace(/[,'_]/g, ''));
  }
  return Number(written.replace(/_/g, '').replace(',', '.'));
}

function applyUnit(threshold: ThresholdValue, after: string): void {
  if (
    after.startsWith('%') ||
    /^(?:percent|prozent|por ?ciento|por cento|pour ?cent)\b/i.test(after)
  ) {
    threshold.unit = 'Percent';
    applyBase(
      threshold,
      after.replace(/^(?:%|[a-z]+(?: cento| ciento)?)\s*/i, ''),
    );
    return;
  }
  const factor = /^(?:x|×|times)\s+(.*)$/i.exec(after);
  if (factor) {
    threshold.relativeTo = baseName(factor[1]);
    threshold.deviation = true;
    return;
  }
  const word = /^[\p{L}µμ]+/u.exec(after)?.[0];
  if (!word) return;
  const unit = TIME[word.toLowerCase()] ?? SIZE[word.toLowerCase()];
  if (unit) {
    threshold.unit = unit.name;
    threshold.value *= unit.factor;
  } else if (COUNT.test(word)) {
    threshold.unit = 'Count';
  }
}

/** `of timeout`, `timeout`, `over baseline`, `success rate`: only the first three are bases. */
function applyBase(threshold: ThresholdValue, after: string): void {
  const deviation =
    /^(?:over|above|below|deviation from|increase|decrease|drop|from|vs\.?)\b\s*(?:the\s+)?(.*)$/i.exec(
      after,
    );
  if (deviation) {
    threshold.relativeTo = baseName(deviation[1]) || 'baseline';
    threshold.deviation = true;
    return;
  }
  const of = /^(?:of|der|des|du|de|del|do)\s+(?:the\s+|its\s+)?(.*)$/i.exec(
    after,
  );
  const bare =
    /^(timeout|provisioned|capacity|limit|quota|baseline|max(?:imum)?|allocated|total)\b/i.exec(
      after,
    );
  const base = of ? baseName(of[1]) : bare?.[1].toLowerCase();
  if (!base) return;
  threshold.relativeTo = base;
  if (/baseline|average|normal|usual/i.test(base)) threshold.deviation = true;
}

function baseName(text: string): string {
  return (/^[\p{L}][\p{L}\d -]{0,60}/u.exec(text.trim())?.[0] ?? '')
    .replace(/\s+(?:for|in|over|within|during|on|needs?)\b.*$/i, '')
    .trim()
    .toLowerCase();
}

const WINDOW =
  /(?:\b(?:in|within|over|for|per|during|innerhalb von|pendant|durante|em|en|pro|sur)|\/)\s*(?:the\s+)?(?:last\s+|any\s+|a\s+)?(\d{1,5})?\s?-?(ms|s|secs?|seconds?|m|mins?|minutes?|minuten|minutos?|h|hrs?|hours?|stunden?|heures?|horas?|d|days?|tage?|jours?|dias?|días?)\b/i;

/** Seconds of the window that a value is counted over: `in 5 minutes`, `per 5 min`, `/5min`. */
export function windowOf(text: string): number | undefined {
  const match = WINDOW.exec(text);
  if (!match) return undefined;
  const unit = TIME[match[2].toLowerCase()];
  if (!unit || unit.name !== 'Seconds') return undefined;
  return Number(match[1] ?? 1) * unit.factor;
}
