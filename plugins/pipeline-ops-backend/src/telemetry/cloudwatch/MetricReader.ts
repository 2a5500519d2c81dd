import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import type {
  CallOptions,
  KnownMetric,
  MetricResult,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { sourceState } from '../sourceStates';
import { CloudReader, type RequestOf } from './CloudReader';
import { readMetricData } from './metricData';
import { readPages } from './pages';

/** Which metrics there are, and their data. */
export class MetricReader
  extends CloudReader
  implements Pick<TelemetrySource, 'listMetrics' | 'metricData'>
{
  async listMetrics(
    request: RequestOf<'listMetrics'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<KnownMetric[]>> {
    const { source, namespace, metricName, dimensions, mostPages } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'cloudwatch', api: 'ListMetrics' },
          options,
          ({ cloudwatch }, http) =>
            cloudwatch.send(
              new ListMetricsCommand({
                Namespace: namespace,
                MetricName: metricName,
                Dimensions: dimensions?.map(({ name, value }) => ({
                  Name: name,
                  Value: value,
                })),
                NextToken: token,
              }),
              http,
            ),
        ),
      page => page.NextToken,
      { limit: mostPages ?? 20, what: 'metrics' },
    );
    const metrics = read.pages
      .flatMap(page => page.Metrics ?? [])
      .map(metric => ({
        namespace: metric.Namespace ?? namespace,
        metricName: metric.MetricName ?? '',
        dimensions: Object.fromEntries(
          (metric.Dimensions ?? []).map(({ Name, Value }) => [
            Name ?? '',
            Value ?? '',
          ]),
        ),
      }));
    return this.answer(source, metrics, read.failure, metrics.length > 0);
  }

  async metricData(
    request: RequestOf<'metricData'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<MetricResult[]>> {
    if (request.queries.length === 0) {
      return this.answer(request.source, []);
    }
    const { results, failure } = await readMetricData(
      this.caller,
      request,
      options,
    );
    const usable = results.some(({ status }) => status !== 'failed');
    const incomplete = results.find(({ status }) => status !== 'complete');
    if (!failure && incomplete) {
      return {
        data: results,
        state: sourceState(request.source, this.now(), 'partial', {
          message: incomplete.message,
        }),
      };
    }
    return this.answer(request.source, results, failure, usable);
  }
}
