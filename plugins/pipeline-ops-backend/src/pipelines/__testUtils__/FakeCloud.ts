import type {
  CallOptions,
  CloudAlarm,
  KnownMetric,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { FakeTelemetry } from '../../telemetry/__fixtures__/FakeTelemetry';

/** A cloud that also knows metrics, and tags by resource. */
export class FakeCloud extends FakeTelemetry {
  metrics: KnownMetric[] = [];
  /** What fits into the pages of who asks for few. */
  mostMetrics = Infinity;
  tagsByArn: Record<string, Record<string, string>> = {};

  override async listMetrics(
    request: Parameters<TelemetrySource['listMetrics']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<KnownMetric[]>> {
    const answer = await super.listMetrics(request, options);
    const { namespace, metricName, dimensions = [], mostPages } = request;
    const isCut =
      mostPages !== undefined && this.metrics.length > this.mostMetrics;
    return {
      state: isCut ? { ...answer.state, status: 'partial' } : answer.state,
      data: this.failure
        ? []
        : this.metrics.filter(
            known =>
              known.namespace === namespace &&
              (!metricName || known.metricName === metricName) &&
              dimensions.every(
                ({ name, value }) =>
                  name in known.dimensions &&
                  (value === undefined || known.dimensions[name] === value),
              ),
          ),
    };
  }

  override async listTags(
    request: Parameters<TelemetrySource['listTags']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<Record<string, string>>> {
    const answer = await super.listTags(request, options);
    return { ...answer, data: this.tagsByArn[request.arn] ?? {} };
  }
}

export function metric(
  namespace: string,
  metricName: string,
  dimensions: Record<string, string> = {},
): KnownMetric {
  return { namespace, metricName, dimensions };
}

export function alarm(name: string): CloudAlarm {
  return {
    name,
    arn: `arn:aws:cloudwatch:eu-central-1:111111111111:alarm:${name}`,
    type: 'metric',
    state: 'OK',
    stateReason: 'all is well',
    actionsEnabled: true,
    alarmActions: [],
    okActions: [],
    insufficientDataActions: [],
  };
}
