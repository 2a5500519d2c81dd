import { FakeTelemetry } from '../telemetry/__fixtures__/FakeTelemetry';
import { noRun } from '../telemetry/TelemetrySourceDecorator';
import { ERRORS, PER_BIN, pipeline } from './__testUtils__/askingPipeline';
import { QueryPortal } from './__testUtils__/QueryPortal';

jest.setTimeout(30_000);

let portal: QueryPortal;

beforeAll(async () => {
  portal = await QueryPortal.start();
});
beforeEach(() => portal.reset());
afterAll(() => portal?.close());

describe('what queries may cost', () => {
  const day = 86_400_000;

  it.each([
    ['user', { gigabytesPerUser: 0.000_005 }, 201, 'Your log queries'],
    ['source', { gigabytesPerSource: 0.000_005 }, 429, 'in source lab'],
  ])('is limited by %s and day', async (_, limits, otherUser, message) => {
    const { as } = portal.open({ pipeline, limits });
    const { id } = (await as('ada').start(ERRORS)).body.data;
    // 178 lines or more of 41 bytes: above 5,000.
    await as('ada').end(id);
    const refused = await as('ada').start(PER_BIN).expect(429);
    expect(refused.body.error.message).toContain(message);
    expect(refused.body.error.message).toContain('midnight UTC');
    await as('ben').start(PER_BIN).expect(otherUser);
    portal.clock.advance(day);
    await as('ada').start(PER_BIN).expect(201);
  });

  it('ends a query that scans more than is left', async () => {
    const cloud = new FakeTelemetry();
    cloud.logGroups = [{ name: '/aws/lambda/orders-load', arn: 'arn:x' }];
    cloud.queryRun = {
      ...noRun(),
      status: 'running',
      bytesScanned: 11_000_000_000,
    };
    const ada = portal.open({ pipeline, telemetry: cloud }).as('ada');
    const { id } = (await ada.start(ERRORS)).body.data;
    portal.clock.advance(600);
    const { data } = (await ada.run(id)).body;
    expect(data).toMatchObject({
      status: 'cancelled',
      message: expect.stringContaining('10 GB today'),
      // 11 GB at half a cent.
      estimatedCost: 0.055,
    });
    expect(cloud.callsOf('stopLogQuery')).toHaveLength(1);
  });

  it('is limited by what runs at a time', async () => {
    const { as } = portal.open({ pipeline, limits: { runningPerSource: 3 } });
    const different = (user: string, hours: number) =>
      as(user).start(ERRORS, `range=PT${hours}H`);
    const answers = await Promise.all([
      different('ada', 1),
      different('ada', 2),
      different('ada', 3),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 429]);
    await different('ben', 4).expect(201);
    const { body } = await different('cem', 5).expect(429);
    expect(body.error.message).toContain(
      '3 log queries are running in source lab',
    );
  });
});

describe('on a bad day', () => {
  const deny = (operation: string) =>
    portal.aws.sandbox.faults.add({ kind: 'deny', operation });

  it('a run that may not be started says which action is missing', async () => {
    deny('StartQuery');
    const ada = portal.open({ pipeline }).as('ada');
    const { body } = await ada.start(ERRORS).expect(201);
    expect(body.data).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('logs:StartQuery'),
    });
    expect(body.sources).toMatchObject([
      { id: 'lab', status: 'denied', missingAction: 'logs:StartQuery' },
    ]);
    expect((await ada.run(body.data.id)).body.data.status).toBe('failed');
    portal.aws.sandbox.faults.clear();
    const again = await ada.start(ERRORS);
    expect(again.body.data.status).toBe('running');
  });

  it('a run goes on when one look at it fails', async () => {
    const ada = portal.open({ pipeline }).as('ada');
    const { id } = (await ada.start(ERRORS)).body.data;
    deny('GetQueryResults');
    portal.clock.advance(600);
    const { body } = await ada.run(id);
    expect(body.data.status).toBe('running');
    expect(body.sources).toMatchObject([
      { status: 'denied', missingAction: 'logs:GetQueryResults' },
    ]);
    portal.aws.sandbox.faults.clear();
    portal.clock.advance(120_000);
    expect((await ada.end(id)).body.data.status).toBe('complete');
  });

  it('a run that cannot be stopped is tried again, and counts as running', async () => {
    const { as, queries } = portal.open({
      pipeline,
      limits: { runningPerUser: 1 },
    });
    const cloudless = as('ada');
    const { id } = (await cloudless.start(ERRORS)).body.data;
    deny('StopQuery');
    const { body } = await cloudless.stop(id);
    expect(body.data.status).toBe('cancelled');
    expect(body.sources).toMatchObject([
      { status: 'denied', missingAction: 'logs:StopQuery' },
    ]);
    await cloudless.start(PER_BIN).expect(429);
    portal.aws.sandbox.faults.clear();
    portal.clock.advance(180_000);
    await queries.sweep();
    await cloudless.start(PER_BIN).expect(201);
  });
});
