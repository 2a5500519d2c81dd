import request from 'supertest';
import {
  badDayPipeline,
  BadDayStage,
  BASE,
  REGIONS,
  ROUTES,
} from './__testUtils__/BadDayStage';

let stage: BadDayStage;

beforeAll(async () => {
  stage = await BadDayStage.start();
});

afterAll(() => stage?.aws.close());

beforeEach(() => stage.reset());

jest.setTimeout(30_000);

/** Three regions start up at once here, before the first of them answers. Milliseconds. */
const DEADLINE_OF_REGIONS = 3_000;

const [HOME, DOWN, FAR] = REGIONS;
const SOURCES = ['lab', `lab-${DOWN}`, `lab-${FAR}`];

/** Pages that show all regions side by side. */
const PAGES = [
  'alarms',
  'history',
  'metrics',
  'overview',
  'dashboards',
  'groups',
  'queries',
  'findings',
] as const;

function open() {
  const server = stage
    .portal({ pipeline: badDayPipeline(3), deadlineMs: DEADLINE_OF_REGIONS })
    .listen(0);
  return {
    close: () => server.close(),
    read: async (page: keyof typeof ROUTES) => {
      const { body, status } = await request(server).get(BASE + ROUTES[page]);
      return { ...body, status };
    },
    readAll: () =>
      Promise.all(
        PAGES.map(async page => {
          const { body, status } = await request(server).get(
            BASE + ROUTES[page],
          );
          return {
            page,
            status,
            states: Object.fromEntries(
              body.sources.map((source: { id: string; status: string }) => [
                source.id,
                source.status,
              ]),
            ),
          };
        }),
      ),
  };
}

const everywhere = (states: string[]) =>
  PAGES.map(page => ({
    page,
    status: 200,
    states: Object.fromEntries(
      SOURCES.map((source, index) => [source, states[index]]),
    ),
  }));

it.each(['hang', 'reset', 'internal-error', 'throttle', 'deny'] as const)(
  'shows two regions whole while the third answers with %s, and all three after one refresh',
  async kind => {
    const { read, readAll, close } = open();
    stage.aws.sandbox.faults.add({ kind, region: DOWN });
    const started = performance.now();
    const pages = await readAll();
    const took = performance.now() - started;
    const alarms = await read('alarms');
    const metrics = await read('metrics');
    const overview = await read('overview');
    const findings = await read('findings');
    stage.aws.sandbox.faults.clear();
    stage.clock.advance(61_000);
    const healed = await readAll();
    const healedOverview = await read('overview');
    close();

    const down = {
      hang: 'unavailable',
      reset: 'unavailable',
      'internal-error': 'unavailable',
      throttle: 'throttled',
      deny: 'denied',
    }[kind];
    expect(pages).toEqual(everywhere(['ok', down, 'ok']));
    expect(took).toBeLessThan(2 * DEADLINE_OF_REGIONS + 1_500);
    expect(
      alarms.data.alarms.map(
        ({ name, region }: { name: string; region: string }) =>
          `${name} ${region}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        `orders-prod-errors ${HOME}`,
        `orders-prod-errors ${FAR}`,
      ]),
    );
    expect(alarms.data.alarms).toHaveLength(4);
    expect(
      metrics.data.sections.map(
        (section: { charts: { series: { status: string }[] }[] }) =>
          section.charts[0].series[0].status,
      ),
    ).toEqual(['complete', 'failed', 'complete']);
    const [{ resources, verdict }] = overview.data.pipelines;
    expect(verdict.health).toBe('failing');
    expect(resources.map(({ health }: { health: string }) => health)).toEqual([
      'failing',
      'unknown',
      'failing',
    ]);
    // What could not be read is no finding.
    expect(findings.data.unchecked).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`Alarms of source lab-${DOWN}`),
      ]),
    );
    expect(
      findings.data.findings.filter(
        ({ kind: found, sourceId }: { kind: string; sourceId?: string }) =>
          found === 'alarm-missing' || sourceId === `lab-${DOWN}`,
      ),
    ).toEqual([]);

    expect(healed).toEqual(everywhere(['ok', 'ok', 'ok']));
    expect(
      healedOverview.data.pipelines[0].resources.map(
        ({ health }: { health: string }) => health,
      ),
    ).toEqual(['failing', 'failing', 'failing']);
  },
);
