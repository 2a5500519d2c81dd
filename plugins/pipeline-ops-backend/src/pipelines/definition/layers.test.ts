import { ConfigReader } from '@backstage/config';
import { readPipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import { layerDefinitions } from './layerDefinitions';
import type { DefinitionFile } from './definitionSchema';

const source = { accountId: '111111111111', region: 'eu-central-1' };

function layered(pipelineOps: object, file?: DefinitionFile, id = 'orders') {
  const config = readPipelineOpsConfig(
    new ConfigReader({ pipelineOps } as never),
    { kinds: ['lambda'] },
  );
  return layerDefinitions(id, config, file);
}

describe('the layers of a definition', () => {
  it('give an annotated pipeline names, documents and the only source', () => {
    expect(layered({ sources: { main: source } })).toEqual({
      alarms: ['orders-'],
      logGroups: ['/aws/lambda/orders-'],
      dashboards: ['orders'],
      documents: ['docs/operations.md', 'OPERATIONS.md'],
      environments: { default: { sources: ['main'] } },
    });
  });

  it('guess no source where there are several', () => {
    expect(layered({ sources: { a: source, b: source } }).environments).toEqual(
      { default: { sources: [] } },
    );
  });

  it('refine each other from the operator to the repository', () => {
    const definition = layered(
      {
        sources: { main: source, other: source },
        conventions: {
          source: 'main',
          environments: {
            prod: { variables: { tier: 'gold', zone: 'a' } },
            test: {},
          },
        },
        pipelines: {
          orders: {
            title: 'From the operator',
            alarms: ['legacy-*'],
            resources: { lambda: [{ name: 'load', timeout: 30 }] },
          },
        },
      },
      {
        title: 'From the repository',
        environments: { prod: { source: 'other', variables: { zone: 'b' } } },
        alarms: ['own-*'],
        documents: ['guide.md'],
        resources: { lambda: [{ name: 'load', title: 'Load' }, 'store'] },
      } as DefinitionFile,
    );
    expect(definition).toMatchObject({
      title: 'From the repository',
      documents: ['guide.md'],
      alarms: ['orders-', 'legacy-*', 'own-*'],
      resources: {
        lambda: [
          { name: 'load', timeout: 30, title: 'Load' },
          { name: 'store' },
        ],
      },
    });
    expect(definition.environments).toEqual({
      prod: { source: 'other', variables: { tier: 'gold', zone: 'b' } },
    });
  });

  it('offer the queries of every layer, the latest of an id', () => {
    const slow = { id: 'slow', query: 'filter @duration > 10000' };
    const definition = layered(
      { pipelines: { orders: { queries: [slow, { ...slow, id: 'b' }] } } },
      {
        queries: [
          { ...slow, title: 'Slow loads', logGroups: ['/ecs/${env}-*'] },
          { id: 'c', query: 'limit 1' },
        ],
      },
    );
    expect(definition.queries).toEqual([
      { ...slow, title: 'Slow loads', logGroups: ['/ecs/${env}-*'] },
      { ...slow, id: 'b' },
      { id: 'c', query: 'limit 1' },
    ]);
  });

  it('take from a file of several pipelines what is shared and what is its own', () => {
    const file: DefinitionFile = {
      timeZone: 'Europe/Berlin',
      pipelines: {
        orders: { title: 'Orders' },
        invoices: { title: 'Invoices', timeZone: 'UTC' },
      },
    };
    const sources = { sources: { main: source } };
    expect(layered(sources, file)).toMatchObject({
      title: 'Orders',
      timeZone: 'Europe/Berlin',
    });
    expect(layered(sources, file, 'invoices')).toMatchObject({
      title: 'Invoices',
      timeZone: 'UTC',
    });
    expect(layered(sources, file, 'stray').title).toBeUndefined();
  });
});
