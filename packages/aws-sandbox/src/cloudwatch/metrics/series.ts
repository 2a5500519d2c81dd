/** A value and how often it was measured. */
export interface Sample {
  value: number;
  count: number;
}

/** Takes the points of a series in order of time. `time` in Unix milliseconds. */
export type PointVisitor = (
  time: number,
  count: number,
  sum: number,
  min: number,
  max: number,
) => void;

/** The points of one metric in one unit, wherever they come from. Times in Unix milliseconds. */
export interface MetricSeries {
  readonly unit: string;
  /** Visits the points in [from, to), oldest first. Points that lie after `now` are visited only where they exist already. */
  visit(from: number, to: number, now: number, visitor: PointVisitor): void;
  /**
   * The values behind the points of [from, to). A statistic set whose values are unknown adds none, so that their counts
   * may sum up to less than the points' counts.
   */
  samples(from: number, to: number, now: number): readonly Sample[];
  /** Whether there is any point in [from, to). */
  hasPoints(from: number, to: number, now: number): boolean;
}
