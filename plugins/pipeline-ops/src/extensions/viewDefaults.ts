import type { RelativeDuration } from '../time/timeRange';
import type { RefreshSeconds, ViewDefaults } from '../viewState/viewState';

/** What an operator can set for the Monitoring tab: config keys in the new frontend system, props in the legacy one. */
export interface MonitoringOptions {
  /** Range that is shown at first; ISO 8601 duration. Default: `PT3H`. */
  defaultRange?: RelativeDuration;
  /** Seconds between refreshes; 0 is off. Default: 60. */
  refreshSeconds?: RefreshSeconds;
}

export function viewDefaultsOf(options: MonitoringOptions): ViewDefaults {
  return {
    range: options.defaultRange && {
      type: 'relative',
      duration: options.defaultRange,
    },
    refresh: options.refreshSeconds,
  };
}
