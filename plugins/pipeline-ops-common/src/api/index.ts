export * from './envelope';
export * from './overview';
export * from './alarms';
export * from './metrics';
export * from './logs';
export * from './runbooks';
export * from './checklists';
