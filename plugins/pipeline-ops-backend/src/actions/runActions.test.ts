import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotAllowedError } from '@backstage/errors';
import { AGE_ALARM, RunStage } from '../runs/__fixtures__/RunStage';
import { registerRunActions } from './registerActions';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SCOPE = { entityRef: 'component:default/orders' };

async function setUp() {
  const knex = await databases.init('SQLITE_3');
  const stage = await RunStage.create(mockServices.database({ knex }));
  const registry = actionsRegistryServiceMock();
  registerRunActions({
    registry,
    pipelines: {
      resolve: async ({ credentials }) => {
        const { principal } = credentials as ReturnType<
          typeof mockCredentials.user
        >;
        if (principal.userEntityRef !== 'user:default/ada') {
          throw new NotAllowedError('You may not read this pipeline');
        }
        return [stage.pipeline];
      },
    },
    runs: stage.service,
  });
  const act = async (name: string, input: object, user = 'user:default/ada') =>
    (
      await registry.invoke({
        id: `test:${name}`,
        input: { ...SCOPE, ...input },
        credentials: mockCredentials.user(user),
      })
    ).output;
  return { stage, act };
}

describe('actions about runs', () => {
  it('tell of runs, and what happened in one of them', async () => {
    const { stage, act } = await setUp();
    const { run } = await stage.start({ alarm: AGE_ALARM.name });
    stage.pass(60);
    await stage.say(run.id, { type: 'step-done', step: 'read-log' });
    await stage.say(run.id, { type: 'output', output: 'throttled: 12' });
    await stage.say(run.id, {
      type: 'end',
      outcome: 'mitigated',
      note: 'Raised the limit',
    });

    expect(await act('list-runs', {})).toEqual({
      runs: [
        expect.objectContaining({
          id: run.id,
          title: 'High iterator age',
          state: 'ended',
          outcome: 'mitigated',
          alarmName: AGE_ALARM.name,
          startedBy: 'user:default/ada',
          page: `/catalog/default/component/orders/runbook?pipeline=orders&env=prod&run=${run.id}`,
        }),
      ],
    });
    expect(await act('list-runs', { state: 'running' })).toEqual({ runs: [] });

    const told = await act('get-run', { runId: run.id });
    expect(told).toMatchObject({
      outcomeNote: 'Raised the limit',
      progress: { done: 1 },
      events: [
        { type: 'started' },
        { type: 'step-done', step: 'read-log', by: 'user:default/ada' },
        { type: 'output', text: 'throttled: 12' },
        { type: 'end', text: 'mitigated: Raised the limit' },
      ],
    });
    expect((told as { steps: object[] }).steps[0]).toMatchObject({
      number: '1',
      state: 'done',
      seconds: 60,
    });
    expect(told).not.toHaveProperty('procedure');
  });

  it('tell nothing to who may not read the pipeline, nor of what is not there', async () => {
    const { stage, act } = await setUp();
    const { run } = await stage.start();
    for (const [name, input] of [
      ['list-runs', {}],
      ['get-run', { runId: run.id }],
    ] as const) {
      await expect(act(name, input, 'user:default/bob')).rejects.toThrow(
        'You may not read this pipeline',
      );
    }
    await expect(act('get-run', { runId: 'none' })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(act('list-runs', { cursor: 'none' })).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});
