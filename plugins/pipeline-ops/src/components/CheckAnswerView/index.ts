export { CheckAnswerView } from './CheckAnswerView';
