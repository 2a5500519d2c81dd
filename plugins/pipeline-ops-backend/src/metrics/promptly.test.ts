import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudAlarm } from '@pipeline-ops/plugin-pipeline-ops-node';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import { FakeTelemetry } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { DefaultMetricService } from './DefaultMetricService';

const NOW = Date.parse('2026-11-21T03:18:00Z');

const failing: CloudAlarm = {
  name: 'orders-prod-errors',
  arn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:orders-prod-errors',
  type: 'metric',
  state: 'ALARM',
  stateReason: 'Threshold Crossed',
  stateSince: '2026-11-21T02:41:00.000Z',
  actionsEnabled: true,
  alarmActions: [],
  okActions: [],
  insufficientDataActions: [],
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: { FunctionName: 'orders-load' },
    stat: 'Sum',
    period: 300,
  },
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 1,
};

/** Alarms take a while; how long is up to the test. */
class SlowAlarms extends FakeTelemetry {
  alarmDelay = 0;

  async listAlarms(...args: Parameters<FakeTelemetry['listAlarms']>) {
    await sleep(this.alarmDelay);
    return super.listAlarms(...args);
  }
}

function stage() {
  const telemetry = new SlowAlarms();
  telemetry.now = () => NOW;
  telemetry.alarms = [failing];
  const now = () => NOW;
  const metrics = DefaultMetricService.create({
    telemetry,
    alarms: DefaultAlarmService.create({ telemetry, now }),
    now,
  });
  const pipeline = ordersPipeline();
  const look = async (promptly: boolean) => {
    const { data } = await metrics.charts({
      pipeline,
      environment: pipeline.environments[0],
      range: { from: NOW / 1_000 - 3 * 3_600, to: NOW / 1_000 },
      promptly,
    });
    const charts = data.sections.flatMap(section => section.charts);
    return {
      pending: data.pending ?? false,
      drawn: charts.some(({ series }) => series.some(one => !one.empty)),
      alarmNames: [...new Set(charts.flatMap(chart => chart.alarmNames))],
    };
  };
  return { telemetry, look };
}

it('gives the charts of a first look before slow alarms, and says that they follow', async () => {
  const { telemetry, look } = stage();
  telemetry.alarmDelay = 200;
  expect(await look(true)).toEqual({
    pending: true,
    drawn: true,
    alarmNames: [],
  });
  await sleep(300);
  expect(await look(true)).toEqual({
    pending: false,
    drawn: true,
    alarmNames: ['orders-prod-errors'],
  });
});

it('waits for alarms that are there in time, that were told before, or that are asked for', async () => {
  const quick = stage();
  expect(await quick.look(true)).toMatchObject({ pending: false });
  quick.telemetry.alarmDelay = 100;
  expect(await quick.look(true)).toMatchObject({
    pending: false,
    alarmNames: ['orders-prod-errors'],
  });
  const slow = stage();
  slow.telemetry.alarmDelay = 100;
  expect(await slow.look(false)).toMatchObject({
    pending: false,
    alarmNames: ['orders-prod-errors'],
  });
});
