import { Random } from './random';

/** Fills a scenario's log line for one moment (Unix milliseconds). */
export type MessageTemplate = (random: Random, timestamp: number) => string;

const PLACEHOLDER =
  /\{(?:int:(-?\d+):(-?\d+)|pick:([^{}]*)|hex:(\d{1,3})|(uuid)|(iso))\}/g;

/**
 * Compiles a scenario's message: `{int:20:80}`, `{pick:a|b|c}`, `{hex:8}`, `{uuid}` and `{iso}` are drawn, everything
 * else (other braces too, as in JSON messages) stays as it is.
 */
export function compileTemplate(message: string): MessageTemplate {
  const parts: (string | MessageTemplate)[] = [];
  let end = 0;
  for (const match of message.matchAll(PLACEHOLDER)) {
    parts.push(message.slice(end, match.index), toPart(match));
    end = match.index + match[0].length;
  }
  parts.push(message.slice(end));
  return (random, timestamp) =>
    parts
      .map(part => (typeof part === 'string' ? part : part(random, timestamp)))
      .join('');
}

function toPart([
  ,
  min,
  max,
  words,
  digits,
  uuid,
]: RegExpMatchArray): MessageTemplate {
  if (min !== undefined) {
    return random => String(random.int(Number(min), Number(max)));
  }
  if (words !== undefined) {
    const choices = words.split('|');
    return random => choices[random.int(0, choices.length - 1)];
  }
  if (digits !== undefined) return random => random.hex(Number(digits));
  if (uuid !== undefined) return drawUuid;
  return (_, timestamp) => new Date(timestamp).toISOString();
}

function drawUuid(random: Random): string {
  const hex = random.hex(32);
  const variant = '89ab'[random.int(0, 3)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
