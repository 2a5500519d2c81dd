import type {
  ChartSpec,
  ServicePackThreshold,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ThresholdDefinition } from '../definition/definitionSchema';
import { parseThresholdRule, thresholdSpec } from '../definition/thresholdRule';
import type { ChartBase } from './ChartBase';

/** Thresholds of a definition or a service pack, for one chart. Rules that cannot be read are left out. */
export function definedThresholds(
  thresholds: readonly (ThresholdDefinition | ServicePackThreshold)[],
  chart: Pick<ChartSpec, 'unit'>,
  base: ChartBase,
  origin: 'definition' | 'service-pack',
): ThresholdSpec[] {
  return thresholds.flatMap(threshold => {
    const { when, action, severity } =
      typeof threshold === 'string'
        ? { when: threshold, action: undefined, severity: undefined }
        : threshold;
    const rule = parseThresholdRule(when);
    return rule
      ? [
          {
            ...thresholdSpec(
              rule,
              {
                unit: chart.unit,
                baseOf: name => base.find(name, chart.unit),
              },
              { text: when, action, severity, origin },
            ),
            ...(rule.relativeTo
              ? { baseKey: base.keyOf(rule.relativeTo) }
              : {}),
          },
        ]
      : [];
  });
}
