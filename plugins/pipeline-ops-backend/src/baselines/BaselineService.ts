import type {
  ChartSpec,
  MetricQuery,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { HourlyHistory } from './hourlyHistory';

/** A chart whose series are wanted, with where they are read. */
export interface WantedChart {
  source: SourceRef;
  chart: ChartSpec;
  /** What its series are read by, under their ids. */
  queries: readonly MetricQuery[];
}

/** The histories that are known, by chart and id of its series. */
export type HistoryOf = (
  chart: ChartSpec,
  seriesId: string,
) => HourlyHistory | undefined;

/** What is usual for the series of a pipeline. Who may see them is who could resolve the pipeline. */
export interface BaselineService {
  /**
   * The histories that are known by now. Never waits for the cloud: what is not known is read in the background, and
   * known at one of the next looks.
   */
  histories(wanted: readonly WantedChart[]): Promise<HistoryOf>;
}
