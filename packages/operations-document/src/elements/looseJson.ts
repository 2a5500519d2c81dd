/** Deeper values are no dashboards; JSON.parse itself is bounded by the document's size. */
const MAX_DEPTH = 100;

/**
 * The first JSON value of a text, without comments, trailing commas and what follows it.
 * @returns undefined when there is none
 */
export function parseLooseJson(text: string): unknown {
  const json = firstValue(text);
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** One pass: copies the value, leaves out comments and commas before a closing bracket. */
function firstValue(text: string): string | undefined {
  const out: string[] = [];
  let depth = 0;
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (char === '"') {
      const end = stringEnd(text, i);
      if (end < 0) return undefined;
      out.push(text.slice(i, end));
      i = end;
    } else if (char === '/' && text[i + 1] === '/') {
      i = lineEnd(text, i);
    } else if (char === '#') {
      i = lineEnd(text, i);
    } else if (char === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2);
      if (end < 0) return undefined;
      i = end + 2;
    } else {
      if (char === '{' || char === '[') {
        depth += 1;
        if (depth > MAX_DEPTH) return undefined;
      }
      if (char === '}' || char === ']') {
        dropComma(out);
        depth -= 1;
      }
      out.push(char);
      i += 1;
      if (depth === 0 && (char === '}' || char === ']')) return out.join('');
    }
  }
  return undefined;
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function dropComma(out: string[]): void {
  let at = out.length - 1;
  while (at >= 0 && /^\s$/.test(out[at])) at -= 1;
  if (out[at] === ',') out.splice(at, 1);
}
