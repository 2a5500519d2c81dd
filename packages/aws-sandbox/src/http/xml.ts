const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * A value as AWS's Query protocol writes it: members as elements, lists as `member` elements, dates in ISO 8601.
 * Absent members are left out.
 */
export function xmlElement(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: unknown): string {
  if (value instanceof Date) {
    return value.toISOString().replace(/\.000Z$/, 'Z');
  }
  if (Array.isArray(value)) {
    return value.map(item => xmlElement('member', item)).join('');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => xmlElement(name, member))
      .join('');
  }
  return String(value).replace(/[&<>"]/g, character => ESCAPES[character]);
}
