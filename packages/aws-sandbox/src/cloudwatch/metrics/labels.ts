import { Place } from '../../model';
import { MathSeries } from '../math';
import { validationError } from '../errors';

/** A series and what its label may tell of the request around it. */
export interface LabelSubject {
  series: MathSeries;
  place: Place;
  /** The label it would have without a Label of its own: what `${LABEL}` stands for. */
  defaultLabel: string;
}

/**
 * Labels of metrics whose queries name none: the metric's name, and whatever tells the metrics of the request apart:
 * values of dimensions before it, statistic and period after it. (Statistic and period as AWS was seen to do it.)
 */
export function defaultLabels(all: readonly MathSeries[]): string[] {
  const differs = (valueOf: (series: MathSeries) => string) =>
    new Set(all.map(valueOf)).size > 1;
  const sameName = !differs(series => series.metric?.metricName ?? '');
  const names = [
    ...new Set(all.flatMap(s => Object.keys(s.metric?.dimensions ?? {}))),
  ].filter(name => sameName && differs(s => s.metric?.dimensions[name] ?? ''));
  const stat = differs(series => series.stat ?? '');
  const period = differs(series => String(series.period));
  return all.map(series =>
    [
      ...names.map(name => series.metric?.dimensions[name]),
      series.metric?.metricName,
      stat ? series.stat : undefined,
      period ? String(series.period) : undefined,
    ]
      .filter(part => part !== undefined)
      .join(' '),
  );
}

type Point = { time: number; value: number };

const DYNAMIC = /\$\{([^}]*)\}/g;
const PROPERTY = /^PROP\(\s*'([^']+)'\s*\)$/;
/** Dynamic values that one label may have (CloudWatch user guide, "Using dynamic labels"). */
const MAX_DYNAMIC = 6;

/** Whether a label has parts that are filled in from the data. */
export function isDynamic(label: string): boolean {
  return /\$\{[^}]*\}/.test(label);
}

/** Throws ValidationError for a label whose dynamic parts CloudWatch does not know. */
export function checkLabel(label: string, id: string): void {
  const parts = [...label.matchAll(DYNAMIC)].map(match => match[1].trim());
  const unknown = parts.find(
    part =>
      !Object.hasOwn(VALUES, part) && part !== 'LABEL' && !isProperty(part),
  );
  if (unknown !== undefined) {
    throw validationError(
      `Error in label of the query with Id '${id}': Unsupported dynamic label '\${${unknown}}'`,
    );
  }
  if (parts.length > MAX_DYNAMIC) {
    throw validationError(
      `Error in label of the query with Id '${id}': A label can have ${MAX_DYNAMIC} dynamic values at most`,
    );
  }
}

/** The label with its dynamic parts filled in; parts that have no data become `--`. */
export function fillLabel(label: string, subject: LabelSubject): string {
  return label.replace(DYNAMIC, (_whole, inner: string) => {
    const part = inner.trim();
    if (part === 'LABEL') return subject.defaultLabel;
    const property = PROPERTY.exec(part);
    if (property) return propertyOf(property[1], subject);
    const { timestamps, values } = subject.series;
    const points = timestamps.map((time, i) => ({ time, value: values[i] }));
    if (points.length === 0 && part !== 'DATAPOINT_COUNT') return '--';
    return VALUES[part](points);
  });
}

const PROPERTIES: Record<string, (subject: LabelSubject) => string> = {
  AccountId: ({ place }) => place.accountId,
  AccountLabel: ({ place }) => place.accountId,
  Region: ({ place }) => place.region,
  Namespace: ({ series }) => series.metric?.namespace ?? '',
  MetricName: ({ series }) => series.metric?.metricName ?? '',
  Stat: ({ series }) => series.stat ?? '',
  Period: ({ series }) => String(series.period),
};

const DIMENSION = /^Dim\.(.+)$/;

function isProperty(part: string): boolean {
  const name = PROPERTY.exec(part)?.[1];
  return (
    name !== undefined &&
    (Object.hasOwn(PROPERTIES, name) || DIMENSION.test(name))
  );
}

function propertyOf(name: string, subject: LabelSubject): string {
  const dimension = DIMENSION.exec(name)?.[1];
  if (dimension !== undefined) {
    const dimensions = subject.series.metric?.dimensions ?? {};
    return Object.hasOwn(dimensions, dimension) ? dimensions[dimension] : '';
  }
  return PROPERTIES[name](subject);
}

const least = (points: Point[]) =>
  points.reduce((a, b) => (b.value < a.value ? b : a));
const most = (points: Point[]) =>
  points.reduce((a, b) => (b.value > a.value ? b : a));
const first = (points: Point[]) => points[0];
const last = (points: Point[]) => points[points.length - 1];
const total = (points: Point[]) =>
  points.reduce((sum, point) => sum + point.value, 0);

const VALUES: Record<string, (points: Point[]) => string> = {
  AVG: points => number(total(points) / points.length),
  DATAPOINT_COUNT: points => String(points.length),
  FIRST: points => number(first(points).value),
  FIRST_TIME: points => time(first(points).time),
  FIRST_LAST_RANGE: points =>
    `${number(first(points).value)} - ${number(last(points).value)}`,
  FIRST_LAST_TIME_RANGE: points =>
    `${time(first(points).time)} - ${time(last(points).time)}`,
  LAST: points => number(last(points).value),
  LAST_TIME: points => time(last(points).time),
  MAX: points => number(most(points).value),
  MAX_TIME: points => time(most(points).time),
  MIN: points => number(least(points).value),
  MIN_TIME: points => time(least(points).time),
  MIN_MAX_RANGE: points =>
    `${number(least(points).value)} - ${number(most(points).value)}`,
  MIN_MAX_TIME_RANGE: points =>
    `${time(least(points).time)} - ${time(most(points).time)}`,
  SUM: points => number(total(points)),
};

/** At most three decimals. */
function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
