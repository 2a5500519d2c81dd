import {
  normalisePlaceholder,
  type RunEventRequest,
  type RunRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { visibleText } from '../logs/cleanText';
import type { Mask } from '../logs/mask';

/** What somebody wrote, fit to be stored, audited and shown: no control characters, no secrets. Pure. */
export class CleanText {
  readonly #mask: Mask;

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  of(text: string): string {
    return this.#mask(visibleText(text)).trim();
  }

  /** A value, with what its name tells: `token` has a secret, whatever it looks like. */
  value(name: string, value: string): string {
    const clean = this.of(value);
    const named = `${name}=x`;
    const masked = this.#mask(named);
    return clean === '' || masked === named
      ? clean
      : masked.slice(name.length + 1);
  }

  optional(text: string | undefined): string | undefined {
    return (text !== undefined && this.of(text)) || undefined;
  }
}

export function cleanStart(text: CleanText, request: RunRequest): RunRequest {
  const { runbookId, alarm, variables = {}, idempotencyKey } = request;
  return {
    runbookId: text.of(runbookId),
    alarm: text.optional(alarm),
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        normalisePlaceholder(text.of(name)),
        text.value(name, value),
      ]),
    ),
    // Stored as its hash only.
    idempotencyKey,
  };
}

/** The same request without anything that must not be kept; optional texts that are empty are left out. */
export function cleanEvent(
  text: CleanText,
  request: RunEventRequest,
): RunEventRequest {
  const cleaned: Record<string, unknown> = { ...request };
  for (const key of ['step', 'checkId', 'commandId'] as const) {
    const value = cleaned[key];
    if (typeof value === 'string') cleaned[key] = text.of(value);
  }
  if ('note' in request) {
    cleaned.note = text.optional(request.note);
  }
  if (request.type === 'output') {
    cleaned.output = text.of(request.output);
  }
  if (request.type === 'variable') {
    cleaned.name = normalisePlaceholder(text.of(request.name));
    cleaned.value = text.value(request.name, request.value);
  }
  return cleaned as RunEventRequest;
}
