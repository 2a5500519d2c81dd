/**
 * Rows as CSV (RFC 4180, CRLF). A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP,
 * "CSV Injection"); a number never does, so that `-3` stays one. Absent values are empty.
 */
export function toCsv(
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  return rows.map(row => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: string | number | null | undefined): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number' || isPlainNumber(value)) {
    return String(value);
  }
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isPlainNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}

/** Hands a text to the browser as a file of the media type. */
export function downloadText(
  name: string,
  text: string,
  type = 'text/csv',
): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[^\w.-]+/g, '-');
  link.click();
  URL.revokeObjectURL(url);
}
