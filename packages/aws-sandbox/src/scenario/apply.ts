import { metricKey } from '../cloudwatch/metrics/identity';
import { InMemoryMetricStore } from '../cloudwatch/metrics/metricStore';
import { Logs } from '../logs';
import { Place } from '../model';
import { OperationName } from '../services';
import { GeneratedSeries } from './generatedSeries';
import { Scenario } from './schema';

/** What a scenario is applied to. */
export interface ScenarioStage {
  /** Unix milliseconds. */
  anchor: number;
  metrics: InMemoryMetricStore;
  logs: Logs;
  /** An ordinary AWS call. */
  call(name: OperationName, place: Place, input: unknown): Promise<unknown>;
}

/**
 * Makes a scenario's metrics and log groups, then its alarms and dashboards by the calls that a team would make.
 * Throws an Error that names the scenario and the call that was refused.
 */
export async function applyScenario(
  scenario: Scenario,
  stage: ScenarioStage,
): Promise<void> {
  const place = { accountId: scenario.account, region: scenario.region };
  for (const metric of scenario.metrics) {
    const identity = {
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
    };
    const seed = `${scenario.name}/${metric.namespace}/${metricKey(identity)}`;
    stage.metrics.attach(
      place,
      identity,
      GeneratedSeries.create(metric, seed, stage.anchor),
    );
  }
  stage.logs.addScenario(scenario, stage.anchor);
  const call = async (operation: string, what: string, input: unknown) => {
    try {
      await stage.call({ service: 'monitoring', operation }, place, input);
    } catch (error) {
      throw new Error(
        `Scenario ${scenario.name}: ${operation} refused ${what}: ${error instanceof Error ? error.message : error}`,
        { cause: error },
      );
    }
  };
  for (const alarm of scenario.alarms) {
    await call('PutMetricAlarm', String(alarm.AlarmName), alarm);
  }
  for (const alarm of scenario.compositeAlarms) {
    await call('PutCompositeAlarm', String(alarm.AlarmName), alarm);
  }
  for (const rule of scenario.muteRules) {
    await call('PutAlarmMuteRule', String(rule.Name), rule);
  }
  for (const { name, body } of scenario.dashboards) {
    await call('PutDashboard', name, {
      DashboardName: name,
      DashboardBody: JSON.stringify(body),
    });
  }
}
