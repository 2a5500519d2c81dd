import type { CheckCondition } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { writtenQueries } from '../../logs/queries/writtenQueries';
import { convertUnit } from '../../pipelines/definition/quantity';
import { fillPlaceholders } from '../../telemetry/placeholders';
import { chartsById } from '../charts';
import { identifiersOf, metricOf, type NamedChart } from './chartNames';

/**
 * What a definition says, for one environment: variables filled in, charts and queries found by what they are called. What
 * is not found stays as it is written, and its answer says so.
 */
export function explicitCondition(
  condition: CheckCondition,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): CheckCondition {
  const filled = (name: string) => fillPlaceholders(name, environment).text;
  switch (condition.type) {
    case 'alarms':
      return {
        ...condition,
        alarmNames: condition.alarmNames.map(filled),
        ...(condition.resourceId
          ? { resourceId: filled(condition.resourceId) }
          : {}),
      };
    case 'metric': {
      const { unit, value, otherChartIds, ...rest } = condition;
      const found = chartsCalled(filled(condition.chartId), environment);
      const [first, ...others] = found;
      const converted =
        unit && first ? convertUnit(value, unit, first.chart.unit) : value;
      if (!first || converted === undefined) {
        return { ...condition, chartId: filled(condition.chartId) };
      }
      const otherIds = otherChartIds ?? others.map(({ chart }) => chart.id);
      return {
        ...rest,
        chartId: first.chart.id,
        ...(otherIds.length > 0 ? { otherChartIds: otherIds } : {}),
        value: converted,
      };
    }
    case 'freshness': {
      const name = filled(condition.chartId);
      const [only, ...others] = chartsCalled(name, environment);
      return {
        ...condition,
        chartId: only && others.length === 0 ? only.chart.id : name,
      };
    }
    case 'log-query': {
      const name = filled(condition.queryId);
      const query = writtenQueries(pipeline, environment).find(
        ({ id, title }) =>
          id === name ||
          id === `definition.${name}` ||
          title.toLowerCase() === name.toLowerCase(),
      );
      return { ...condition, queryId: query?.id ?? name };
    }
    default:
      return condition;
  }
}

/** By id, else by the metric's name, else by title; several only where they are the same metric of several resources. */
function chartsCalled(
  name: string,
  environment: ResolvedEnvironment,
): NamedChart[] {
  const charts = chartsById(environment);
  const byId = charts.get(name);
  if (byId) {
    return [byId];
  }
  const wanted = name.toLowerCase();
  const all = [...charts.values()];
  const byMetric = all.filter(
    named =>
      metricOf(named.chart).toLowerCase() === wanted ||
      identifiersOf(named).some(one => one.name.toLowerCase() === wanted),
  );
  const found =
    byMetric.length > 0
      ? byMetric
      : all.filter(({ chart }) => chart.title.toLowerCase() === wanted);
  const isOne = found.every(
    ({ chart, resource }) =>
      resource.kind === found[0].resource.kind &&
      metricOf(chart) === metricOf(found[0].chart),
  );
  return isOne ? found : [];
}
