import { RefusalList } from './PipelineContext';
import { definedQueries } from './queries';

it('fills the variables of an environment into a query and its log groups', () => {
  const refusals = new RefusalList('prod');
  const queries = definedQueries(
    [
      {
        id: 'slow',
        query: 'filter stage = "${env}" | limit 10',
        logGroups: ['/ecs/orders-${env}', '/aws/lambda/orders-${env}-*'],
      },
      { id: 'late', title: 'Late loads', query: 'limit 1' },
      { id: 'lost', query: 'limit 1', logGroups: ['/ecs/${cluster}'] },
      { id: 'unset', query: 'filter a = "${cluster}"' },
    ],
    new Map([
      ['id', 'orders'],
      ['env', 'prod'],
    ]),
    refusals,
  );
  expect(queries).toEqual([
    {
      id: 'slow',
      title: 'slow',
      query: 'filter stage = "prod" | limit 10',
      logGroups: [
        { type: 'exact', name: '/ecs/orders-prod' },
        { type: 'prefix', prefix: '/aws/lambda/orders-prod-' },
      ],
    },
    { id: 'late', title: 'Late loads', query: 'limit 1', logGroups: [] },
  ]);
  const rule =
    'a variable in it has no value in this environment; it has id, env';
  expect(refusals.list()).toEqual([
    { reference: 'query lost', rule, environment: 'prod' },
    { reference: 'query unset', rule, environment: 'prod' },
  ]);
});
