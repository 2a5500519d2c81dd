export * from './types';
export { compileQueries, type MetricProgram } from './program';
export type { CompiledQuery } from './evaluation';
export { partsOf, type Expression } from './expression';
export { parseExpression } from './parser';
