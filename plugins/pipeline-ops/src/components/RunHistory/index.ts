export { RunHistory } from './RunHistory';
export { ProcedureRuns } from './ProcedureRuns';
