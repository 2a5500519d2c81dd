export { ActionButton, ActionLink } from './ActionButton';
