export { Toolbar } from './Toolbar';
export { ScopeChoice } from './ScopeChoice';
