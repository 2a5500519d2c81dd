import { InputError } from '@backstage/errors';
import type {
  CompletionRequest,
  CompletionState,
  EvidenceRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { FrozenItem } from './lists/FrozenList';

const NEEDS: Record<Kind, (asked: EvidenceRequest) => string> = {
  number: ({ unit }) => `a number${unit ? ` in ${unit}` : ''}`,
  link: () => 'a link that begins with http:// or https://',
  choice: ({ choices = [] }) => `one of ${choices.join(', ')}`,
  text: () => 'a text',
};

const FITS: Record<Kind, (given: string, asked: EvidenceRequest) => boolean> = {
  number: given => /^[+-]?\d{1,20}(?:[.,]\d{1,20})?$/.test(given),
  link: given =>
    URL.canParse(given) && /^https?:$/.test(new URL(given).protocol),
  choice: (given, { choices = [] }) => choices.includes(given),
  text: () => true,
};

const WORDS: Partial<Record<CompletionState, string>> = {
  'not-done': 'not done',
  'not-applicable': 'not applicable',
};

/** @throws InputError when an answer lacks what it needs, or its evidence is not what the item asks for */
export function checkCompletion(
  item: FrozenItem,
  {
    state,
    note,
    evidence,
  }: Pick<CompletionRequest, 'state' | 'note' | 'evidence'>,
): void {
  const words = WORDS[state];
  if (words && !note) {
    throw new InputError(`An item that is ${words} needs a note that says why`);
  }
  const asked = item.evidence;
  if (!asked || state !== 'done') return;
  if (!evidence) {
    if (asked.required) {
      throw new InputError(
        `"${item.text}" is done with ${NEEDS[asked.kind](asked)}${asked.label ? ` (${asked.label})` : ''}. Give it as evidence`,
      );
    }
    return;
  }
  if (!FITS[asked.kind](evidence, asked)) {
    throw new InputError(
      `"${item.text}" asks for ${NEEDS[asked.kind](asked)}, and ${JSON.stringify(evidence.slice(0, 80))} is none`,
    );
  }
}

type Kind = EvidenceRequest['kind'];
