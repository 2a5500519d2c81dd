import type {
  ChecklistSpec,
  PipelineDocument,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../../checklists/__fixtures__/nightlyPipeline';
import { unknownChecklists } from './checkChecklists';

const FILE = 'pipeline-ops.yaml';
const { documents } = nightlyPipeline();

const problems = (
  specs: ChecklistSpec[],
  among: readonly PipelineDocument[] = documents,
) => unknownChecklists(specs, among, FILE);

it('finds nothing wrong with refinements that meet their lists and items, by text or id', () => {
  expect(
    problems([
      {
        refines: ' daily ',
        items: [
          { refines: 'check the  ERROR rate' },
          { refines: 'daily-item-2' },
          { text: 'An item of its own' },
        ],
      },
      { refines: 'monthly-1', items: [] },
      { title: 'A list of its own', cadence: 'yearly', items: [{ text: 'A' }] },
    ]),
  ).toEqual([]);
});

it('tells of refinements that meet nothing, where they stand and what may be meant', () => {
  const found = problems([
    { refines: 'Dayly', items: [{ refines: 'never looked at' }] },
    { refines: 'Daily', items: [{ refines: 'Check the eror rate' }] },
  ]);
  expect(found).toEqual([
    {
      code: 'unknown-checklist',
      file: FILE,
      message: expect.stringMatching(
        /^pipeline-ops\.yaml: no document of the pipeline has a checklist "Dayly".*"?Daily/,
      ),
    },
    {
      code: 'unknown-checklist',
      file: FILE,
      message: expect.stringMatching(
        /^pipeline-ops\.yaml: the checklist "Daily" has no item "Check the eror rate".*Check the error rate/,
      ),
    },
  ]);
});

it('says nothing while no document can be read', () => {
  const refinement = [{ refines: 'Dayly', items: [] }];
  expect(problems(refinement, [])).toEqual([]);
  const [document] = documents;
  expect(problems(refinement, [{ ...document, content: undefined }])).toEqual(
    [],
  );
});
