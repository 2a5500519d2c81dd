export { SandboxClock, type ControllableClock } from './clock/sandboxClock';
export type { CounterReadings } from './counters/counters';
export { FAULT_KINDS, type Fault, type FaultInput } from './faults/fault';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox';
export { readScenarios } from './scenario/loader';
export { scenarioSchema, type Scenario } from './scenario/schema';
export {
  startSandbox,
  type RunningSandbox,
  type StartOptions,
} from './startSandbox';
