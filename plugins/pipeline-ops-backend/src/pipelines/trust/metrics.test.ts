import type {
  ResolvedEnvironment,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { SourceConfig } from '../../config/configSchema';
import { builtInServicePacks } from '../packs/ServicePacks';
import { Allowance } from './Allowance';
import {
  ChartedMetrics,
  mayReadEverything,
  mayReadMetric,
  mayReadNamespace,
} from './metrics';

const source: SourceConfig = {
  id: 'main',
  accountId: '111111111111',
  region: 'eu-central-1',
  binding: 'owner-prefix',
  allow: [
    {
      owner: 'group:default/loaders',
      resources: ['etl', 'shop-cluster/etl'],
      alarms: [],
      logGroups: [],
      metrics: [
        { namespace: 'Etl/Quality', dimensions: { Stage: 'load*' } },
        { namespace: 'Shared/*' },
      ],
      dashboards: [],
    },
    {
      owner: 'group:default/others',
      resources: ['etl-other'],
      alarms: [],
      logGroups: [],
      metrics: [{ namespace: 'AWS/Billing' }],
      dashboards: [],
    },
  ],
};

function selectionOf(
  owner: string,
  binding: SourceConfig['binding'] = source.binding,
): SourceSelection {
  const { id, accountId, region } = source;
  return {
    source: { id, accountId, region },
    alarms: [],
    logGroups: [],
    dashboards: [],
    metrics: Allowance.create({
      source: { ...source, binding },
      owner,
    }).metricSelectors(builtInServicePacks),
  };
}

const ARN = 'arn:aws:states:eu-central-1:111111111111:stateMachine:';

describe('metrics that a dashboard of an owner may draw', () => {
  const loaders = selectionOf('group:default/loaders');

  it.each<[string, Record<string, string>, boolean]>([
    // Resources by their names, as whole words.
    ['AWS/Lambda', { FunctionName: 'etl-load' }, true],
    ['AWS/Lambda', { FunctionName: 'etl-load', Resource: 'etl-load:1' }, true],
    ['AWS/Lambda', { FunctionName: 'etlother' }, false],
    ['AWS/Lambda', { FunctionName: 'payments' }, false],
    // The longest beginning owns a name.
    ['AWS/Lambda', { FunctionName: 'etl-other-load' }, false],
    // What names no resource is everybody's.
    ['AWS/Lambda', {}, false],
    ['AWS/Lambda', { Resource: 'etl-load' }, false],
    // Of an ARN the name at its end counts.
    ['AWS/States', { StateMachineArn: `${ARN}etl-nightly` }, true],
    ['AWS/States', { StateMachineArn: `${ARN}payments` }, false],
    ['Glue', { JobName: 'etl_load', JobRunId: 'ALL', Type: 'count' }, true],
    // The cluster and the service together.
    ['AWS/ECS', { ClusterName: 'shop-cluster', ServiceName: 'etl' }, true],
    ['AWS/ECS', { ClusterName: 'shop-cluster', ServiceName: 'web' }, false],
    ['AWS/ECS', { ServiceName: 'etl' }, false],
    // Another namespace of a pack.
    ['ECS/ContainerInsights', { ClusterName: 'etl' }, true],
    // The dimension of another service.
    ['AWS/SQS', { FunctionName: 'etl-load' }, false],
    // Namespaces by rule.
    ['Etl/Quality', { Stage: 'load' }, true],
    ['Etl/Quality', { Stage: 'load-eu' }, true],
    ['Etl/Quality', { Stage: 'clean' }, false],
    ['Etl/Quality', {}, false],
    ['Shared/Rows', {}, true],
    ['SharedRows', {}, false],
    ['AWS/Billing', { Currency: 'USD' }, false],
    // Names of what every object inherits are no dimensions.
    ['Etl/Quality', JSON.parse('{"__proto__": "load"}'), false],
  ])('%s %j: %s', (namespace, dimensions, allowed) => {
    expect(mayReadMetric(loaders, { namespace, dimensions })).toBe(allowed);
  });

  it('are searched only in namespaces that are allowed as a whole', () => {
    expect(mayReadNamespace(loaders, 'Shared/Rows')).toBe(true);
    expect(mayReadNamespace(loaders, 'Etl/Quality')).toBe(false);
    expect(mayReadNamespace(loaders, 'AWS/Lambda')).toBe(false);
    expect(mayReadEverything(loaders)).toBe(false);
  });

  it('are none without a rule, and all where the operator trusts the catalog', () => {
    const metric = { namespace: 'AWS/Lambda', dimensions: {} };
    const nobody = selectionOf('group:default/nobody');
    expect(nobody.metrics).toEqual([]);
    expect(mayReadMetric(nobody, metric)).toBe(false);
    const trusting = selectionOf('group:default/nobody', 'catalog');
    expect(mayReadMetric(trusting, metric)).toBe(true);
    expect(mayReadNamespace(trusting, 'AWS/Lambda')).toBe(true);
    const { metrics: _metrics, ...old } = trusting;
    expect(mayReadMetric(old, metric)).toBe(false);
  });

  it('may be those of the charts, whatever the order of their dimensions', () => {
    const metric = {
      namespace: 'AWS/DynamoDB',
      metricName: 'ThrottledRequests',
      dimensions: { TableName: 'orders', Operation: 'GetItem' },
    };
    const environment: Pick<ResolvedEnvironment, 'resources'> = {
      resources: [
        {
          id: 'dynamodb:orders',
          kind: 'dynamodb',
          name: 'orders',
          title: 'orders',
          sourceId: 'main',
          declared: true,
          charts: [
            {
              id: 'c',
              title: 'c',
              unit: 'Count',
              thresholds: [],
              series: [
                {
                  id: 's',
                  label: 's',
                  visible: true,
                  metric: { ...metric, stat: 'Sum' },
                },
              ],
            },
          ],
        },
      ],
    };
    const turned = {
      ...metric,
      dimensions: { Operation: 'GetItem', TableName: 'orders' },
    };
    const charted = ChartedMetrics.of(environment);
    expect(charted.has('main', turned)).toBe(true);
    expect(charted.has('other', turned)).toBe(false);
    expect(
      charted.has('main', {
        ...metric,
        dimensions: { TableName: 'orders' },
      }),
    ).toBe(false);
  });
});
