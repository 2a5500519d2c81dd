import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AGE_ALARM, RunStage, type Said } from './__fixtures__/RunStage';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'runs that several people share on %s',
  id => {
    async function setUp() {
      const knex = await databases.init(id);
      const database = mockServices.database({ knex });
      const stage = await RunStage.create(database);
      return { stage, knex, database };
    }

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
        await restarted.get(stage.pipeline, run.id, {
          credentials: {} as never,
        }),
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
      expect(await stage.run(run.id)).toMatchObject({ editable: false });
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
      expect(
        stage.announced.filter(one => one === `run ${run.id}`),
      ).toHaveLength(5);
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
      const emptying = id === 'SQLITE_3' ? 'DELETE FROM ??' : 'TRUNCATE ??';
      await expect(
        knex.raw(emptying, ['pipeline_ops_run_events']),
      ).rejects.toThrow(refusal);
      expect((await stage.run(run.id)).events[1]).toMatchObject({
        note: 'true',
      });
    });
  },
);
