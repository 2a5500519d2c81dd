export * from './annotations';
export * from './permissions';
export * from './api';
export * from './changes';
export * from './commands';
export * from './escalation';
export * from './health';
export * from './period';
