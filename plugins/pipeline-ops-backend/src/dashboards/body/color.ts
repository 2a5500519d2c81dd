const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const RGB =
  /^rgba?\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*(?:,\s*(?:0|1|0?\.\d{1,4})\s*)?\)$/i;

/** A colour that is safe to put into a style: `#rgb`, `#rrggbb`, with alpha, or `rgb()`; undefined for anything else. */
export function colorOf(value: unknown): string | undefined {
  return typeof value === 'string' && (HEX.test(value) || RGB.test(value))
    ? value
    : undefined;
}
