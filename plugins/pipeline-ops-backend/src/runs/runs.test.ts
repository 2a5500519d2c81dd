import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AGE_ALARM, RunStage, type Said } from './__fixtures__/RunStage';
import { INVOKED } from './__fixtures__/iteratorAge';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('runs on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const stage = await RunStage.create(database);
    return { stage, knex, database };
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

  it('answer a repeated request as the first time, and a stale one with the run as it is', async () => {
    const { stage } = await setUp();
    const first = await stage.start({ idempotencyKey: 'start-key' });
    const again = await stage.start({
      idempotencyKey: 'start-key',
      runbookId: 'gone',
    });
    expect([first.repeated, again.repeated]).toEqual([false, true]);
    expect(again.run).toEqual(first.run);

    const { id: runId } = first.run;
    const note: Said = { type: 'note', note: 'seen' };
    await stage.say(runId, note, { revision: 1, key: 'note-key' });
    const repeated = await stage.say(runId, note, {
      revision: 1,
      key: 'note-key',
    });
    expect(repeated).toMatchObject({ repeated: true, run: { revision: 2 } });
    const stale = stage.say(runId, note, { revision: 1 });
    await expect(stale).rejects.toMatchObject({
      name: 'ConflictError',
      current: { revision: 2, events: [{}, { note: 'seen' }] },
    });
    await expect(stage.say(runId, note, { revision: 7 })).rejects.toThrow(
      'at revision 2',
    );
    // Who is there already need not join.
    await stage.say(runId, { type: 'joined' }, { revision: 1 });
    expect((await stage.run(runId)).revision).toBe(2);
  });

  it('are seen by other replicas at once, and survive a restart', async () => {
    const { stage, database } = await setUp();
    const { run } = await stage.start();
    const other = await stage.open(database);
    const read = () =>
      other.get(stage.pipeline, run.id, { credentials: {} as never });
    expect((await read()).revision).toBe(1);
    await stage.say(run.id, { type: 'note', note: 'from the first' });
    await stage.say(run.id, { type: 'note', note: 'and again' });
    expect(await read()).toEqual(await stage.run(run.id));
    const restarted = await stage.open(database);
    expect(
      await restarted.get(stage.pipeline, run.id, { credentials: {} as never }),
    ).toEqual(await stage.run(run.id));
  });

  it('of another entity or pipeline do not exist', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start({ idempotencyKey: 'the-same' });
    const options = { credentials: {} as never, actor: 'user:default/eve' };
    for (const other of [
      { ...stage.pipeline, pipelineId: 'payments' },
      { ...stage.pipeline, entityRef: 'component:default/payments' },
    ]) {
      await expect(stage.service.get(other, run.id, options)).rejects.toThrow(
        `has no run ${run.id}`,
      );
      await expect(
        stage.service.append(
          other,
          run.id,
          { type: 'joined', idempotencyKey: 'k', revision: 1 },
          options,
        ),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      expect((await stage.service.list(other, {}, options)).runs).toEqual([]);
      const own = await stage.service.start(
        other,
        other.environments[0],
        { runbookId: stage.procedure.id, idempotencyKey: 'the-same' },
        options,
      );
      expect(own.repeated).toBe(false);
    }
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

  it('are for those who hold the permission; others read, and see why not', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start();
    stage.denied = true;
    await expect(stage.start()).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    await expect(
      stage.say(run.id, { type: 'note', note: 'x' }),
    ).rejects.toThrow('pipelineOps.runbook.execute');
    expect(await stage.run(run.id)).toMatchObject({
      editable: false,
      lockedReason: expect.stringContaining('pipelineOps.runbook.execute'),
    });
  });

  it('are audited, announced, and told to the owner, each thing once', async () => {
    const { stage } = await setUp();
    const { run } = await stage.start({ alarm: AGE_ALARM.name });
    await stage.say(
      run.id,
      { type: 'step-done', step: 'read-log', note: 'private' },
      { key: 'k' },
    );
    await stage.say(
      run.id,
      { type: 'step-done', step: 'read-log', note: 'private' },
      { key: 'k' },
    );
    await stage.say(run.id, { type: 'end', outcome: 'escalated' });
    await stage.say(run.id, { type: 'reopened' });
    await stage.say(run.id, { type: 'end', outcome: 'resolved' });
    await expect(
      stage.say(run.id, { type: 'end', outcome: 'resolved' }),
    ).rejects.toThrow();

    expect(
      stage.audited.map(event => [event.eventId, event.ok, event.revision]),
    ).toEqual([
      ['run-start', true, 1],
      ['run-step', true, 2],
      ['run-step', true, 2],
      ['run-end', true, 3],
      ['run-reopen', true, 4],
      ['run-end', true, 5],
      ['run-end', undefined, undefined],
    ]);
    expect(stage.audited[1]).toMatchObject({
      entityRef: 'component:default/orders',
      runId: run.id,
      step: 'read-log',
      actor: 'user:default/ada',
    });
    expect(JSON.stringify(stage.audited)).not.toContain('private');
    expect(stage.announced.filter(one => one === `run ${run.id}`)).toHaveLength(
      5,
    );
    const { changesId } = await stage.service.list(
      stage.pipeline,
      {},
      { credentials: {} as never },
    );
    expect(stage.announced).toContain(`runs ${changesId}`);
    expect(
      stage.notices.map(({ key, title, recipients }) => [
        key,
        title,
        recipients,
      ]),
    ).toEqual([
      [
        `run/${run.id}/start/1`,
        'ada runs “High iterator age” for Orders (prod)',
        ['group:default/loaders'],
      ],
      [
        `run/${run.id}/escalated/3`,
        'ada escalated “High iterator age” of Orders (prod)',
        ['group:default/loaders'],
      ],
      [
        `run/${run.id}/end/5`,
        'ada ended “High iterator age” of Orders (prod): resolved',
        ['group:default/loaders'],
      ],
    ]);
    expect(stage.notices[1].description).toBe('To level 2: Team lead.');
    expect(stage.notices[0].link).toBe(
      `/catalog/default/component/orders/runbook?pipeline=orders&env=prod&run=${run.id}`,
    );
  });

  it('are listed running ones first, then newest first, page by page', async () => {
    const { stage } = await setUp();
    const ids: string[] = [];
    for (let i = 0; i < 53; i++) {
      // Some start at the same moment.
      if (i % 3 === 0) stage.pass(1);
      const { run } = await stage.start();
      ids.push(run.id);
    }
    await stage.say(ids[52], { type: 'end', outcome: 'resolved' });
    stage.pass(100);
    const list = (filter: object) =>
      stage.service.list(stage.pipeline, filter, { credentials: {} as never });
    const first = await list({});
    const second = await list({ cursor: first.cursor });
    expect([first.runs.length, second.runs.length, second.cursor]).toEqual([
      50,
      3,
      undefined,
    ]);
    const all = [...first.runs, ...second.runs];
    expect(new Set(all.map(run => run.id)).size).toBe(53);
    expect(all[52]).toMatchObject({
      id: ids[52],
      outcome: 'resolved',
      times: { totalSeconds: 0 },
    });
    expect(all[0].times.totalSeconds).toBe(100);
    const starts = all.slice(0, 52).map(run => run.startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
    expect((await list({ state: 'ended' })).runs.map(run => run.id)).toEqual([
      ids[52],
    ]);
    expect((await list({ runbookId: 'other' })).runs).toEqual([]);
    await expect(list({ cursor: 'bogus' })).rejects.toThrow('The cursor');
  });

  it('are counted: outcomes, medians, and the step that is skipped most', async () => {
    const { stage } = await setUp();
    for (const [seconds, skipped] of [
      [100, 'raise'],
      [300, 'raise'],
      [200, 'invoked'],
    ] as const) {
      const { run } = await stage.start({ alarm: AGE_ALARM.name });
      stage.pass(seconds);
      await stage.say(run.id, {
        type: 'step-skipped',
        step: skipped,
        note: 'known',
      });
      await stage.say(run.id, { type: 'end', outcome: 'resolved' });
    }
    const { run: going } = await stage.start();
    const statistics = await stage.service.statistics(stage.pipeline, {
      credentials: {} as never,
    });
    const outcomes = { resolved: 3, mitigated: 0, escalated: 0, abandoned: 0 };
    expect(statistics.runbooks).toEqual([
      {
        runbookId: 'rb-iterator-age',
        title: 'High iterator age',
        runs: 4,
        outcomes,
        lastRunId: going.id,
        lastStartedAt: going.startedAt,
        lastOutcome: undefined,
        medianSeconds: 200,
        estimateSeconds: 900,
        medianAlarmToFirstStepSeconds: 580,
        medianAlarmToEndSeconds: 580,
        mostSkipped: {
          stepId: 'raise',
          title: 'Raise the factor',
          times: 2,
          of: 3,
        },
      },
    ]);
    expect(statistics.total).toMatchObject({
      runs: 4,
      outcomes,
      medianSeconds: 200,
    });
  });

  it('cannot be rewritten, not even past the service', async () => {
    const { stage, knex } = await setUp();
    const { run } = await stage.start();
    await stage.say(run.id, { type: 'note', note: 'true' });
    const refusal = 'What happened in a run is only ever added to';
    const events = () => knex('pipeline_ops_run_events');
    const runs = () => knex('pipeline_ops_runs');
    await expect(
      events().where({ revision: 2 }).update({ payload: '{}' }),
    ).rejects.toThrow(refusal);
    await expect(events().where({ revision: 2 }).delete()).rejects.toThrow(
      refusal,
    );
    await expect(runs().update({ start: '{}' })).rejects.toThrow(refusal);
    await expect(runs().delete()).rejects.toThrow(refusal);
    if (id !== 'SQLITE_3') {
      await expect(
        knex.raw('TRUNCATE pipeline_ops_run_events'),
      ).rejects.toThrow(refusal);
    }
    expect((await stage.run(run.id)).events[1]).toMatchObject({ note: 'true' });
  });
});
