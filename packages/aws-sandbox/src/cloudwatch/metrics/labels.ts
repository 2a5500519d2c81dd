import { Place } from '../../model';
import { MathSeries } from '../math';
import { validationError } from '../errors';
import { LABEL_VALUES } from './labelValues';

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
      !Object.hasOwn(LABEL_VALUES, part) &&
      part !== 'LABEL' &&
      !isProperty(part),
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
    const points = timestamps.map((at, i) => ({ time: at, value: values[i] }));
    if (points.length === 0 && part !== 'DATAPOINT_COUNT') return '--';
    return LABEL_VALUES[part](points);
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
