import {
  exampleNames,
  resolveExample,
} from '../../pipelines/__testUtils__/examples';
import { bindChecks } from './bindChecks';

/** Of all texts of the examples' lists and procedures, those that data answers; every other one is left to people. */
const ANSWERED: Record<string, string[]> = {
  'aurora-restore': [
    'No alarm of the pipeline is in ALARM',
    'Bring this page in line with the alarms that exist',
  ],
  'demand-pipeline': [
    'Error rate of the Lambda function',
    'IteratorAge of the function',
    'New objects keep arriving in S3',
  ],
  'glue-etl': [
    'No alarm of this page is in ALARM',
    'DataQualityScore stayed above 90 %',
    'The quality metrics arrive every five minutes',
  ],
  'music-streaming': ['This page, against what is deployed'],
  'sensor-data': [
    'No alarm of the pipeline is in ALARM',
    'FailureCount with Stage=kafka_publish is back to 0',
  ],
};

interface Step {
  title: string;
  body?: string;
  steps: Step[];
}

const withNested = (steps: readonly Step[]): Step[] =>
  steps.flatMap(step => [step, ...withNested(step.steps)]);

it('answers of the examples what it can, and nothing else', async () => {
  const answered: Record<string, string[]> = {};
  let texts = 0;
  for (const name of exampleNames) {
    const pipeline = await resolveExample(name);
    const [environment] = pipeline.environments;
    const subjects = pipeline.documents.flatMap(({ content }) => [
      ...content!.checklists.flatMap(list =>
        list.items.map(({ text, details, headingPath }) => ({
          text,
          details,
          headings: headingPath,
        })),
      ),
      ...content!.runbooks.flatMap(({ title, headingPath, ...runbook }) =>
        [
          ...withNested(runbook.steps).map(step =>
            [step.title, step.body ?? ''].join('\n'),
          ),
          ...runbook.verification,
        ].map(text => ({
          text,
          details: [],
          headings: [...headingPath, title],
        })),
      ),
    ]);
    texts += subjects.length;
    answered[name] = subjects
      .filter(
        subject =>
          bindChecks(
            { ...subject, usualSeconds: 86_400 },
            pipeline,
            environment,
          ).length > 0,
      )
      .map(({ text }) => text);
  }
  expect(answered).toEqual(ANSWERED);
  expect(texts).toBeGreaterThan(150);
});
