import FakeTimers, { type InstalledClock } from '@sinonjs/fake-timers';
import { Cloud, USUAL_DISTANCE } from './Cloud';
import { pipelinesIn, type BenchPipeline } from './pipelines';
import { Portal } from './Portal';

/** Pipelines in the region that most is measured in: each row takes some that nobody has looked at. */
const PIPELINES = 48;

/** Always the same day, early enough that rows which set the clock ahead stay within it. */
const START = Date.parse('2026-11-21T03:00:05Z');

/** Pipelines in the other region. */
const OTHERS = 8;

/** The cloud and the portal, on one clock that rows can set ahead. */
export class Stage {
  #taken = 0;
  /** Lets the clock go on with real time. */
  #pace: NodeJS.Timeout | undefined;

  private constructor(
    readonly cloud: Cloud,
    readonly portal: Portal,
    private readonly clock: InstalledClock,
    private readonly pipelines: BenchPipeline[],
    /** Of the second region. */
    readonly others: BenchPipeline[],
  ) {
    this.#follow();
  }

  static async start(): Promise<Stage> {
    const pipelines = pipelinesIn('eu-central-1', PIPELINES);
    const others = pipelinesIn('us-east-2', OTHERS);
    // Only what time it is; timers go on in real time. Before the portal starts, so that it knows no other clock.
    const clock = FakeTimers.install({ now: START, toFake: ['Date'] });
    const cloud = await Cloud.start([...pipelines, ...others], START);
    const portal = await Portal.start({
      pipelines: [...pipelines, ...others],
      endpoint: cloud.url,
    });
    await cloud.move(USUAL_DISTANCE);
    return new Stage(cloud, portal, clock, pipelines, others);
  }

  /** Pipelines that no row has looked at yet. */
  fresh(count: number): BenchPipeline[] {
    const taken = this.pipelines.slice(this.#taken, this.#taken + count);
    if (taken.length < count) {
      throw new Error('The stage has too few pipelines; raise PIPELINES.');
    }
    this.#taken += count;
    return taken;
  }

  /** While `during` runs, time passes only through {@link advance}; it begins two seconds into a minute. */
  async frozen(during: () => Promise<void>): Promise<void> {
    clearInterval(this.#pace);
    await this.advance(62_000 - (Date.now() % 60_000));
    await during();
    this.#follow();
  }

  /** Sets the portal's and the cloud's clock ahead. */
  async advance(milliseconds: number): Promise<void> {
    this.clock.tick(milliseconds);
    await this.cloud.setClock(Date.now());
  }

  async close(): Promise<void> {
    clearInterval(this.#pace);
    this.clock.uninstall();
    await this.portal.close();
    this.cloud.close();
  }

  #follow(): void {
    let seen = performance.now();
    this.#pace = setInterval(() => {
      const now = performance.now();
      const passed = Math.floor(now - seen);
      this.clock.tick(passed);
      seen += passed;
    }, 5);
  }
}
