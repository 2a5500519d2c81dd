import { ServiceName } from '../services';

/**
 * Requests a second, by account and region: "CloudWatch service quotas", "CloudWatch Logs quotas" and the STS user
 * guide. Operations that are not named have {@link DEFAULT_RATE}.
 */
export const RATES: Record<ServiceName, Record<string, number>> = {
  monitoring: {
    DeleteAlarms: 3,
    DeleteDashboards: 10,
    DescribeAlarmHistory: 20,
    DescribeAlarms: 9,
    DescribeAlarmsForMetric: 9,
    DisableAlarmActions: 3,
    EnableAlarmActions: 3,
    GetDashboard: 10,
    GetAlarmMuteRule: 9,
    GetMetricData: 500,
    GetMetricStatistics: 400,
    ListAlarmMuteRules: 9,
    ListDashboards: 10,
    ListMetrics: 25,
    PutCompositeAlarm: 3,
    PutDashboard: 10,
    PutMetricAlarm: 3,
    PutMetricData: 500,
    SetAlarmState: 3,
  },
  logs: {
    CreateLogGroup: 10,
    CreateLogStream: 50,
    DeleteLogGroup: 10,
    DescribeLogGroups: 10,
    DescribeLogStreams: 25,
    DescribeMetricFilters: 5,
    DescribeQueries: 10,
    DescribeSubscriptionFilters: 5,
    FilterLogEvents: 10,
    GetLogEvents: 25,
    GetQueryResults: 10,
    PutLogEvents: 5000,
    PutMetricFilter: 5,
    PutRetentionPolicy: 10,
    PutSubscriptionFilter: 5,
    StartQuery: 10,
    StopQuery: 10,
  },
  sts: {},
};

export const DEFAULT_RATE = 20;

/** Regions in which FilterLogEvents has another rate than the usual one. */
const FILTER_LOG_EVENTS: Record<string, number> = {
  'us-east-1': 25,
  'ap-northeast-3': 5,
  'ap-southeast-3': 5,
  'ca-west-1': 5,
  'eu-central-1': 5,
  'il-central-1': 5,
};

/** Requests a second that AWS allows. */
export function rateOf(
  service: ServiceName,
  operation: string,
  region: string,
): number {
  if (service === 'sts') return 600;
  if (service === 'logs' && operation === 'FilterLogEvents') {
    return FILTER_LOG_EVENTS[region] ?? RATES.logs.FilterLogEvents;
  }
  return RATES[service][operation] ?? DEFAULT_RATE;
}
