import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { FakeCloud, metric } from './__testUtils__/FakeCloud';
import { component } from './__testUtils__/portal';
import { CachingPipelineResolver } from './CachingPipelineResolver';
import { TelemetryDiscovery } from './discovery/TelemetryDiscovery';
import { lambda } from './packs/lambda';
import { CatalogPipelineClaims } from './trust/PipelineClaims';

const settled = () => new Promise(setImmediate);

function clock() {
  let now = 0;
  return {
    now: () => now,
    wait: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

describe('a resolved pipeline', () => {
  const entity = component('orders', {
    annotations: { 'pipeline-ops/pipeline-id': 'orders' },
  });

  function cached() {
    const { now, wait } = clock();
    const inner = {
      resolve: jest.fn(async (given: Entity): Promise<ResolvedPipeline[]> => [
        {
          title: `${inner.resolve.mock.calls.length}`,
          entity: given,
        } as unknown as ResolvedPipeline,
      ]),
    };
    const resolver = CachingPipelineResolver.create({
      inner,
      seconds: 30,
      logger: mockServices.logger.mock(),
      now,
    });
    const titleOf = async (given = entity) =>
      (await resolver.resolve(given))[0].title;
    return { inner, titleOf, wait };
  }

  it('is resolved once for all who ask, and anew after its time', async () => {
    const { inner, titleOf, wait } = cached();
    expect(await Promise.all([titleOf(), titleOf()])).toEqual(['1', '1']);
    wait(31);
    expect(await titleOf()).toBe('1');
    await settled();
    expect(await titleOf()).toBe('2');
    expect(inner.resolve).toHaveBeenCalledTimes(2);
  });

  it('is never shown for an entity that has changed its owner or annotations', async () => {
    const { titleOf } = cached();
    await titleOf();
    const moved = { ...entity, spec: { ...entity.spec, owner: 'others' } };
    expect(await titleOf(moved)).toBe('2');
  });

  it('stays when resolving it anew fails, for a while', async () => {
    const { inner, titleOf, wait } = cached();
    await titleOf();
    inner.resolve.mockRejectedValue(new Error('the catalog is away'));
    wait(31);
    expect(await titleOf()).toBe('1');
    await settled();
    wait(300);
    await expect(titleOf()).rejects.toThrow('the catalog is away');
  });
});

describe('claims of the catalog', () => {
  it('are read with the credentials of the plugin, for all entities', async () => {
    const { now, wait } = clock();
    const catalog = catalogServiceMock({
      entities: [
        component('orders', {
          annotations: { 'pipeline-ops/pipeline-id': 'orders, orders-eu' },
        }),
        component('plain'),
        component('copy', {
          owner: 'user:default/eve',
          annotations: { 'pipeline-ops/pipeline-id': 'orders' },
        }),
      ],
    });
    const stream = jest.spyOn(catalog, 'streamEntities');
    const claims = CatalogPipelineClaims.create({
      catalog,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      seconds: 60,
      now,
    });
    const expected = [
      {
        pipelineId: 'orders',
        entityRef: 'component:default/orders',
        owner: 'group:default/loaders',
      },
      {
        pipelineId: 'orders-eu',
        entityRef: 'component:default/orders',
        owner: 'group:default/loaders',
      },
      {
        pipelineId: 'orders',
        entityRef: 'component:default/copy',
        owner: 'user:default/eve',
      },
    ];
    expect(await claims.list()).toEqual(expected);
    await claims.list();
    expect(stream).toHaveBeenCalledTimes(1);
    expect(stream.mock.calls[0][1]).toMatchObject({
      credentials: { principal: { type: 'service' } },
    });

    // While the catalog is away, what was known still counts.
    stream.mockImplementation(() => {
      throw new Error('the catalog is away');
    });
    wait(61);
    expect(await claims.list()).toEqual(expected);
    wait(3_600);
    await expect(claims.list()).rejects.toThrow('the catalog is away');
  });
});

describe('discovery', () => {
  const source = { id: 'main', accountId: '111111111111', region: 'us-east-1' };

  function discovery(cloud: FakeCloud, patienceMs = 3_000) {
    const { now, wait } = clock();
    return {
      wait,
      discovery: TelemetryDiscovery.create({
        telemetry: cloud,
        seconds: 300,
        patienceMs,
        now,
      }),
    };
  }

  it('asks once for all, and again after its time', async () => {
    const cloud = new FakeCloud();
    cloud.metrics = [
      metric('AWS/Lambda', 'Invocations', { FunctionName: 'orders-load' }),
      metric('AWS/Lambda', 'Invocations', {
        FunctionName: 'orders-load',
        Resource: 'orders-load:live',
      }),
    ];
    const { discovery: found, wait } = discovery(cloud);
    const names = await Promise.all([
      found.resourceNames(source, lambda),
      found.resourceNames(source, lambda),
    ]);
    expect(names).toEqual([['orders-load'], ['orders-load']]);
    expect(cloud.callsOf('listMetrics')).toHaveLength(1);
    wait(301);
    await found.resourceNames(source, lambda);
    await settled();
    expect(cloud.callsOf('listMetrics')).toHaveLength(2);
  });

  it('asks once about a namespace, whatever is asked of it', async () => {
    const cloud = new FakeCloud();
    const [load, ship] = ['orders-load', 'orders-ship'].map(name =>
      metric('AWS/Lambda', 'Errors', { FunctionName: name }),
    );
    cloud.metrics = [
      load,
      ship,
      metric('AWS/Lambda', 'Invocations', { FunctionName: 'orders-load' }),
    ];
    const { discovery: found } = discovery(cloud);
    const of = (value: string) =>
      found.metrics(source, 'AWS/Lambda', { name: 'FunctionName', value });
    expect(
      await Promise.all([
        found.resourceNames(source, lambda),
        of('orders-ship'),
        of('other'),
      ]),
    ).toEqual([['orders-load'], [ship], []]);
    expect(await found.metrics(source, 'AWS/Lambda')).toHaveLength(3);
    expect(cloud.callsOf('listMetrics')).toHaveLength(1);
  });

  it('asks about each thing in a namespace that is too large to be read whole', async () => {
    const cloud = new FakeCloud();
    const load = metric('AWS/Lambda', 'Invocations', {
      FunctionName: 'orders-load',
    });
    cloud.metrics = [load];
    cloud.mostMetrics = 0;
    const { discovery: found } = discovery(cloud);
    expect(await found.resourceNames(source, lambda)).toEqual(['orders-load']);
    expect(
      await found.metrics(source, 'AWS/Lambda', {
        name: 'FunctionName',
        value: 'orders-load',
      }),
    ).toEqual([load]);
    // The whole once, and two questions.
    expect(cloud.callsOf('listMetrics')).toHaveLength(3);
  });

  it('says that it does not know, instead of keeping half an answer', async () => {
    const cloud = new FakeCloud();
    cloud.failure = { status: 'denied', message: 'no cloudwatch:ListMetrics' };
    const { discovery: found } = discovery(cloud);
    expect(await found.metrics(source, 'AWS/Lambda')).toBeUndefined();
    cloud.failure = undefined;
    expect(await found.metrics(source, 'AWS/Lambda')).toEqual([]);
  });

  it('does not wait for a cloud that hangs', async () => {
    const cloud = new FakeCloud();
    cloud.latency = () => new Promise(() => {});
    const { discovery: found } = discovery(cloud, 20);
    expect(await found.tags(source, 'arn:x')).toBeUndefined();
  });
});
