import { Handlers } from '../../model';
import { getMetricData } from './getMetricData';
import { getMetricStatistics } from './getMetricStatistics';
import { listMetrics } from './listMetrics';
import { InMemoryMetricStore } from './metricStore';
import { putMetricData } from './putMetricData';

/** The operations on metrics. */
export function createMetricHandlers(deps: {
  metrics: InMemoryMetricStore;
}): Handlers {
  const { metrics } = deps;
  return {
    GetMetricData: (input, context) => getMetricData(input, context, metrics),
    GetMetricStatistics: (input, context) =>
      getMetricStatistics(input, context, metrics),
    ListMetrics: (input, context) => listMetrics(input, context, metrics),
    PutMetricData: (input, context) => putMetricData(input, context, metrics),
  };
}
