import type { ThresholdValue } from '../model';
import { parseThreshold } from './thresholdText';

/** `Alert when …`, `Page if …`: what follows states a threshold. */
const ALERTING =
  /^(?:alerts?|alarms?|pages?|notify|warn|triggers?|fires?)\s+(?:us |the team |on call )?(?:when|if|once|as soon as)\s+/i;
/** Name, a verb that says nothing, and from where the comparison begins. */
const COMPARED =
  /^(?:when |if |the |any |more than )?(\S.{0,79}?)\s+(?:(?:is|are|goes|go|rises|rise|climbs|stays|stay|grows|falls|drops|has been|have been)\s+)?((?:exceeds?|above|over|below|under|greater than|more than|less than|fewer than|higher than|lower than|longer than|older than|at least|at most|[<>≤≥=])(?=[\s\d<>=]).{0,200})$/i;

export interface ThresholdSentence {
  /** What the sentence is about, as written: `errors`, `queue age`. */
  name: string;
  text: string;
  threshold: ThresholdValue;
}

/** Whether a sentence begins with what makes it a rule to alert by. */
export function isAlertingSentence(line: string): boolean {
  return ALERTING.test(line.slice(0, 60));
}

/** Reads `errors exceed 5 in 5 minutes`, `alert when duration is above 80% of timeout`. */
export function thresholdSentence(line: string): ThresholdSentence | undefined {
  const match = COMPARED.exec(line.slice(0, 300).replace(ALERTING, ''));
  if (!match) return undefined;
  const [, name, text] = match;
  if (!/\d/.test(text) || !/\p{L}/u.test(name) || name.split(' ').length > 8)
    return undefined;
  const threshold = parseThreshold(text.replace(/^exceed\b/i, 'exceeds'), '>');
  return threshold && { name, text, threshold };
}
