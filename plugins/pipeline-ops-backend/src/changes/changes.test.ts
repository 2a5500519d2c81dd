import { mockServices } from '@backstage/backend-test-utils';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import { SignalChangeAnnouncer } from './SignalChangeAnnouncer';

describe('changes', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function setUp(publish: (signal: SignalPayload) => Promise<void>) {
    const logger = mockServices.logger.mock();
    const changes = SignalChangeAnnouncer.create({
      signals: { publish: signal => publish(signal as SignalPayload) },
      logger,
    });
    return { changes, logger };
  }

  it('are told to everybody as ids, a burst of one thing once and after its end', async () => {
    const told: SignalPayload[] = [];
    const { changes } = setUp(async signal => {
      told.push(signal);
    });
    for (let tick = 0; tick < 19; tick += 1) {
      changes.announce('run', 'r1');
      changes.announce('checklist', 'c1');
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(10);
    const signal = (what: string, id: string) => ({
      recipients: { type: 'broadcast' },
      channel: 'pipeline-ops:changes',
      message: { what, id },
    });
    expect(told).toEqual([signal('run', 'r1'), signal('checklist', 'c1')]);
    changes.announce('run', 'r1');
    await jest.advanceTimersByTimeAsync(200);
    expect(told).toHaveLength(3);
  });

  it('that go on and on are told five times a second', async () => {
    let told = 0;
    const { changes } = setUp(async () => {
      told += 1;
    });
    for (let tick = 0; tick < 200; tick += 1) {
      changes.announce('run', 'r1');
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(told).toBeGreaterThanOrEqual(9);
    expect(told).toBeLessThanOrEqual(10);
  });

  it.each([
    ['refuses', async () => Promise.reject(new Error('no broker'))],
    [
      'throws',
      () => {
        throw new Error('no broker');
      },
    ],
  ])('disturb nobody when the service %s', async (_, publish) => {
    const { changes, logger } = setUp(publish);
    changes.announce('run', 'r1');
    await jest.advanceTimersByTimeAsync(200);
    expect(logger.debug).toHaveBeenCalledTimes(1);
    changes.announce('run', 'r1');
    await jest.advanceTimersByTimeAsync(200);
    expect(logger.debug).toHaveBeenCalledTimes(2);
  });
});
