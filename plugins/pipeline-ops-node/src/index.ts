export * from './pipeline';
export * from './telemetry';
