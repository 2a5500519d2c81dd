import { ConfigReader } from '@backstage/config';
import { assertAccountsListed } from './listedAccounts';
import { readPipelineOpsConfig } from './readPipelineOpsConfig';

const read = (pipelineOps: unknown) =>
  readPipelineOpsConfig(new ConfigReader({ pipelineOps } as never), {
    kinds: ['lambda', 'states'],
  });
const source = { accountId: '111111111111', region: 'eu-central-1' };

describe('configuration', () => {
  it('needs nothing', () => {
    const config = read(undefined);
    expect([...config.sources]).toEqual([]);
    expect(config.documents.maxBytes).toBe(262144);
    expect(config.conventions).toMatchObject({
      alarms: ['${id}-'],
      logGroups: ['/aws/lambda/${id}-'],
      dashboards: ['${id}'],
    });
    expect(config.logs.queries).toEqual({
      freeText: false,
      longestHours: 24,
      mostRows: 1_000,
      gigabytesPerSource: 50,
      gigabytesPerUser: 10,
      runningPerSource: 5,
      runningPerUser: 2,
    });
  });

  it('gives sources with the strictest useful binding by default', () => {
    const { sources } = read({
      sources: {
        main: {
          ...source,
          allow: [{ owner: 'group:default/loaders', alarms: ['orders'] }],
        },
      },
    });
    expect(sources.get('main')).toEqual({
      id: 'main',
      ...source,
      binding: 'owner-prefix',
      allow: [
        {
          owner: 'group:default/loaders',
          resources: [],
          alarms: ['orders'],
          logGroups: [],
          metrics: [],
          dashboards: [],
        },
      ],
    });
  });

  it('lets console links sign in where portal and role are both known', () => {
    const { sources } = read({
      console: { startUrl: 'https://acme.awsapps.com/start/#/' },
      sources: {
        main: { ...source, console: { roleName: 'ReadOnly' } },
        other: source,
      },
    });
    expect(sources.get('main')?.signIn).toEqual({
      startUrl: 'https://acme.awsapps.com/start',
      roleName: 'ReadOnly',
    });
    expect(sources.get('other')?.signIn).toBeUndefined();
    expect(() =>
      read({ console: { startUrl: 'http://acme.awsapps.com/start' } }),
    ).toThrow(/console\.startUrl: expected the https URL/);
  });

  it.each([
    [
      { sources: { main: { ...source, accountId: 111111111111 } } },
      'pipelineOps.sources.main.accountId: expected string, received number',
    ],
    [
      { sources: { main: { ...source, region: 'Frankfurt' } } },
      'pipelineOps.sources.main.region: expected an AWS region such as eu-central-1',
    ],
    [
      { sources: { main: { ...source, bindings: 'catalog' } } },
      'pipelineOps.sources.main.bindings: "bindings" is not known here. Did you mean "binding"?',
    ],
    [
      { sources: { main: { ...source, allow: [{ owner: 'loaders' }] } } },
      'pipelineOps.sources.main.allow.0.owner: expected a full entity reference such as group:default/loaders, or * for every owner',
    ],
    [
      { sources: { main: source }, conventions: { source: 'mian' } },
      'pipelineOps.conventions.source: source "mian" is not declared under pipelineOps.sources. Did you mean "main"?',
    ],
    [
      {
        sources: { main: source },
        pipelines: { orders: { environments: { prod: { source: 'other' } } } },
      },
      'pipelineOps.pipelines.orders.environments.prod.source: source "other" is not declared under pipelineOps.sources. Known: main.',
    ],
    [
      { sources: { main: { ...source, budget: { metricsPerDay: 0 } } } },
      'pipelineOps.sources.main.budget.metricsPerDay: ',
    ],
    [{ alarms: { refreshSeconds: 1 } }, 'pipelineOps.alarms.refreshSeconds: '],
    [
      { logs: { mask: ['('] } },
      'pipelineOps.logs.mask.0: expected a regular expression',
    ],
    [
      { logs: { queries: { gigabytesPerUser: 0 } } },
      'pipelineOps.logs.queries.gigabytesPerUser: Too small: expected number to be >0',
    ],
    [
      { conventions: { alarms: ['all-'] } },
      'pipelineOps.conventions.alarms.0: expected a template that holds ${id}, such as ${id}-',
    ],
    [
      { pipelines: { orders: { resources: { lamda: ['a'] } } } },
      'pipelineOps.pipelines.orders.resources.lamda: "lamda" is not known here. Did you mean "lambda"?',
    ],
  ])('names the path of a mistake: %j', (pipelineOps, message) => {
    expect(() => read(pipelineOps)).toThrow(message);
  });

  it('takes a role only in accounts that the operator listed', () => {
    const config = read({ sources: { main: source } });
    const accounts = (aws: unknown) => new ConfigReader({ aws } as never);
    expect(() =>
      assertAccountsListed(
        config,
        accounts({ accountDefaults: { roleName: 'reader' } }),
      ),
    ).toThrow(
      'pipelineOps.sources.main.accountId: account 111111111111 is not listed under aws.accounts',
    );
    expect(() =>
      assertAccountsListed(
        config,
        accounts({ accounts: [{ accountId: '111111111111' }] }),
      ),
    ).not.toThrow();
  });

  it('never takes an endpoint that is not HTTP', () => {
    expect(() =>
      read({ sources: { main: { ...source, endpoint: 'file:///etc' } } }),
    ).toThrow(
      'pipelineOps.sources.main.endpoint: expected an http or https URL',
    );
  });
});
