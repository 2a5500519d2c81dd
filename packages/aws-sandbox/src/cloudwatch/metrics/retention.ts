const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How long CloudWatch keeps data that can answer a period, in milliseconds: under 60 s for 3 hours, multiples of 60 s
 * for 15 days, of 300 s for 63 days, of 3,600 s for 455 days (Amazon CloudWatch concepts, "Metrics retention").
 *
 * @param periodSeconds 1, 5, 10, 20, 30 or a multiple of 60
 */
export function retentionOf(periodSeconds: number): number {
  if (periodSeconds % 3600 === 0) return 455 * DAY;
  if (periodSeconds % 300 === 0) return 63 * DAY;
  if (periodSeconds % 60 === 0) return 15 * DAY;
  return 3 * HOUR;
}

/** A metric that had no data for so long is not listed any more (API_ListMetrics), in milliseconds. */
export const LISTED_FOR = 14 * DAY;

/** How far ahead of now a data point may be (API_PutMetricData), in milliseconds. */
export const FUTURE = 2 * HOUR;
