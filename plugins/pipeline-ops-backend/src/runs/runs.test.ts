import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AGE_ALARM, RunStage, type Said } from './__fixtures__/RunStage';
import { INVOKED } from './__fixtures__/iteratorAge';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('runs on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const stage = await RunStage.create(database);
    return { stage };
  }

  it('keep procedure, alarm, path and values as they were at the start', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start({
      alarm: AGE_ALARM.name,
      variables: { 'mapping-uuid': ' 1f3c ', unknown: 'x' },
    });
    stage.procedure = { ...stage.procedure, title: 'Edited', steps: [] };
    stage.alarms = [];
    const later = await stage.run(run.id);
    expect(later).toMatchObject({
      title: 'High iterator age',
      environment: 'prod',
      state: 'running',
      startedBy: 'user:default/ada',
      startedAt: '2026-11-21T02:55:00.000Z',
      alarm: { name: 'orders-prod-age', state: 'ALARM' },
      variables: { 'mapping-uuid': '1f3c' },
      progress: { total: 5, done: 0, skipped: 0, failed: 0 },
      times: { totalSeconds: 0, estimateSeconds: 900 },
      revision: 1,
      editable: true,
    });
    expect(
      later.steps.map(step => [step.number, step.id, step.counted]),
    ).toEqual([
      ['1', 'read-log', true],
      ['2', 'invoked', true],
      ['3', 'raise', true],
      ['3.1', 'find-mapping', false],
      ['3.2', 'set-factor', false],
      ['1', 'verification-1', true],
      ['2', 'verification-2', true],
      ['1', 'rollback-1', false],
    ]);
  });

  it('record who did what when, and how long it took', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start({ alarm: AGE_ALARM.name });
    stage.pass(190);
    await stage.say(run.id, {
      type: 'step-done',
      step: 'read-log',
      note: ' only retries ',
    });
    stage.pass(60);
    await stage.say(run.id, { type: 'joined' }, { actor: 'user:default/bob' });
    await stage.say(
      run.id,
      { type: 'step-failed', step: 'invoked', note: 'no data' },
      { actor: 'user:default/bob' },
    );
    stage.pass(30);
    await stage.say(run.id, { type: 'step-done', step: 'invoked' });
    await stage.say(run.id, {
      type: 'step-skipped',
      step: 'raise',
      note: 'not needed',
    });
    await stage.say(run.id, { type: 'step-reopened', step: 'raise' });
    await stage.say(run.id, {
      type: 'variable',
      name: 'MAPPING_UUID',
      value: '9a',
    });
    await stage.say(run.id, { type: 'end', outcome: 'resolved', note: 'calm' });
    stage.pass(3_600);
    await stage.say(run.id, { type: 'reopened' });
    stage.pass(20);
    const { run: ended } = await stage.say(run.id, {
      type: 'end',
      outcome: 'mitigated',
    });
    stage.pass(600);

    expect(await stage.run(run.id)).toEqual({ ...ended, editable: true });
    expect(ended).toMatchObject({
      state: 'ended',
      outcome: 'mitigated',
      outcomeNote: undefined,
      participants: ['user:default/ada', 'user:default/bob'],
      variables: { 'mapping-uuid': '9a' },
      progress: { total: 5, done: 2, skipped: 0, failed: 0 },
      times: {
        totalSeconds: 300,
        alarmToFirstStepSeconds: 370,
        alarmToEndSeconds: 4_080,
      },
      revision: 11,
    });
    expect(ended.steps[0]).toMatchObject({
      state: 'done',
      by: 'user:default/ada',
      at: '2026-11-21T02:58:10.000Z',
      note: 'only retries',
      seconds: 190,
    });
    expect(ended.steps[1]).toMatchObject({ state: 'done', seconds: 30 });
    expect(ended.steps[2]).toMatchObject({ state: 'open', seconds: undefined });
  });

  it('take what fits the state, and say why they do not take the rest', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start();
    await stage.say(run.id, { type: 'step-done', step: 'read-log' });
    const refused = async (said: Said, message: string) =>
      expect(stage.say(run.id, said)).rejects.toThrow(message);

    await refused(
      { type: 'step-done', step: 'read-log' },
      'Step 1 is done already, by user:default/ada. Reopen it first.',
    );
    await refused(
      { type: 'step-failed', step: 'read-log', note: 'x' },
      'Reopen it first',
    );
    await refused({ type: 'step-reopened', step: 'invoked' }, 'Step 2 is open');
    await refused({ type: 'step-done', step: 'nowhere' }, 'no step of this id');
    await refused(
      { type: 'note', step: '\u200b', note: 'x' },
      'no step of this id',
    );
    await refused(
      { type: 'step-skipped', step: 'invoked', note: ' \u200b ' },
      'needs a note',
    );
    await refused(
      { type: 'step-failed', step: 'invoked', note: '' },
      'needs a note',
    );
    await refused({ type: 'note', note: '\n' }, 'The note is empty');
    await refused({ type: 'output', output: '' }, 'The output is empty');
    await refused({ type: 'note', note: 'x'.repeat(10_001) }, 'at most 10000');
    await refused(
      { type: 'output', output: 'x'.repeat(65_537) },
      'at most 65536',
    );
    await refused(
      { type: 'output', output: 'x', commandId: 'other' },
      'no command of this id',
    );
    await refused(
      { type: 'variable', name: 'other', value: 'x' },
      'placeholder',
    );
    await refused(
      { type: 'checked', step: 'read-log', checkId: INVOKED.id },
      'no check of this id',
    );
    await refused(
      { type: 'end', outcome: 'escalated', level: 9 },
      'no level 9. It has 1, 2, 3.',
    );
    await refused({ type: 'reopened' }, 'has not ended');

    await stage.say(run.id, { type: 'end', outcome: 'abandoned' });
    await refused(
      { type: 'step-done', step: 'invoked' },
      'has ended (abandoned)',
    );
    await refused(
      { type: 'variable', name: 'mapping-uuid', value: 'x' },
      'has ended',
    );
    await refused({ type: 'end', outcome: 'resolved' }, 'has ended');
    await stage.say(run.id, { type: 'note', note: 'afterthought' });
    await stage.say(run.id, {
      type: 'output',
      output: 'ok',
      commandId: 'raise-1',
    });
    expect((await stage.run(run.id)).revision).toBe(5);
  });

  it('freeze what data says, and are not done on data that does not confirm', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start();
    stage.verdict = 'fails';
    const done: Said = {
      type: 'step-done',
      step: 'invoked',
      checkId: INVOKED.id,
    };
    await expect(stage.say(run.id, done)).rejects.toThrow(
      'Data does not confirm this step now',
    );
    const checked = await stage.say(run.id, {
      type: 'checked',
      step: 'invoked',
      checkId: INVOKED.id,
    });
    expect(checked.run.steps[1]).toMatchObject({
      state: 'open',
      evidence: { verdict: 'fails', value: 118 },
    });
    stage.verdict = 'holds';
    const { run: after } = await stage.say(run.id, done);
    expect(after.steps[1]).toMatchObject({
      state: 'done',
      evidence: { verdict: 'holds', check: INVOKED },
    });
    await stage.say(run.id, {
      type: 'step-done',
      step: 'verification-2',
      checkId: 'calm',
    });

    const [prod] = stage.pipeline.environments;
    stage.pipeline.environments = [{ ...prod, name: 'other' }];
    await expect(
      stage.say(run.id, {
        type: 'checked',
        step: 'invoked',
        checkId: INVOKED.id,
      }),
    ).rejects.toThrow('has no environment prod any more');
  });

  it('escalate to the next level of the path, and say which', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start();
    const escalated = async (level?: number) => {
      const { run: ended } = await stage.say(run.id, {
        type: 'end',
        outcome: 'escalated',
        level,
      });
      await stage.say(run.id, { type: 'reopened' });
      return ended.escalatedTo;
    };
    expect(await escalated()).toBe(2);
    expect(await escalated()).toBe(3);
    expect(await escalated()).toBe(3);
    expect(await escalated(1)).toBe(1);
    stage.escalation = [];
    const { run: without } = await stage.start();
    const { run: ended } = await stage.say(without.id, {
      type: 'end',
      outcome: 'escalated',
    });
    expect(ended).toMatchObject({
      outcome: 'escalated',
      escalatedTo: undefined,
    });
  });

  it('begin although the cloud is silent, but not for an alarm that is not there', async () => {
    const { stage } = await setUp();
    stage.alarms = [];
    await expect(stage.start({ alarm: 'gone' })).rejects.toThrow(
      'has no alarm gone',
    );
    stage.source = {
      ...stage.source,
      status: 'denied',
      message: 'cloudwatch:DescribeAlarms is missing',
    };
    const { run } = await stage.start({ alarm: 'orders-prod-age' });
    expect(run.alarm).toMatchObject({
      name: 'orders-prod-age',
      state: 'INSUFFICIENT_DATA',
      stateReason: expect.stringContaining('cloudwatch:DescribeAlarms'),
    });
    expect(run.times.alarmToFirstStepSeconds).toBeUndefined();
    await expect(stage.start({ runbookId: 'gone' })).rejects.toThrow(
      'no runbook gone',
    );
  });
});
