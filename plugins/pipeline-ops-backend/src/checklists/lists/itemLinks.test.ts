import type {
  ResolvedPipeline,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../__fixtures__/nightlyPipeline';
import { itemLinks } from './itemLinks';
import type { PlannedItem } from './plannedLists';

const resource = (
  kind: string,
  name: string,
  ...titles: string[]
): ResolvedResource => ({
  id: `${kind}:${name}`,
  kind,
  name,
  title: name,
  sourceId: 'lab',
  declared: true,
  charts: titles.map(title => ({
    id: `${kind}:${name}:${title.replace(/ /g, '')}`,
    title,
    unit: 'Count',
    series: [],
    thresholds: [],
  })),
});

function pipelineOf(
  resources: ResolvedResource[],
  runbooks: string[] = [],
): ResolvedPipeline {
  const pipeline = nightlyPipeline();
  const [document] = pipeline.documents;
  const [environment] = pipeline.environments;
  return {
    ...pipeline,
    environments: [{ ...environment, resources }],
    documents: [
      {
        ...document,
        content: {
          ...document.content!,
          runbooks: runbooks.map((title, index) => ({
            id: `rb-${index}`,
            title,
          })) as never,
        },
      },
    ],
  };
}

const links = (
  text: string,
  pipeline: ResolvedPipeline,
  planned?: PlannedItem,
) =>
  itemLinks(
    { id: 'item', text, details: [] },
    planned,
    pipeline,
    pipeline.environments[0],
  ).map(({ kind, title }) => `${kind}: ${title}`);

const DEMAND = pipelineOf([
  resource('lambda', 'deliveryWorker-prd', 'Iterator age', 'Errors'),
  resource('kinesis', 'demand-prd', 'Iterator age', 'Put records'),
]);

it('links to the chart of the kind or the resource that the item names', () => {
  expect(links('`IteratorAge` of the function', DEMAND)).toEqual([
    'chart: Iterator age',
  ]);
  expect(
    itemLinks(
      { id: 'item', text: 'Iterator age of demand-prd', details: [] },
      undefined,
      DEMAND,
      DEMAND.environments[0],
    ),
  ).toEqual([
    {
      kind: 'chart',
      id: 'kinesis:demand-prd:Iteratorage',
      title: 'Iterator age',
    },
  ]);
});

it('tells charts of one title apart by their resource', () => {
  const both = [
    'chart: Iterator age (deliveryWorker-prd)',
    'chart: Iterator age (demand-prd)',
  ];
  expect(links('Check the iterator age', DEMAND)).toEqual(both);
  // Nothing of the kind that it names is called so.
  expect(links('Check the iterator age of the table', DEMAND)).toEqual(both);
});

it('links to no more than three, and to nothing that one word alone speaks for', () => {
  const many = pipelineOf(
    ['a', 'b', 'c', 'd'].map(name => resource('lambda', name, 'Iterator age')),
    ['Monitoring', 'High iterator age', 'Errors'],
  );
  expect(links('Look at the high iterator age and at errors', many)).toEqual([
    'runbook: High iterator age',
    'chart: Iterator age (a)',
    'chart: Iterator age (b)',
    'chart: Iterator age (c)',
  ]);
});

it('goes by what the definition names before words', () => {
  const pipeline = pipelineOf(
    [resource('lambda', 'worker', 'Iterator age', 'Errors')],
    ['Restart the worker', 'High iterator age'],
  );
  expect(
    links('High iterator age', pipeline, {
      runbook: 'restart the worker',
      chart: 'lambda:worker:Errors',
    }),
  ).toEqual(['runbook: Restart the worker', 'chart: Errors']);
  expect(
    links('High iterator age', pipeline, { runbook: 'no such', chart: 'none' }),
  ).toEqual([]);
});
