import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type DescribeAlarmsCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import {
  ACCOUNT,
  METRICS,
  namespaceOf,
  type BenchPipeline,
} from '../stage/pipelines';

/**
 * The plugin that one writes in an afternoon, without mistakes: a client for each request, one GetMetricData for each
 * chart at CloudWatch's finest common period, nothing kept, and JSON as the objects are. Its page draws with recharts.
 */
export function createNaivePlugin(options: {
  pipelines: BenchPipeline[];
  endpoint: string;
}) {
  const clientOf = ({ region }: BenchPipeline) =>
    new CloudWatchClient({
      region,
      endpoint: options.endpoint,
      credentials: {
        accessKeyId: `AKIA${ACCOUNT}`,
        secretAccessKey: 'sandbox',
      },
    });
  const pipelineOf = (id: string) => {
    const pipeline = options.pipelines.find(one => one.id === id);
    if (!pipeline) {
      throw new NotFoundError(`There is no pipeline ${id}`);
    }
    return pipeline;
  };
  return createBackendPlugin({
    pluginId: 'naive',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          router.get('/:pipeline/alarms', async (request, response) => {
            const pipeline = pipelineOf(request.params.pipeline);
            const client = clientOf(pipeline);
            const alarms: unknown[] = [];
            let token: string | undefined;
            do {
              const page: DescribeAlarmsCommandOutput = await client.send(
                new DescribeAlarmsCommand({
                  AlarmNamePrefix: `${pipeline.id}-`,
                  AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
                  NextToken: token,
                }),
              );
              alarms.push(
                ...(page.MetricAlarms ?? []),
                ...(page.CompositeAlarms ?? []),
              );
              token = page.NextToken;
            } while (token);
            response.json(alarms);
          });
          router.get('/:pipeline/charts/:chart', async (request, response) => {
            const pipeline = pipelineOf(request.params.pipeline);
            const metric = METRICS[Number(request.params.chart)];
            const hours = Number(request.query.hours ?? 3);
            const now = Date.now();
            const { MetricDataResults } = await clientOf(pipeline).send(
              new GetMetricDataCommand({
                StartTime: new Date(now - hours * 3_600_000),
                EndTime: new Date(now),
                ScanBy: 'TimestampAscending',
                MetricDataQueries: [
                  {
                    Id: 'm1',
                    MetricStat: {
                      Metric: {
                        Namespace: namespaceOf(pipeline.id),
                        MetricName: metric.name,
                      },
                      Stat: metric.stat,
                      Period: 60,
                    },
                  },
                ],
              }),
            );
            const [result] = MetricDataResults ?? [];
            response.json(
              (result?.Timestamps ?? []).map((timestamp, index) => ({
                timestamp: timestamp.toISOString(),
                value: result?.Values?.[index],
              })),
            );
          });
          httpRouter.use(router);
        },
      });
    },
  });
}
