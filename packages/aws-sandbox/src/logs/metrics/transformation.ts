import { MetricIdentity } from '../../model';
import { FilterPattern } from '../filterPattern';
import { MetricTransformation } from '../groups';

/** What a metric filter publishes for one event that matched. */
export interface Emission {
  metric: MetricIdentity;
  value: number;
}

/**
 * The data point of an event that the pattern matches, or undefined when the value or a dimension is not in the event
 * (CloudWatch Logs publishes nothing then).
 */
export function emissionOf(
  pattern: FilterPattern,
  transformation: MetricTransformation,
  message: string,
): Emission | undefined {
  const value = valueOf(pattern, transformation.metricValue, message);
  if (value === undefined) return undefined;
  const dimensions: Record<string, string> = {};
  for (const [name, selector] of Object.entries(
    transformation.dimensions ?? {},
  )) {
    const text = pattern.select(message, selector);
    if (text === undefined || text === '') return undefined;
    dimensions[name] = text;
  }
  return { metric: { ...identityOf(transformation), dimensions }, value };
}

/** The metric without the dimensions that only an event can tell. */
export function identityOf(
  transformation: MetricTransformation,
): MetricIdentity {
  return {
    namespace: transformation.metricNamespace,
    metricName: transformation.metricName,
    dimensions: {},
  };
}

function valueOf(
  pattern: FilterPattern,
  metricValue: string,
  message: string,
): number | undefined {
  const text = metricValue.startsWith('$')
    ? pattern.select(message, metricValue)
    : metricValue;
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
