import type { CompletionState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Tone } from '../../theme';

export const ANSWER_WORDS = {
  done: 'answer.done',
  'not-done': 'answer.notDone',
  'not-applicable': 'answer.notApplicable',
  undone: 'answer.undone',
} as const satisfies Record<CompletionState, string>;

export const ANSWER_TONES: Record<CompletionState, Tone> = {
  done: 'ok',
  'not-done': 'bad',
  'not-applicable': 'idle',
  undone: 'idle',
};
