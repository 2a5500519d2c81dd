import type { NameSelector } from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import type { SourceConfig } from '../../config/configSchema';
import { lambda } from '../packs/lambda';
import { Allowance } from './Allowance';
import { matchesAnySelector, matchesPrefix, matchesSelector } from './names';
import { rivalClaims } from './PipelineClaims';
import { PipelinePrefixes } from './PipelinePrefixes';
import { type NameRights, selectNames } from './selectNames';
import { readPipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import { ConfigReader } from '@backstage/config';

const rights = (
  own: string[],
  others: string[] = [],
  pipelines: string[] = [],
): NameRights => ({
  own,
  others,
  otherPipelines: pipelines,
});
const prefix = (text: string): NameSelector => ({
  type: 'prefix',
  prefix: text,
});
const exact = (name: string): NameSelector => ({ type: 'exact', name });

/** Short names of few letters and separators, so that they overlap often. */
const name = fc.stringMatching(/^[ab](?:[ab]|-|\/){0,5}$/);
const names = fc.array(name, { maxLength: 4 });

describe('a beginning of names', () => {
  it.each([
    ['etl', 'etl', true],
    ['etl-load', 'etl', true],
    ['etl/load', 'etl', true],
    ['etl_load', 'etl', true],
    ['etlother', 'etl', false],
    ['etl2', 'etl', false],
    ['etlé', 'etl', false],
    ['etl-load', 'etl-', true],
    ['etl', 'etl-', false],
    ['ETL-load', 'etl', false],
    ['anything', '', true],
  ])('%s begins with %s as whole words: %s', (text, beginning, expected) => {
    expect(matchesPrefix(text, beginning)).toBe(expected);
  });
});

describe('what the rules leave of what is asked for', () => {
  it('keeps what lies within the rules', () => {
    expect(selectNames(prefix('etl-load-'), rights(['etl']))).toEqual({
      selectors: [prefix('etl-load-')],
    });
    expect(selectNames(exact('etl-errors'), rights(['etl']))).toEqual({
      selectors: [exact('etl-errors')],
    });
  });

  it('narrows what reaches beyond them, and says so', () => {
    expect(selectNames(prefix('etl-'), rights(['etl-prod-']))).toEqual({
      selectors: [prefix('etl-prod-')],
      refusal: 'only names that begin with etl-prod- are allowed to the owner',
    });
  });

  it('refuses what lies outside', () => {
    expect(selectNames(prefix('payments-'), rights(['etl']))).toEqual({
      selectors: [],
      refusal: 'the owner is allowed names that begin with etl',
    });
    expect(selectNames(exact('etlother'), rights(['etl']))).toEqual({
      selectors: [],
      refusal: 'the owner is allowed names that begin with etl',
    });
    expect(selectNames(exact('etl'), rights([]))).toEqual({
      selectors: [],
      refusal: 'no rule of the source allows any such name to the owner',
    });
  });

  it('leaves names to the owner of the longest beginning', () => {
    const mine = rights(['etl'], ['etl-other']);
    expect(selectNames(exact('etl-other-errors'), mine).refusal).toBe(
      'names that begin with etl-other belong to another owner',
    );
    expect(selectNames(prefix('etl-other-x'), mine).selectors).toEqual([]);
    const [selector] = selectNames(prefix('etl-'), mine).selectors;
    expect(matchesSelector('etl-load', selector)).toBe(true);
    expect(matchesSelector('etl-other', selector)).toBe(false);
    expect(matchesSelector('etl-other-errors', selector)).toBe(false);
    expect(matchesSelector('etl-otherwise', selector)).toBe(true);
  });

  it('leaves names to the pipeline of the longest beginning', () => {
    const [selector] = selectNames(
      prefix('etl-'),
      rights(['etl'], [], ['etl-other-', 'etl-']),
    ).selectors;
    expect(selector).toEqual({
      type: 'prefix',
      prefix: 'etl-',
      except: ['etl-other-'],
    });
  });

  it('never selects a name that the owner is not allowed, or that another owns by a longer beginning', () => {
    fc.assert(
      fc.property(
        name,
        names,
        names,
        name,
        fc.boolean(),
        (asked, own, others, candidate, isExact) => {
          const wanted = isExact ? exact(asked) : prefix(asked);
          const { selectors } = selectNames(wanted, rights(own, others));
          const best = (list: string[]) =>
            Math.max(
              -1,
              ...list
                .filter(each => matchesPrefix(candidate, each))
                .map(each => each.length),
            );
          const expected =
            matchesSelector(candidate, wanted) &&
            best(own) >= 0 &&
            best(own) >= best(others);
          expect(matchesAnySelector(candidate, selectors)).toBe(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('says why whenever it selects nothing', () => {
    fc.assert(
      fc.property(name, names, names, (asked, own, others) => {
        const { selectors, refusal } = selectNames(
          prefix(asked),
          rights(own, others),
        );
        expect(selectors.length > 0 || refusal !== undefined).toBe(true);
      }),
    );
  });
});

describe('what a source shows to an owner', () => {
  const source: SourceConfig = {
    id: 'main',
    accountId: '111111111111',
    region: 'eu-central-1',
    binding: 'owner-prefix',
    allow: [
      {
        owner: 'group:default/loaders',
        pipelines: ['etl'],
        resources: ['etl'],
        alarms: ['etl'],
        logGroups: [],
        metrics: [
          { namespace: 'Etl/Quality', dimensions: { Stage: 'load' } },
          { namespace: 'Shared/*' },
          { namespace: 'AWS/States', dimensions: { StateMachineArn: 'etl' } },
        ],
        dashboards: [],
      },
      {
        owner: 'group:default/others',
        resources: ['etl-other'],
        alarms: [],
        logGroups: [],
        metrics: [],
        dashboards: [],
      },
    ],
  };
  const allowance = (owner: string | undefined, binding = source.binding) =>
    Allowance.create({ source: { ...source, binding }, owner });
  const loaders = allowance('group:default/loaders');

  it('lets owners claim only the pipelines of their rules', () => {
    expect(loaders.refusesPipeline('etl-nightly')).toBeUndefined();
    expect(loaders.refusesPipeline('etlother')).toBe(
      'source main allows group:default/loaders pipelines that begin with etl',
    );
    expect(allowance('group:default/nobody').refusesPipeline('etl')).toBe(
      'source main has no allow rule for group:default/nobody',
    );
    expect(allowance(undefined).refusesPipeline('etl')).toBe(
      'the entity has no owner, and source main allows by owner',
    );
  });

  it.each([
    [{ namespace: 'Etl/Quality', dimensions: { Stage: 'load' } }, true],
    [{ namespace: 'Etl/Quality', dimensions: { Stage: 'loader' } }, false],
    [{ namespace: 'Etl/Quality', dimensions: {} }, false],
    [{ namespace: 'Etl/Quality2', dimensions: { Stage: 'load' } }, false],
    [{ namespace: 'Shared/Rows', dimensions: {} }, true],
    [{ namespace: 'SharedRows', dimensions: {} }, false],
    [
      {
        namespace: 'AWS/States',
        dimensions: {
          StateMachineArn:
            'arn:aws:states:eu-central-1:111111111111:stateMachine:etl-nightly',
        },
      },
      true,
    ],
    [
      {
        namespace: 'AWS/Lambda',
        dimensions: { FunctionName: 'etl-load' },
      },
      false,
    ],
  ])('metric %j: %s', (metric, allowed) => {
    expect(loaders.refusesMetric(metric) === undefined).toBe(allowed);
  });

  it('shows metrics of resources by their name, unless the definition points them elsewhere', () => {
    const metric = {
      namespace: 'AWS/Lambda',
      dimensions: { FunctionName: 'etl-load' },
    };
    const of = (resource: string, nameIsIdentity = true) => ({
      name: resource,
      pack: lambda,
      nameIsIdentity,
    });
    expect(loaders.refusesMetric(metric, of('etl-load'))).toBeUndefined();
    expect(loaders.refusesMetric(metric, of('payments'))).toBe(
      'source main allows group:default/loaders resources that begin with etl',
    );
    expect(loaders.refusesMetric(metric, of('etl-other-x'))).toBeDefined();
    expect(loaders.refusesMetric(metric, of('etl-load', false))).toBeDefined();
  });

  it('trusts the catalog only where the operator says so', () => {
    const trusting = allowance('group:default/nobody', 'catalog');
    expect(trusting.refusesPipeline('anything')).toBeUndefined();
    expect(
      trusting.refusesMetric({ namespace: 'AWS/Lambda', dimensions: {} }),
    ).toBeUndefined();
  });
});

describe('claims', () => {
  const claim = (pipelineId: string, entity: string, owner?: string) => ({
    pipelineId,
    entityRef: `component:default/${entity}`,
    owner,
  });

  it('rival when owners differ, and when an owner is not known', () => {
    const own = claim('etl', 'etl', 'group:default/loaders');
    const rivals = [
      claim('etl', 'copy', 'group:default/others'),
      claim('etl', 'orphan'),
    ];
    expect(
      rivalClaims(
        [
          own,
          ...rivals,
          claim('etl', 'second-page', 'group:default/loaders'),
          claim('other', 'x', 'group:default/others'),
        ],
        own,
      ),
    ).toEqual(rivals);
  });

  it('take names from others only where the source allows them the names', () => {
    const config = readPipelineOpsConfig(
      new ConfigReader({
        pipelineOps: {
          sources: {
            main: {
              accountId: '111111111111',
              region: 'eu-central-1',
              allow: [
                { owner: 'group:default/loaders', alarms: ['etl'] },
                { owner: 'group:default/others', alarms: ['other'] },
              ],
            },
          },
        },
      }),
      { kinds: [] },
    );
    const prefixes = PipelinePrefixes.create(config);
    const claims = [
      claim('etl', 'etl', 'group:default/loaders'),
      claim('etl-nightly', 'nightly', 'group:default/loaders'),
      claim('etl-errors', 'grab', 'group:default/others'),
      claim('etl-late', 'stray', 'group:default/strangers'),
    ];
    const main = config.sources.get('main') as SourceConfig;
    expect(prefixes.others(main, 'alarms', 'etl', claims)).toEqual([
      'etl-nightly-',
    ]);
  });
});
