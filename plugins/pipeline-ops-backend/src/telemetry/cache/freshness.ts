import type { TelemetryOperation } from '../TelemetrySourceDecorator';
import type { Freshness } from './AnswerCache';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Metric data follows its window instead; a query that runs is looked at as it is. */
export type KeptOperation = Exclude<
  TelemetryOperation,
  'metricData' | 'startLogQuery' | 'logQueryResults' | 'stopLogQuery'
>;

/** How long each kind of answer counts. */
export const FRESHNESS: Record<KeptOperation, Freshness> = {
  listAlarms: {
    freshMs: 20 * SECOND,
    revalidateMs: 2 * MINUTE,
    staleMs: 6 * HOUR,
  },
  alarmHistory: { freshMs: MINUTE, revalidateMs: 0, staleMs: 6 * HOUR },
  listMetrics: {
    freshMs: 15 * MINUTE,
    revalidateMs: 2 * HOUR,
    staleMs: 24 * HOUR,
  },
  listLogGroups: {
    freshMs: 5 * MINUTE,
    revalidateMs: HOUR,
    staleMs: 24 * HOUR,
  },
  filterLogEvents: { freshMs: 10 * SECOND, revalidateMs: 0, staleMs: MINUTE },
  listMuteRules: {
    freshMs: MINUTE,
    revalidateMs: 5 * MINUTE,
    staleMs: 6 * HOUR,
  },
  listDashboards: {
    freshMs: 5 * MINUTE,
    revalidateMs: HOUR,
    staleMs: 24 * HOUR,
  },
  dashboardBody: {
    freshMs: MINUTE,
    revalidateMs: 10 * MINUTE,
    staleMs: 24 * HOUR,
  },
  listMetricFilters: {
    freshMs: 5 * MINUTE,
    revalidateMs: HOUR,
    staleMs: 24 * HOUR,
  },
  listSubscriptionFilters: {
    freshMs: 5 * MINUTE,
    revalidateMs: HOUR,
    staleMs: 24 * HOUR,
  },
  listTags: { freshMs: HOUR, revalidateMs: 6 * HOUR, staleMs: 24 * HOUR },
};

/** After this, CloudWatch rarely changes what it has. Milliseconds. */
const SETTLED_MS = 15 * MINUTE;

/**
 * How long a metric window counts: it can only change when a new bucket can exist; an old one hardly ever.
 *
 * @param to - End of the window. Unix seconds.
 * @param period - Seconds.
 * @param now - Unix milliseconds.
 */
export function windowFreshness(
  to: number,
  period: number,
  now: number,
): Freshness {
  const age = now - to * SECOND;
  const settled = age > SETTLED_MS + period * SECOND;
  return {
    freshMs: settled ? HOUR : Math.max(period * SECOND - age, 5 * SECOND),
    revalidateMs: 2 * period * SECOND + 30 * SECOND,
    staleMs: 6 * HOUR,
  };
}
