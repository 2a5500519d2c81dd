export * from './alarms';
export * from './logs';
export * from './metrics';
export * from './overview';
export * from './sources';
