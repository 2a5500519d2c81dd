export { RunSession, useRunSession } from './RunSession';
export { RunText, type TextKind } from './RunText';
export { RunTroubles } from './RunTroubles';
export { keptPlaces } from './keptText';
