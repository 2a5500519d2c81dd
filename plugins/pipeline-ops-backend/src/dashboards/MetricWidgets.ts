import { isError } from '@backstage/errors';
import type {
  Alarm,
  Chart,
  MetricWidget,
  SourceState,
  WidgetAnnotation,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedPipeline,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';
import { metricsUrl } from '../pipelines/console';
import { alarmOf } from './alarmWidgets';
import type { ParsedMetricWidget, StoredRow } from './body/model';
import { planWidget, type PlannedRow, type ReadingScope } from './metricPlan';
import { drawRows, newestOf, resultsOf } from './metricSeries';
import { widgetWindow } from './widgetWindow';

/** CloudWatch bills each series; a dashboard cannot ask for more than this at once. */
const MOST_SERIES = 1_000;

/** What one SEARCH counts for, since it brings many series. */
const SEARCH_COUNTS = 25;

/** Alarms of one widget whose metrics are drawn; each is a request of its own. */
const MOST_ALARM_CHARTS = 10;

/** What may still be asked for in one answer. */
export interface SeriesBudget {
  left: number;
}

export function seriesBudget(): SeriesBudget {
  return { left: MOST_SERIES };
}

export interface MetricScope extends ReadingScope {
  pipeline: ResolvedPipeline;
  /** Alarms that the pipeline may see. */
  alarms: Promise<readonly Alarm[]>;
  budget: SeriesBudget;
}

export interface DrawnMetrics {
  content: MetricWidget;
  /** For a widget without a title of its own. */
  title?: string;
  consoleUrl?: string;
  states: SourceState[];
}

/** Reads and draws metric widgets. */
export class MetricWidgets {
  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly alarms: AlarmService,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    alarms: AlarmService;
  }): MetricWidgets {
    return new MetricWidgets(options.telemetry, options.alarms);
  }

  async draw(
    widget: ParsedMetricWidget,
    scope: MetricScope,
    options?: CallOptions,
  ): Promise<DrawnMetrics> {
    return widget.rows.length === 0 && widget.alarms.length > 0
      ? this.#drawAlarms(widget, scope, options)
      : this.#drawRows(widget, scope, options);
  }

  async #drawRows(
    widget: ParsedMetricWidget,
    scope: MetricScope,
    options?: CallOptions,
  ): Promise<DrawnMetrics> {
    const plan = withinBudget(planWidget(widget, scope), scope.budget);
    const [answered, { known, problems }] = await Promise.all([
      Promise.all(
        plan.reads.map(async read => {
          const { selection, window, queries } = read;
          const { source } = selection;
          const answer = await this.telemetry.metricData(
            { source, queries, ...window },
            options,
          );
          return { read, answer };
        }),
      ),
      alarmsOf(widget, scope),
    ]);
    const results = new Map(
      answered.map(({ read, answer }) => [read, answer.data]),
    );
    const { series, bands } = drawRows(
      plan.rows.map(row => resultsOf(row, results)),
      widget,
      scope.environment,
    );
    const content = {
      ...frameOf(widget, scope),
      series,
      bands,
      horizontal: [...widget.horizontal, ...known.flatMap(thresholdLine)],
      problems: [...widget.problems, ...problems],
    };
    const consoleUrl = consoleUrlOf(plan.rows, widget, content.period);
    return {
      content,
      ...(consoleUrl ? { consoleUrl } : {}),
      states: answered.map(({ answer }) => answer.state),
    };
  }

  /** A widget that only names alarms shows what they watch, against their thresholds. */
  async #drawAlarms(
    widget: ParsedMetricWidget,
    scope: MetricScope,
    options?: CallOptions,
  ): Promise<DrawnMetrics> {
    const { pipeline, environment, range } = scope;
    const { known, problems } = await alarmsOf(widget, scope);
    if (known.length > MOST_ALARM_CHARTS) {
      problems.push(
        `Only the metrics of the first ${MOST_ALARM_CHARTS} alarms are drawn.`,
      );
    }
    const details = await Promise.all(
      known.slice(0, MOST_ALARM_CHARTS).map(async ({ name, sourceId }) => ({
        name,
        detail: await this.alarms
          .detail(
            { pipeline, environment, alarmName: name, sourceId, range },
            options,
          )
          .catch(unlessGone),
      })),
    );
    const charts = details.flatMap(({ name, detail }) => {
      if (!detail?.data.chart) {
        problems.push(
          `Alarm ${name} has no metric that can be drawn; an alarm widget shows its state.`,
        );
        return [];
      }
      return [{ name, chart: detail.data.chart }];
    });
    return {
      content: {
        ...frameOf(widget, scope),
        series: charts.flatMap(({ name, chart }) => seriesOfChart(name, chart)),
        bands: charts.flatMap(({ chart }) => chart.bands ?? []),
        marks: charts.flatMap(({ chart }) => chart.marks ?? []),
        horizontal: [
          ...widget.horizontal,
          ...charts.flatMap(({ chart }) => linesOfChart(chart)),
        ],
        problems: [...widget.problems, ...problems],
      },
      ...(known.length > 0 ? { title: known[0].name } : {}),
      ...(known[0]?.consoleUrl ? { consoleUrl: known[0].consoleUrl } : {}),
      states: details.flatMap(({ detail }) => detail?.sources ?? []),
    };
  }
}

/** An alarm may vanish, or alarms become unreadable, between two reads. */
function unlessGone(error: unknown): undefined {
  if (
    isError(error) &&
    ['NotFoundError', 'ServiceUnavailableError'].includes(error.name)
  ) {
    return undefined;
  }
  throw error;
}

function withinBudget(
  plan: ReturnType<typeof planWidget>,
  budget: SeriesBudget,
): ReturnType<typeof planWidget> {
  const asked = plan.reads
    .flatMap(({ queries }) => queries)
    .reduce(
      (sum, { expression = '' }) =>
        sum + (/\bSEARCH\b/.test(expression) ? SEARCH_COUNTS : 1),
      0,
    );
  if (asked <= budget.left) {
    budget.left -= asked;
    return plan;
  }
  const refusal = `Not read: the dashboard asks for more than ${MOST_SERIES} series. Open it in the AWS console, or split it.`;
  return { reads: [], rows: plan.rows.map(({ row }) => ({ row, refusal })) };
}

/** All of a widget that needs no reading. */
function frameOf(
  widget: ParsedMetricWidget,
  scope: ReadingScope,
): MetricWidget {
  const { period } = widgetWindow(scope.range, scope.now, {
    period: widget.period,
    override: scope.periodOverride,
    wholeRange: widget.wholeRange,
  });
  return {
    type: 'metric',
    view: widget.view,
    stacked: widget.stacked,
    sparkline: widget.sparkline,
    legend: widget.legend,
    liveData: widget.liveData,
    period,
    series: [],
    bands: [],
    marks: [],
    left: widget.left,
    right: widget.right,
    horizontal: widget.horizontal,
    vertical: widget.vertical,
    problems: widget.problems,
  };
}

async function alarmsOf(
  widget: ParsedMetricWidget,
  scope: MetricScope,
): Promise<{ known: Alarm[]; problems: string[] }> {
  const alarms = widget.alarms.length > 0 ? await scope.alarms : [];
  const known: Alarm[] = [];
  const problems: string[] = [];
  for (const reference of widget.alarms) {
    const alarm = alarmOf(reference, alarms, scope.environment);
    if (alarm) {
      known.push(alarm);
    } else {
      problems.push(
        `Alarm ${reference.name} is not shown: AWS does not have it, or the pipeline may not see it.`,
      );
    }
  }
  return { known, problems };
}

function thresholdLine(alarm: Alarm): WidgetAnnotation[] {
  const { threshold, condition } = alarm;
  return threshold === undefined
    ? []
    : [{ value: threshold, label: condition, axis: 'left' }];
}

function seriesOfChart(alarmName: string, chart: Chart): WidgetSeries[] {
  return chart.series.map(one => ({
    id: `${alarmName}:${one.id}`,
    label: one.label,
    t0: one.t0,
    step: one.step,
    values: one.values,
    axis: 'left',
    status: one.status,
    ...(one.message ? { message: one.message } : {}),
    ...(chart.unit === 'None' ? {} : { unit: chart.unit }),
    latest: newestOf(one.values),
  }));
}

function linesOfChart(chart: Chart): WidgetAnnotation[] {
  return chart.thresholds.flatMap(({ value, text }) =>
    value === undefined ? [] : [{ value, label: text, axis: 'left' as const }],
  );
}

/** The stored metrics that are drawn, in the console's own graph; those of the first row's source. */
function consoleUrlOf(
  rows: readonly PlannedRow[],
  widget: ParsedMetricWidget,
  period: number,
): string | undefined {
  const read = rows.flatMap(planned =>
    'read' in planned && planned.row.type === 'stored'
      ? [{ row: planned.row, source: planned.read.selection.source }]
      : [],
  );
  const source = read[0]?.source;
  const refOf = ({ namespace, metricName, dimensions, stat }: StoredRow) => ({
    namespace,
    metricName,
    dimensions,
    stat: stat ?? widget.stat,
  });
  return source
    ? metricsUrl(
        source,
        read.flatMap(one => (one.source === source ? refOf(one.row) : [])),
        period,
      )
    : undefined;
}
