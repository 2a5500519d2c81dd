export * from './pipeline';
export * from './telemetry';
export * from './servicePack';
export * from './extensionPoints';
