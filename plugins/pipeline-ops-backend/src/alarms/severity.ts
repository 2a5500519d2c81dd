import type { Severity } from '@pipeline-ops/plugin-pipeline-ops-common';

const WORDS: Record<string, Severity> = {
  critical: 'critical',
  crit: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  p0: 'critical',
  p1: 'critical',
  sev0: 'critical',
  sev1: 'critical',
  high: 'high',
  major: 'high',
  error: 'high',
  p2: 'high',
  sev2: 'high',
  medium: 'medium',
  moderate: 'medium',
  p3: 'medium',
  sev3: 'medium',
  warning: 'warning',
  warn: 'warning',
  minor: 'low',
  low: 'low',
  info: 'low',
  p4: 'low',
  p5: 'low',
  sev4: 'low',
  sev5: 'low',
};

/** Words that in a name tell what is measured (`high-latency`, `low-throughput`, `errors`), not how bad it is. */
const AMBIGUOUS_IN_NAMES = new Set(['high', 'low', 'error', 'info', 'medium']);

const TAG_KEYS = ['severity', 'priority', 'sev'];

/** The severity that a text such as `Severity: High (P2)` or `SEV-1` names first. */
export function severityFromText(
  text: string | undefined,
): Severity | undefined {
  const words = (text ?? '')
    .toLowerCase()
    .replace(/\b(sev|p)[- ]?([0-5])\b/g, '$1$2')
    .split(/[^a-z0-9]+/);
  return words.map(word => WORDS[word]).find(Boolean);
}

/** The severity in an alarm's tags (`severity`, `priority`, `sev`; any case). */
export function severityFromTags(
  tags: Record<string, string>,
): Severity | undefined {
  for (const [key, value] of Object.entries(tags)) {
    if (TAG_KEYS.includes(key.toLowerCase().split(/[:/]/).at(-1) ?? '')) {
      const severity = severityFromText(value);
      if (severity) {
        return severity;
      }
    }
  }
  return undefined;
}

/**
 * The severity by the name's convention: `critical` or `warning` anywhere as a word, `high`, `low` and the like only as
 * the first or last word of a bracket such as `[high]` or after `sev`/`severity`.
 */
export function severityFromName(name: string): Severity | undefined {
  const bracketed = /\[([a-z0-9 -]+)\]/i.exec(name)?.[1];
  const named = bracketed ? severityFromText(bracketed) : undefined;
  if (named) {
    return named;
  }
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words
    .filter(word => !AMBIGUOUS_IN_NAMES.has(word))
    .map(word => WORDS[word])
    .find(Boolean);
}

/** `Severity: High` or `[P1]` in an alarm's description. */
export function severityFromDescription(
  description: string | undefined,
): Severity | undefined {
  const text = (description ?? '').slice(0, 2_000);
  const labelled =
    /\b(?:severity|priority)\s*[:=]\s*([a-z0-9-]+)/i.exec(text)?.[1] ??
    /[[(]\s*(sev[- ]?[0-5]|p[0-5]|critical|high|medium|warning|low)\s*[\])]/i.exec(
      text,
    )?.[1];
  return severityFromText(labelled);
}
