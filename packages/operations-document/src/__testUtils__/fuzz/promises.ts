import type { LineRange } from '../../model';
import { parseOperationsDocument } from '../../parse';

/** Milliseconds that no document of the fuzzer's size may take. */
export const MAX_TIME = 200;
/** A slow reading is repeated: other work on the machine is no fault of the document. */
const ATTEMPTS = 4;

/**
 * Reads a document and holds the reader to what it promises of any: it does not throw, is quick, says the same again,
 * names lines of the document, and gives each element an id of its own.
 * @returns milliseconds that it took
 * @throws Error that says which promise was broken
 */
export function holdPromises(text: string): number {
  const first = timed(text);
  let { time } = first;
  for (let i = 1; i < ATTEMPTS && time > MAX_TIME; i += 1)
    time = Math.min(time, timed(text).time);
  if (time > MAX_TIME)
    throw new Error(`It takes ${Math.round(time)} ms, not ${MAX_TIME}`);

  const last = text.split(/\r\n|\n|\r/).length;
  const ids = new Set<string>();
  visit(first.document, value => {
    const { startLine, endLine } = value;
    if (typeof startLine === 'number' && typeof endLine === 'number')
      requireWithin({ startLine, endLine }, last);
    if (typeof value.id === 'string') {
      if (ids.has(value.id)) throw new Error(`Two elements are ${value.id}`);
      ids.add(value.id);
    }
  });
  if (
    JSON.stringify(first.document) !==
    JSON.stringify(parseOperationsDocument(text))
  )
    throw new Error('A second reading gives something else');
  return time;
}

function timed(text: string) {
  const started = performance.now();
  const document = parseOperationsDocument(text);
  return { document, time: performance.now() - started };
}

function requireWithin({ startLine, endLine }: LineRange, last: number): void {
  if (startLine < 1 || endLine < startLine || endLine > last)
    throw new Error(
      `Lines ${startLine} to ${endLine} are not within the document's ${last}`,
    );
}

function visit(
  value: unknown,
  see: (object: Record<string, unknown>) => void,
): void {
  if (Array.isArray(value)) {
    for (const entry of value) visit(entry, see);
  } else if (typeof value === 'object' && value !== null) {
    see(value as Record<string, unknown>);
    for (const entry of Object.values(value)) visit(entry, see);
  }
}
