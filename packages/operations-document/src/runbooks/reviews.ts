import type { RunbookElement } from '../model';
import { dayIn } from '../words/days';

/** A line that says when the text was last reviewed. */
interface Review {
  /** Counts from 1. */
  line: number;
  /** `YYYY-MM-DD`. */
  day: string;
  /** A line below a rule, as at the foot of a page, speaks of the whole document. */
  ofDocument: boolean;
}

/** Without any of these a line says nothing of a review. */
const SIGNS =
  /review|verified|tested|prüf|révision|relect|revis|レビュー|確認日/i;

const REVIEWED =
  /^[^\p{L}\p{N}]*(?:(?:last )?(?:reviewed|verified|tested)(?: (?:on|at|by [^:：|]{1,60}))?|(?:date of )?last review(?: date)?|(?:zuletzt|letztmals) (?:ge|über)prüft(?: am)?|letzte (?:über)?prüfung(?: am)?|dernière (?:révision|relecture|vérification)(?: le)?|(?:relu|révisé|vérifié) le|última (?:revisión|revisão|verificación|verificação)(?: em| el)?|(?:revisado|verificado) (?:el|em)|(?:最終)?(?:レビュー日?|確認日))[\s*_:：|]*(?=\S)/iu;

const METADATA =
  /^["']?(?:last[_-]?)?review(?:ed)?(?:[_-]?(?:on|at))?["']?\s*[:=]\s*/i;

/** `Last reviewed: …` of a metadata line such as front matter has, and of the document's own lines. */
function reviewsIn(lines: readonly string[]): Review[] {
  const found: Review[] = [];
  lines.forEach((line, index) => {
    if (line.length > 300 || !SIGNS.test(line)) return;
    const label = REVIEWED.exec(line);
    const day = label && dayIn(line.slice(label[0].length));
    if (day)
      found.push({ line: index + 1, day, ofDocument: afterRule(lines, index) });
  });
  return found;
}

/** Whether a label and its value say when something was reviewed. */
export function isReview(label: string, value: string): boolean {
  const text = `${label}: ${value}`;
  const named = REVIEWED.exec(text);
  return named !== null && dayIn(text.slice(named[0].length)) !== undefined;
}

function afterRule(lines: readonly string[], index: number): boolean {
  let above = index - 1;
  while (above > 0 && lines[above].trim() === '') above -= 1;
  return /^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(lines[above] ?? '');
}

function reviewInMetadata(metadata: readonly string[]): string | undefined {
  for (const line of metadata) {
    const key = METADATA.exec(line);
    const day = key && dayIn(line.slice(key[0].length));
    if (day) return day;
  }
  return undefined;
}

/** Notes for each procedure when it was last reviewed: what it says itself, else what the document says of all. */
export function noteReviews(
  runbooks: readonly RunbookElement[],
  lines: readonly string[],
  metadata: readonly string[],
): void {
  const reviews = reviewsIn(lines);
  let ofDocument: string | undefined;
  // Procedures around the line that is looked at, innermost last; they come in the order of their beginnings.
  const around: RunbookElement[] = [];
  let next = 0;
  for (const { line, day, ofDocument: general } of reviews) {
    while (next < runbooks.length && runbooks[next].lines.startLine <= line) {
      around.push(runbooks[next]);
      next += 1;
    }
    while (around.length > 0 && around[around.length - 1].lines.endLine < line)
      around.pop();
    const runbook = around[around.length - 1];
    if (runbook && !general) runbook.reviewedOn ??= day;
    else ofDocument ??= day;
  }
  ofDocument ??= reviewInMetadata(metadata);
  if (!ofDocument) return;
  for (const runbook of runbooks) runbook.reviewedOn ??= ofDocument;
}
