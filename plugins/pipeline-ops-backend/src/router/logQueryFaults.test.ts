import { FAULT_KINDS } from '@pipeline-ops/aws-sandbox';
import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Response } from 'supertest';
import { ERRORS, pipeline } from './__testUtils__/askingPipeline';
import { QueryPortal } from './__testUtils__/QueryPortal';

jest.setTimeout(30_000);

let portal: QueryPortal;

beforeAll(async () => {
  portal = await QueryPortal.start();
});
beforeEach(() => portal.reset());
afterAll(() => portal?.close());

const stateOf = ({ body }: Response): SourceState => body.sources[0];

describe.each(FAULT_KINDS)('when AWS answers with %s', kind => {
  it('every step of a run has an answer that says so, and the next one works', async () => {
    const { as, queries } = portal.open({
      pipeline,
      deadlineMs: kind === 'hang' || kind === 'stall' ? 600 : 4_000,
    });
    const ada = as('ada');
    const failing = async (
      operation: string,
      ask: () => PromiseLike<Response>,
    ) => {
      portal.aws.sandbox.faults.add({ kind, operation, delayMs: 50 });
      const answer = await ask();
      portal.aws.sandbox.faults.clear();
      // Past the pause that the breaker makes.
      portal.clock.advance(90_000);
      return answer;
    };

    // Known before, as it usually is.
    await ada.get('/queries').expect(200);
    const started = await failing('StartQuery', () => ada.start(ERRORS));
    expect(started.status).toBe(201);
    const refused = started.body.data.status === 'failed';
    expect(stateOf(started).status === 'ok').toBe(!refused);
    expect(refused).toBe(started.body.data.message !== undefined);

    const { id } = (await ada.start(ERRORS).expect(201)).body.data;
    portal.clock.advance(600);
    const looked = await failing('GetQueryResults', () => ada.run(id));
    expect(looked.status).toBe(200);
    expect(['running', 'complete', 'unknown']).toContain(
      looked.body.data.status,
    );
    expect((stateOf(looked).message ?? '').length > 10).toBe(
      stateOf(looked).status !== 'ok',
    );
    expect((await ada.end(id)).status).toBe(200);

    const other = (await as('ben').start(ERRORS, 'range=PT2H')).body.data;
    const stopped = await failing('StopQuery', () => as('ben').stop(other.id));
    expect(stopped.status).toBe(200);
    expect(['cancelled', 'complete']).toContain(stopped.body.data.status);
    await queries.sweep();

    const healed = await as('cem').start(ERRORS, 'range=PT3H');
    const { body } = await as('cem').end(healed.body.data.id);
    expect(body.data).toMatchObject({ status: 'complete' });
    expect(body.data.rows).toHaveLength(2);
    expect(body.sources).toMatchObject([{ status: 'ok' }]);
  });
});
