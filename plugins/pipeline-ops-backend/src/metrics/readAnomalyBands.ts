import type {
  Alarm,
  ChartBand,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlignedWindow } from '../telemetry/window';
import { bandOf, bandQueries, isBandExpression } from './anomalyBand';
import { alarmsOfChart } from './chartMapping';

/** Bands of one answer: CloudWatch bills each like three metrics. */
const MOST_BANDS = 20;

/** The bands of anomaly alarms that watch what the charts draw, by name of the alarm. */
export async function readAnomalyBands(
  telemetry: TelemetrySource,
  request: {
    environment: ResolvedEnvironment;
    alarms: readonly Alarm[];
    window: AlignedWindow;
  },
  options?: CallOptions,
): Promise<{ anomalyBands: Map<string, ChartBand>; states: SourceState[] }> {
  const { environment, alarms, window } = request;
  const withBand = alarms.filter(
    ({ expression, queries }) => queries && isBandExpression(expression),
  );
  const drawn = new Set(
    environment.resources.flatMap(({ charts, sourceId }) =>
      charts.flatMap(chart => alarmsOfChart(chart, sourceId, withBand)),
    ),
  );
  const read = await Promise.all(
    [...drawn].slice(0, MOST_BANDS).map(async alarm => {
      const source = environment.selections.find(
        selection => selection.source.id === alarm.sourceId,
      )?.source;
      return (
        source && {
          alarm,
          answer: await telemetry.metricData(
            {
              source,
              queries: bandQueries(
                (alarm.queries ?? []).map(({ id, metric, expression }) => ({
                  id,
                  metric,
                  expression,
                })),
                alarm.expression ?? '',
              ),
              ...window,
            },
            options,
          ),
        }
      );
    }),
  );
  const known = read.filter(one => one !== undefined);
  return {
    anomalyBands: new Map(
      known.flatMap(({ alarm, answer }) => {
        const band = bandOf(answer.data, `Band of ${alarm.name}`);
        return band ? [[alarm.name, band] as const] : [];
      }),
    ),
    states: known.map(({ answer }) => answer.state),
  };
}
