import { DocumentTooLargeError } from '../errors';
import type { DocumentProblem } from '../model';
import { repairMojibake } from './mojibake';

/** Largest document that is read: 256 KB of UTF-8. */
export const MAX_DOCUMENT_BYTES = 256 * 1024;

/** What mis-encoded characters consist of, beside much else. */
const SUSPICIOUS = /[\u0080-\uFFFF]{2}/;

export interface PreparedText {
  /** Lines without their ends; front matter is blank, so that line numbers hold. */
  lines: string[];
  /** Lines of the front matter, without its fences. */
  metadata: string[];
  problems: DocumentProblem[];
}

/**
 * Makes every document look alike: no byte order mark, `\n` line ends, no front matter, mis-encoded characters put right.
 * @throws DocumentTooLargeError
 */
export function prepareText(
  markdown: string,
  maxBytes: number = MAX_DOCUMENT_BYTES,
): PreparedText {
  refuseLarge(markdown, maxBytes);
  const text = markdown.replace(/^\uFEFF/, '').replaceAll('\0', '\uFFFD');
  const lines = text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
  const problems: DocumentProblem[] = [];
  const metadata = takeFrontMatter(lines);

  const damaged: number[] = [];
  const suspicious = SUSPICIOUS.test(text);
  for (let i = 0; suspicious && i < lines.length; i += 1) {
    if (SUSPICIOUS.test(lines[i])) {
      const repaired = repairMojibake(lines[i]);
      if (repaired !== lines[i]) {
        lines[i] = repaired;
        damaged.push(i + 1);
      }
    }
  }
  if (damaged.length > 0) {
    const first = damaged[0];
    problems.push({
      lines: { startLine: first, endLine: first },
      message: `Mis-encoded characters on ${damaged.length} ${
        damaged.length === 1 ? 'line' : 'lines'
      }, the first one here: the text is UTF-8 that was saved through another encoding. It was read as it was meant; save the file as UTF-8 again`,
    });
  }
  return { lines, metadata, problems };
}

function refuseLarge(markdown: string, maxBytes: number): void {
  if (markdown.length * 3 <= maxBytes) return;
  const bytes = new TextEncoder().encode(markdown).length;
  if (bytes > maxBytes) throw new DocumentTooLargeError(bytes, maxBytes);
}

/** YAML (`---`) and TOML (`+++`) front matter is metadata, not text: its lines, which are blank from then on. */
function takeFrontMatter(lines: string[]): string[] {
  const fence = lines[0]?.trimEnd();
  if (fence !== '---' && fence !== '+++') return [];
  const end = lines.findIndex(
    (line, index) =>
      index > 0 &&
      (line.trimEnd() === fence ||
        (fence === '---' && line.trimEnd() === '...')),
  );
  if (end < 0) return [];
  const inside = lines.slice(1, end);
  const metadata = inside.every(line =>
    /^\s*$|^\s*#|^\s*-|^\s+\S|^["'\w.-]+\s*[:=]/.test(line),
  );
  if (!metadata) return [];
  for (let i = 0; i <= end; i += 1) lines[i] = '';
  return inside;
}
