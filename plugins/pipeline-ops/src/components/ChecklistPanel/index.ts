export { ChecklistPanel } from './ChecklistPanel';
export { ANSWER_TONES, ANSWER_WORDS } from './answerWords';
export { EvidenceText } from './EvidenceText';
export { personOf } from './personOf';
