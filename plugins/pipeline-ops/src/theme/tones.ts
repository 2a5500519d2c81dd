import type {
  AlarmState,
  Health,
  Severity,
  SourceStatus,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Tone } from './statusPalette';

export const HEALTH_TONES: Record<Health, Tone> = {
  healthy: 'ok',
  degraded: 'warn',
  failing: 'bad',
  'no-data': 'idle',
  unknown: 'idle',
};

export const ALARM_TONES: Record<AlarmState, Tone> = {
  ALARM: 'bad',
  OK: 'ok',
  INSUFFICIENT_DATA: 'idle',
};

export const SEVERITY_TONES: Record<Severity, Tone> = {
  critical: 'bad',
  high: 'bad',
  medium: 'warn',
  warning: 'warn',
  low: 'idle',
};

export const SOURCE_TONES: Record<SourceStatus, Tone> = {
  ok: 'ok',
  partial: 'warn',
  stale: 'warn',
  throttled: 'warn',
  denied: 'bad',
  unavailable: 'bad',
};
