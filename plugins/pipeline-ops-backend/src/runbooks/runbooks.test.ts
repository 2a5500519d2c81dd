import type {
  RunbookElement,
  RunbookStepElement,
} from '@pipeline-ops/operations-document';
import type {
  ResolvedPipeline,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../checklists/__fixtures__/nightlyPipeline';
import { answeringRunbooks } from './answers';
import { DocumentRunbookService } from './RunbookService';
import { toSeverity } from './toRunbook';

const element = (id: string) => ({
  id,
  headingPath: ['Nightly load', 'Troubleshooting'],
  lines: { startLine: 30, endLine: 44 },
});

function runbook(
  id: string,
  title: string,
  more: Partial<RunbookElement> = {},
): RunbookElement {
  return {
    ...element(id),
    title,
    kind: 'runbook',
    form: 'steps',
    symptoms: [],
    causes: [],
    prerequisites: [],
    steps: [],
    commands: [],
    verification: [],
    rollback: [],
    escalation: [],
    prevention: [],
    alarmNames: [],
    metricNames: [],
    ...more,
  };
}

function pipelineWith(
  runbooks: RunbookElement[],
  more: Partial<ResolvedPipeline> = {},
): ResolvedPipeline {
  const pipeline = nightlyPipeline();
  pipeline.documents[0].content!.runbooks = runbooks;
  return { ...pipeline, ...more };
}

const tail = (text: string) => {
  const start = text.indexOf('{env}');
  return {
    id: 'tail',
    language: 'bash',
    text,
    lines: { startLine: 33, endLine: 33 },
    placeholders: [
      { name: 'env', text: '{env}', start, end: start + 5 },
      ...(text.includes('<function-name>')
        ? [
            {
              name: 'function-name',
              text: '<function-name>',
              start: text.indexOf('<function-name>'),
              end: text.indexOf('<function-name>') + 15,
            },
          ]
        : []),
    ],
  };
};

const step: RunbookStepElement = {
  ...element('s1'),
  title: 'Read the log',
  commands: [tail('aws logs tail /x-{env} --function <function-name>')],
  steps: [],
};

const lambda = (name: string): ResolvedResource => ({
  id: `lambda:${name}`,
  kind: 'lambda',
  name,
  title: name,
  sourceId: 'main',
  charts: [],
  declared: true,
});

describe('which procedure answers an alarm', () => {
  const kafka = runbook('rb-kafka', 'High Kafka failure rate', {
    metricNames: ['FailureCount'],
  });
  const explicit = runbook('rb-explicit', 'What to do', {
    alarmNames: ['{env}-loader-errors'],
    answers: ['{env}-loader-errors'],
  });
  const other = runbook('rb-other', 'Change a schema');

  it('puts explicit links before names, metrics and words, and says why', () => {
    const pipeline = pipelineWith([other, kafka, explicit], {
      runbookLinks: [{ alarmName: 'prod-loader-errors', runbook: 'rb-other' }],
    });
    expect(answeringRunbooks({ name: 'prod-loader-errors' }, pipeline)).toEqual(
      [
        {
          runbookId: 'rb-other',
          title: 'Change a schema',
          reason: 'linked in the definition',
          explicit: true,
        },
        {
          runbookId: 'rb-explicit',
          title: 'What to do',
          reason: 'says that it answers the alarm',
          explicit: true,
        },
      ],
    );
  });

  it('takes a placeholder in a documented name for any text, as often as its end occurs', () => {
    const named = (name: string) =>
      answeringRunbooks({ name }, pipelineWith([explicit])).length;
    expect(named('dev-errors-loader-errors')).toBe(1);
    expect(named('a-loader-errors-loader-errors')).toBe(1);
    expect(named('PROD-Loader-Errors')).toBe(1);
    expect(named('prod-loader-errors-2')).toBe(0);
  });

  it('matches the words of an alarm, whatever its spelling', () => {
    const pipeline = pipelineWith([other, kafka], { pipelineId: 'sensor' });
    for (const name of [
      'sensor-kafka-failures',
      'SensorKafkaFailureRate',
      'sensor_kafka_failed',
    ]) {
      expect(
        answeringRunbooks({ name }, pipeline).map(link => link.runbookId),
      ).toEqual(['rb-kafka']);
    }
    expect(answeringRunbooks({ name: 'sensor-disk-full' }, pipeline)).toEqual(
      [],
    );
  });

  it('takes no vague word alone for a match, and no guess beside what is said', () => {
    const s3 = runbook('rb-s3', 'High S3 upload failures');
    const whole = runbook('rb-all', 'Issue: Everything fails', {
      alarmNames: ['sensor-high-failure-rate'],
    });
    const alarm = { name: 'sensor-high-failure-rate' };
    expect(
      answeringRunbooks(
        alarm,
        pipelineWith([s3, kafka], { pipelineId: 'sensor' }),
      ),
    ).toEqual([]);
    expect(
      answeringRunbooks(
        { name: 'sensor-kafka-failures' },
        pipelineWith(
          [kafka, { ...whole, alarmNames: ['sensor-kafka-failures'] }],
          { pipelineId: 'sensor' },
        ),
      ).map(link => link.title),
    ).toEqual(['Everything fails']);
  });

  it('finds the procedure about a metric of the same service', () => {
    const lag = runbook('rb-lag', 'Lambda falls behind', {
      metricNames: ['IteratorAge'],
    });
    expect(
      answeringRunbooks(
        { name: 'xyz', metricName: 'IteratorAge', service: 'lambda' },
        pipelineWith([lag]),
      ),
    ).toMatchObject([
      { runbookId: 'rb-lag', reason: 'is about the metric IteratorAge' },
    ]);
  });

  describe('written at the alarm', () => {
    const aged = runbook('age', 'Issue: High iterator age', {
      anchor: 'issue-high-iterator-age',
    });
    const hashed = runbook('runbook-abc123def', 'Valve & pipe', {
      anchor: 'valve--pipe',
    });
    const pipeline = pipelineWith([aged, hashed]);
    pipeline.documents[0].viewUrl =
      'https://git.example/team/nightly/blob/main/docs/operations.md';
    const titles = (description: string) =>
      answeringRunbooks({ name: 'x', description }, pipeline).map(
        ({ title }) => title,
      );

    it.each([
      'see https://portal/catalog/default/component/x/runbooks?procedure=age&step=s1.',
      'https://git.example/team/nightly/blob/release/docs/operations.md#issue-high-iterator-age',
      '(docs/operations.md#issue-high-iterator-age)',
      'operations.md#markdown-header-issue-high-iterator-age, first section',
      'https://portal/docs/default/component/nightly-load/operations/#issue-high-iterator-age',
      'Runbook: High iterator age (then page somebody)',
    ])('takes "%s"', description => {
      expect(titles(description)).toEqual(['High iterator age']);
    });

    it.each([
      'docs/operations.md#valve-pipe',
      'operations.md#valve--pipe',
      'do as in runbook-abc123def',
    ])('takes "%s" as every host writes it', description => {
      expect(titles(description)).toEqual(['Valve & pipe']);
    });

    it.each([
      'the age of the oldest record',
      'https://git.example/other/nightly/blob/main/docs/operations.md#issue-high-iterator-age',
      'https://other.example/team/nightly/blob/main/docs/operations.md#issue-high-iterator-age',
      'https://portal/docs/default/component/other/operations/#issue-high-iterator-age',
      'guide.md#issue-high-iterator-age',
      'operations.md#issue-high-iterator',
      'https://portal/x?procedure=ag',
      'https://%%%/?procedure=age',
      'Runbook: High iterator ages',
    ])('does not take "%s"', description => {
      expect(titles(description)).toEqual([]);
    });

    it('leads to the step that the address points at, while there is one', () => {
      const stepped = pipelineWith([runbook('age', 'Age', { steps: [step] })]);
      const answers = (id: string) =>
        answeringRunbooks(
          { name: 'x', description: `https://x/?procedure=age&step=${id}` },
          stepped,
        );
      expect(answers(step.id)).toMatchObject([
        { runbookId: 'age', stepId: step.id },
      ]);
      const [gone] = answers('gone');
      expect(gone).toMatchObject({ runbookId: 'age', explicit: true });
      expect(gone).not.toHaveProperty('stepId');
    });

    it('counts the tag before the description', () => {
      expect(
        answeringRunbooks(
          {
            name: 'x',
            runbookTag: 'https://portal/x?procedure=age',
            description: 'Runbook: Valve & pipe',
          },
          pipeline,
        ).map(({ title, reason }) => `${title}: ${reason}`),
      ).toEqual([
        "High iterator age: linked in the alarm's tag",
        "Valve & pipe: linked in the alarm's description",
      ]);
    });

    it('passes a procedure over that only speaks of the alarm', () => {
      const named = (more: object) =>
        runbook(`rb-${Object.keys(more)}`, `T ${Object.keys(more)}`, {
          alarmNames: ['late'],
          ...more,
        });
      const mention = named({});
      const answer = named({ answers: ['late'] });
      const ids = (...runbooks: RunbookElement[]) =>
        answeringRunbooks({ name: 'late' }, pipelineWith(runbooks)).map(
          ({ runbookId }) => runbookId,
        );
      expect(ids(mention, answer)).toEqual([answer.id]);
      expect(ids(mention)).toEqual([mention.id]);
    });
  });
});

describe('a procedure', () => {
  const service = new DocumentRunbookService();

  it('comes with the environment and the only resource of a kind filled in', () => {
    const pipeline = pipelineWith([
      runbook('rb', 'Errors', { severity: '🔴 High', steps: [step] }),
    ]);
    const environment = {
      ...pipeline.environments[0],
      resources: [lambda('loader')],
    };
    const answer = service.get(pipeline, environment, 'rb');
    expect(answer.severity).toBe('high');
    expect(answer.commandCount).toBe(1);
    expect(answer.steps[0].commands[0]).toMatchObject({
      text: 'aws logs tail /x-{env} --function <function-name>',
      filled: 'aws logs tail /x-prod --function loader',
      placeholders: [
        { value: 'prod', valueFrom: 'variable env of environment prod' },
        { value: 'loader' },
      ],
    });
    expect(answer.position).toMatchObject({
      path: 'docs/operations.md',
      startLine: 30,
    });
  });

  it('leaves open what several resources could be', () => {
    const pipeline = pipelineWith([runbook('rb', 'Errors', { steps: [step] })]);
    const environment = {
      ...pipeline.environments[0],
      resources: [lambda('loader'), lambda('cleaner')],
    };
    const [command] = service.get(pipeline, environment, 'rb').steps[0]
      .commands;
    expect(command.filled).toBe(
      'aws logs tail /x-prod --function <function-name>',
    );
    expect(command.placeholders[1].value).toBeUndefined();
  });

  it('that no document holds is not found', () => {
    const pipeline = pipelineWith([]);
    expect(() =>
      service.get(pipeline, pipeline.environments[0], 'gone'),
    ).toThrow('has no runbook gone');
  });
});

it('reads severity labels of several spellings', () => {
  expect(
    [
      'Critical',
      'SEV-2',
      'P3',
      'Warnung',
      'Niedrig',
      'whatever',
      undefined,
    ].map(toSeverity),
  ).toEqual([
    'critical',
    'high',
    'medium',
    'warning',
    'low',
    undefined,
    undefined,
  ]);
});
