import type { Entity } from '@backstage/catalog-model';
import type {
  ChartThreshold,
  Checklist,
  DocumentPosition,
  Runbook,
  RunbookSummary,
  SavedQuery,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { metric } from '../pipelines/__testUtils__/FakeCloud';
import { startPortal } from '../pipelines/__testUtils__/portal';
import { FileHost } from './__fixtures__/FileHost';

jest.setTimeout(60_000);

const inRoot = (...path: string[]) =>
  resolve(__dirname, '../../../..', ...path);
const textOf = (...path: string[]) => readFileSync(inRoot(...path), 'utf8');

const DOCUMENT = 'docs/operations.md';

/** Everything that a guide says too. Resources and names stay, where they follow no convention. */
function withoutKnowledge(definition: string): string {
  const { queries, runbooks, ...rest } = parse(definition);
  for (const custom of rest.resources?.custom ?? []) {
    for (const each of custom.metrics) {
      delete each.thresholds;
    }
  }
  return stringify(rest);
}

const hosts: FileHost[] = [];
afterAll(() => hosts.forEach(host => host.close()));

/** An example in a portal that reads it over HTTP, as the demo's configuration lets its owner see it. */
async function startExample(
  name: string,
  options: { definition?: boolean } = {},
) {
  const { definition = true } = options;
  const host = await FileHost.start({
    [`/${DOCUMENT}`]: textOf('examples', name, DOCUMENT),
    ...(definition && {
      '/pipeline-ops.yaml': withoutKnowledge(
        textOf('examples', name, 'pipeline-ops.yaml'),
      ),
    }),
  });
  hosts.push(host);
  const entity: Entity = parse(textOf('examples', name, 'catalog-info.yaml'));
  entity.metadata.namespace = 'default';
  entity.metadata.annotations = {
    ...entity.metadata.annotations,
    'backstage.io/managed-by-location': `url:http://${host.address}/catalog-info.yaml`,
  };
  // Backstage reads `$${` as a literal `${`.
  const { pipelineOps } = parse(
    textOf('app-config.yaml').replaceAll('$${', '${'),
  );
  const { cloud, get } = await startPortal({
    entities: [entity],
    host: host.address,
    pipelineOps: { ...pipelineOps, cache: { pipelines: 1, files: 1 } },
  });
  const folder = 'packages/aws-sandbox/scenarios';
  cloud.metrics = readdirSync(inRoot(folder)).flatMap(file =>
    parse(textOf(folder, file)).metrics.map(
      (each: {
        namespace: string;
        name: string;
        dimensions?: Record<string, string>;
      }) => metric(each.namespace, each.name, each.dimensions),
    ),
  );
  const read = async (route: string) => {
    const { status, body } = await get(`component/default/${name}/${route}`);
    if (status !== 200) {
      throw new Error(`${route}: ${status} ${body.error?.message}`);
    }
    return body.data;
  };
  return {
    host,
    cloud,
    read,
    thresholds: async (): Promise<ChartThreshold[]> =>
      (await read('metrics?range=PT1H')).sections
        .flatMap((section: { charts: object[] }) => section.charts)
        .flatMap((chart: { thresholds: ChartThreshold[] }) => chart.thresholds)
        .filter(({ origin }: ChartThreshold) => origin === 'document'),
  };
}

/** Asks again and again until it is so: copies are shown while a new one is fetched. */
async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
): Promise<T> {
  for (const deadline = Date.now() + 25_000; ;) {
    const answer = await ask();
    if (isSo(answer) || Date.now() > deadline) {
      return answer;
    }
    await new Promise(done => {
      setTimeout(done, 500);
    });
  }
}

const isInGuide = (position: DocumentPosition | undefined) =>
  position?.path === DOCUMENT && position.startLine > 0;

describe('an example gets what its guide says from its guide alone', () => {
  it.each([
    // The annotation is all there is: five rows about functions and five about the cluster, whose names follow conventions.
    ['aurora-restore', { definition: false }, 10, 4],
    ['demand-pipeline', {}, 12, 2],
    // Of seven rows, one gives its metric no threshold.
    ['glue-etl', {}, 6, 2],
    ['music-streaming', {}, 8, 1],
    ['sensor-data', {}, 5, 8],
  ])(
    '%s: thresholds, queries, procedures and checklists',
    async (name, options, drawnLines, queryCount) => {
      const { read, thresholds } = await startExample(name, options);

      const drawn = await thresholds();
      const lines = new Set(drawn.map(({ position }) => position?.startLine));
      expect(lines.size).toBe(drawnLines);
      expect(drawn.every(each => isInGuide(each.position))).toBe(true);

      const { queries } = (await read('logs/queries')) as {
        queries: SavedQuery[];
      };
      expect(queries).toHaveLength(queryCount);
      expect(
        queries.every(
          ({ origin, position }) =>
            origin === 'document' && isInGuide(position),
        ),
      ).toBe(true);

      const { runbooks } = (await read('runbooks')) as {
        runbooks: RunbookSummary[];
      };
      expect(runbooks.length).toBeGreaterThanOrEqual(5);

      const { checklists } = (await read('checklists')) as {
        checklists: Checklist[];
      };
      expect(checklists.length).toBeGreaterThanOrEqual(3);
      expect(checklists.every(({ items }) => items.length > 0)).toBe(true);

      const { documents } = await read('documents');
      expect(documents).toMatchObject([{ version: { state: 'current' } }]);
    },
  );
});

describe('an edit of the guide', () => {
  it('reaches the page after a refresh: a removed row is gone from charts, and an item from its list', async () => {
    const { host, read, thresholds } = await startExample('glue-etl');
    const before = await thresholds();
    const [gone] = before;
    const line = host.files.get(`/${DOCUMENT}`)!.split('\n')[
      gone.position!.startLine - 1
    ];
    expect(line).toMatch(/^\|.*\|$/);
    host.edit(`/${DOCUMENT}`, `${line}\n`, '');
    const after = await until(thresholds, now => now.length < before.length);
    expect(after.map(each => each.text)).toEqual(
      before.slice(1).map(each => each.text),
    );

    const itemsOf = async () =>
      ((await read('checklists')).checklists as Checklist[]).flatMap(list =>
        list.items.map(({ text }) => text),
      );
    const items = await itemsOf();
    host.edit(`/${DOCUMENT}`, `- [ ] ${items[0]}\n`, '');
    expect(await until(itemsOf, now => now.length < items.length)).toEqual(
      items.slice(1),
    );
    expect(host.answered[304]).toBeGreaterThan(0);
  });

  it('that breaks it leaves every tab as it was, and says so until it is repaired', async () => {
    const { host, read } = await startExample('glue-etl');
    const guide = host.files.get(`/${DOCUMENT}`)!;
    const count = async () => (await read('runbooks')).runbooks.length;
    const before = await count();
    const version = async () => (await read('documents')).documents[0].version;
    expect(await version()).toEqual({ state: 'current' });

    host.files.set(`/${DOCUMENT}`, `# Too large\n${'x'.repeat(262_144)}`);
    expect(
      await until(version, ({ state }) => state !== 'current'),
    ).toMatchObject({
      state: 'last-good',
      reason: expect.stringContaining('larger than 262144 bytes'),
    });
    expect(await count()).toBe(before);
    const [pipeline] = (await read('overview')).pipelines;
    expect(pipeline.problems).toMatchObject([
      { code: 'document-too-large', file: DOCUMENT },
    ]);

    host.files.set(`/${DOCUMENT}`, guide);
    expect(await until(version, ({ state }) => state === 'current')).toEqual({
      state: 'current',
    });
  });
});

describe('what a guide says goes where it belongs', () => {
  it('a dashboard into Dashboards, with its line, deployed or not', async () => {
    const { read } = await startExample('demand-pipeline');
    const { dashboards } = await read('dashboards');
    const [documented] = dashboards.filter(
      (each: { position?: DocumentPosition }) => isInGuide(each.position),
    );
    expect(documented).toBeDefined();
    const drawn = await read(
      `dashboards/${encodeURIComponent(documented.id)}?range=PT1H`,
    );
    expect(drawn.widgets).toHaveLength(2);
  });

  it('a query into Logs, with the log group of the environment', async () => {
    const { read, cloud } = await startExample('demand-pipeline');
    const name = '/aws/lambda/deliveryWorker-dev1';
    cloud.logGroups = [{ name, arn: 'arn:x' }];
    const { queries } = await read('logs/queries?env=dev1');
    expect(queries).toMatchObject([
      { title: 'Conversion time', origin: 'document', logGroups: [name] },
      { title: 'Warnings and errors by message', logGroups: [name] },
    ]);
  });

  it('an alarm that nobody deployed into Findings, with its line', async () => {
    const { read, host } = await startExample('glue-etl');
    const { findings } = await read('findings');
    const missing = findings.find(
      (each: { kind: string; subject: string }) =>
        each.kind === 'alarm-missing' &&
        each.subject === 'ProcessingLatencyAlarm',
    );
    expect(isInGuide(missing?.position)).toBe(true);
    const lines = host.files.get(`/${DOCUMENT}`)!.split('\n');
    const { startLine, endLine } = missing.position;
    expect(lines.slice(startLine - 1, endLine).join('\n')).toContain(
      'ProcessingLatencyAlarm',
    );
  });

  it('a placeholder into a value of the environment, in every command that has it', async () => {
    const { read } = await startExample('demand-pipeline');
    const { documents } = await read('documents');
    expect(documents[0].placeholders).toContain('env');
    const { runbooks } = await read('runbooks?env=dev1');
    const all: Runbook[] = await Promise.all(
      runbooks.map(({ id }: RunbookSummary) =>
        read(`runbooks/${encodeURIComponent(id)}?env=dev1`),
      ),
    );
    const values = all
      .flatMap(({ commands, steps }) => [
        ...commands,
        ...steps.flatMap(step => step.commands),
      ])
      .flatMap(({ placeholders }) => placeholders)
      .filter(({ name }) => name === 'env')
      .map(({ value }) => value);
    expect(new Set(values)).toEqual(new Set(['dev1']));
  });
});
