import type {
  CheckCondition,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ChartSpec,
  ResolvedEnvironment,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { queriesOf, seriesOf } from '../../metrics/chartMapping';
import { isAdditive, judgedSeries, specId } from '../../metrics/judgement';
import { alignWindow, type AlignedWindow } from '../../telemetry/window';
import type { NamedChart } from '../binding/chartNames';
import { chartsById } from '../charts';
import { judgeFreshness, judgeMetric, type JudgedSeries } from './judgeMetric';
import { asOfStates, unknown, whyUnread, type Verdict } from './verdict';

type OfCharts = Extract<CheckCondition, { type: 'metric' | 'freshness' }>;

/** A freshness is looked for over this many times as long, so that the answer can say when something came last. */
const LOOK_FURTHER = 6;

/** Charts that are asked for whether a resource is at work. */
const MOST_SIGNS_OF_LIFE = 3;

export interface Answered {
  verdict: Verdict;
  states: SourceState[];
}

/** Answers of one request to data about charts; each chart is read once for each window. */
export class ChartAnswers {
  readonly #charts: Map<string, NamedChart>;
  readonly #reads = new Map<string, Promise<Read>>();

  private constructor(
    private readonly telemetry: Pick<TelemetrySource, 'metricData'>,
    private readonly environment: ResolvedEnvironment,
    private readonly now: number,
    private readonly options: CallOptions,
  ) {
    this.#charts = chartsById(environment);
  }

  /** @param options.now - Unix milliseconds */
  static create(options: {
    telemetry: Pick<TelemetrySource, 'metricData'>;
    environment: ResolvedEnvironment;
    now: number;
    signal?: AbortSignal;
  }): ChartAnswers {
    const { telemetry, environment, now, signal } = options;
    return new ChartAnswers(telemetry, environment, now, { signal });
  }

  async answer(condition: OfCharts): Promise<Answered> {
    const window = this.#windowOf(condition);
    const ids =
      condition.type === 'metric'
        ? [condition.chartId, ...(condition.otherChartIds ?? [])]
        : [condition.chartId];
    const charts = ids.map(id => this.#charts.get(id));
    const missing = ids.find((_, index) => !charts[index]);
    if (missing !== undefined) {
      return {
        verdict: unknown(
          `There is no chart ${missing} in ${this.environment.name}; its resource or metric may have been taken out of the definition`,
          window,
        ),
        states: [],
      };
    }
    if (condition.type === 'metric' && condition.unit) {
      return {
        verdict: unknown(
          `The limit is in ${condition.unit}, which ${ids[0]} cannot be compared with`,
          window,
        ),
        states: [],
      };
    }
    const known = charts.flatMap(chart => chart ?? []);
    const reads = await Promise.all(known.map(one => this.#read(one, window)));
    const states = reads.flatMap(({ state }) => state ?? []);
    const unread = whyUnread(states, this.now);
    if (unread || states.length < known.length) {
      return {
        verdict: unknown(
          unread ?? 'The source of this metric is not readable here',
          window,
        ),
        states,
      };
    }
    const perChart = await Promise.all(
      known.map((one, index) =>
        this.#judged(one, reads[index], window, known.length > 1),
      ),
    );
    const silent = perChart.findIndex(({ length }) => length === 0);
    if (silent >= 0) {
      return {
        verdict: unknown(
          `CloudWatch knows no series of ${known[silent].chart.title} of ${known[silent].resource.title}`,
          window,
        ),
        states,
      };
    }
    const judged = perChart.flat();
    const verdict =
      condition.type === 'metric'
        ? judgeMetric(condition, judged, window)
        : judgeFreshness(condition.withinSeconds, judged, window);
    return { verdict: { ...verdict, asOf: asOfStates(states) }, states };
  }

  #windowOf(condition: OfCharts): AlignedWindow {
    const to = this.now / 1_000;
    const seconds =
      condition.type === 'metric'
        ? condition.windowSeconds
        : condition.withinSeconds * LOOK_FURTHER;
    const period =
      condition.type === 'metric' ? condition.periodSeconds : undefined;
    return alignWindow({ from: to - seconds, to }, to, period);
  }

  #read(
    { chart, resource }: NamedChart,
    { from, to, period }: AlignedWindow,
  ): Promise<Read> {
    const key = JSON.stringify([chart.id, from, to, period]);
    const known = this.#reads.get(key);
    if (known) {
      return known;
    }
    const source = this.environment.selections.find(
      selection => selection.source.id === resource.sourceId,
    )?.source;
    const reading: Promise<Read> = source
      ? this.telemetry
          .metricData(
            { source, queries: queriesOf(chart), from, to, period },
            this.options,
          )
          .then(({ data, state }) => ({
            series: seriesOf(chart, data),
            state,
          }))
      : Promise.resolve({ series: [] });
    this.#reads.set(key, reading);
    return reading;
  }

  async #judged(
    named: NamedChart,
    { series }: Read,
    window: AlignedWindow,
    isOneOfSeveral: boolean,
  ): Promise<JudgedSeries[]> {
    const { chart, resource } = named;
    const own = judgedSeries(chart, series);
    const isQuiet = own.some(
      one => one.empty && isAdditive(statOf(chart, one.id)),
    );
    const isAlive = isQuiet && (await this.#isAlive(named, window));
    return own.map(one => {
      const label = [
        ...(isOneOfSeveral ? [resource.title] : []),
        ...(own.length > 1 ? [one.label] : []),
      ].join(', ');
      return {
        series: one,
        stat: statOf(chart, one.id),
        unit: chart.unit,
        isAlive,
        ...(label ? { label } : {}),
      };
    });
  }

  /** True when another count of the resource has data in the window. */
  async #isAlive(
    { chart, resource }: NamedChart,
    window: AlignedWindow,
  ): Promise<boolean> {
    const signs = resource.charts
      .filter(
        other =>
          other !== chart &&
          (other.role === 'throughput' || other.role === 'success'),
      )
      .slice(0, MOST_SIGNS_OF_LIFE);
    const reads = await Promise.all(
      signs.map(other => this.#read({ chart: other, resource }, window)),
    );
    return reads.some(({ series }) =>
      series.some(({ empty, values }) => !empty && values.some(isPositive)),
    );
  }
}

interface Read {
  series: ReturnType<typeof seriesOf>;
  /** Absent when the source is not among those of the environment. */
  state?: SourceState;
}

function isPositive(value: number | null): boolean {
  return (value ?? 0) > 0;
}

function statOf(chart: ChartSpec, seriesId: string): string | undefined {
  return chart.series.find(({ id }) => id === specId(seriesId))?.metric?.stat;
}
