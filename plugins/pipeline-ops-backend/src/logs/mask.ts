import { SECRET_ARGUMENTS } from './secretArguments';
import { BARE_VALUES, QUOTED_VALUES } from './secretNames';
import { MASK, SECRET_SHAPES } from './secretShapes';

/** Secrets of the text replaced by a word. Pure; linear in the text's length. */
export type Mask = (text: string) => string;

/** What can be the base64 of a secret with its name, or of a token. */
const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;

/**
 * @param operatorPatterns - Patterns of the operator's configuration; every match is masked. They are trusted to be
 *   harmless, and are checked to compile when the configuration is read.
 */
export function createMask(operatorPatterns: readonly RegExp[] = []): Mask {
  const own = operatorPatterns.map(({ source, flags }) => ({
    pattern: new RegExp(source, flags.includes('g') ? flags : `${flags}g`),
    replacement: MASK,
  }));
  const plain: Mask = text => {
    let masked = text;
    for (const { pattern, replacement } of [...SECRET_SHAPES, ...own]) {
      masked = masked.replace(pattern, replacement);
    }
    for (const pattern of QUOTED_VALUES) {
      masked = masked.replace(pattern, `$1$2${MASK}`);
    }
    for (const pattern of [...SECRET_ARGUMENTS, ...BARE_VALUES]) {
      masked = masked.replace(
        pattern,
        (whole, before: string, value: string) =>
          isHarmless(value) ? whole : `${before}${MASK}`,
      );
    }
    return masked;
  };
  return text =>
    plain(text).replace(BASE64, encoded => {
      const decoded = textOf(encoded);
      return decoded === undefined || plain(decoded) === decoded
        ? encoded
        : MASK;
    });
}

/** A switch, the name of a scheme or what is masked already tells nothing. */
function isHarmless(value: string): boolean {
  return (
    /^["'\s]{0,64}\[masked/.test(value) ||
    /^["']?(?:true|false|null|none|undefined|bearer|basic)["']?$/i.test(value)
  );
}

/** What the base64 stands for, when it is a text of visible characters. */
function textOf(encoded: string): string | undefined {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return /^[\t\n\r\x20-\x7e\u00a0-\ufffc]+$/.test(text) ? text : undefined;
}
