import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { telemetrySourceExtensionPoint } from '@pipeline-ops/plugin-pipeline-ops-node';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import request from 'supertest';
import { SECRETS } from './logs/__fixtures__/secrets';
import { FakeCloud } from './pipelines/__testUtils__/FakeCloud';
import {
  component,
  MemoryReader,
  ORDERS_SOURCE,
  REPOSITORY,
} from './pipelines/__testUtils__/portal';
import { pipelineOpsPlugin } from './plugin';

jest.setTimeout(180_000);

/** Of secrets that stand together in one text: values take 2,000 characters. */
const TOGETHER = 8;

/** Stands beside every secret: where this is found, a secret would be. */
const BESIDE = 'beside4711';

const GUIDE = `# Orders

## Runbooks

### Runbook: Slow load

1. Look at the load

   \`\`\`bash
   aws lambda get-event-source-mapping --uuid {mapping-id}
   \`\`\`

2. Tell somebody

## Daily checks

- [ ] Look at the load
`;

/** Keeps every word that is logged, with its fields, at every level. */
class CapturingLogger implements RootLoggerService {
  constructor(
    readonly lines: string[],
    private readonly fields: object = {},
  ) {}

  readonly #log = (level: string) => (message: string, meta?: unknown) => {
    this.lines.push(inspect([level, message, meta, this.fields], { depth: 9 }));
  };
  readonly error = this.#log('error');
  readonly warn = this.#log('warn');
  readonly info = this.#log('info');
  readonly debug = this.#log('debug');

  child(fields: object) {
    return new CapturingLogger(this.lines, { ...this.fields, ...fields });
  }
}

/** The plugin in a backend with a database of files; everything that leaves it is kept. */
async function startBackend(directory: string) {
  const reader = new MemoryReader({
    [`${REPOSITORY}docs/operations.md`]: GUIDE,
  });
  const logged: string[] = [];
  const signals: object[] = [];
  const notifications: object[] = [];
  const started = await startTestBackend({
    features: [
      pipelineOpsPlugin,
      createBackendModule({
        pluginId: 'pipeline-ops',
        moduleId: 'cloud-in-memory',
        register(env) {
          env.registerInit({
            deps: { telemetry: telemetrySourceExtensionPoint },
            async init({ telemetry }) {
              telemetry.setTelemetrySource(new FakeCloud());
            },
          });
        },
      }),
      auditorServiceFactory,
      databaseServiceFactory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => new CapturingLogger(logged),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async sent => {
            notifications.push(sent);
          },
        }),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async sent => {
            signals.push(sent);
          },
        }),
      }),
      catalogServiceMock.factory({
        entities: [
          component('orders', {
            annotations: { 'pipeline-ops/pipeline-id': 'orders' },
          }),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          pipelineOps: { sources: { main: ORDERS_SOURCE } },
          backend: {
            baseUrl: 'http://localhost',
            database: {
              client: 'better-sqlite3',
              connection: { directory },
            },
          },
        },
      }),
      mockServices.urlReader.mock({
        readUrl: (...args) => reader.readUrl(...args),
      }).factory,
    ],
  });
  const { server } = started;
  const base = '/api/pipeline-ops/v1/entities/component/default/orders';
  const header = mockCredentials.user.header('user:default/ada');
  let keys = 0;
  return {
    stop: () => started.stop(),
    kept: { logged, signals, notifications },
    get: async (route: string) => {
      const { body, text } = await request(server)
        .get(`${base}/${route}`)
        .set('Authorization', header)
        .expect(200);
      return { data: body.data, text };
    },
    post: async (route: string, body: object) => {
      keys += 1;
      const answer = await request(server)
        .post(`${base}/${route}`)
        .set('Authorization', header)
        .send({ idempotencyKey: `client-key-${keys}`, ...body });
      return { status: answer.status, text: answer.text, ...answer.body };
    },
  };
}

type Backend = Awaited<ReturnType<typeof startBackend>>;

/** Writes a text into everything of a run that takes one; gives the run's id. */
async function writeIntoRun(backend: Backend, text: string): Promise<string> {
  const { data } = await backend.get('runbooks');
  const [{ id: runbookId }] = data.runbooks;
  const started = await backend.post('runs', {
    runbookId,
    variables: { 'mapping-id': text },
  });
  expect(started.status).toBe(201);
  const { id, procedure } = started.data;
  const [first, second] = procedure.steps.map((one: { id: string }) => one.id);
  const everything = [
    { type: 'step-failed', step: first, note: text },
    { type: 'step-reopened', step: first, note: text },
    { type: 'step-skipped', step: first, note: text },
    { type: 'step-done', step: second, note: text },
    { type: 'note', note: text },
    { type: 'output', step: first, output: `$ env\n${text}\n$ exit` },
    { type: 'variable', name: 'mapping-id', value: text },
    { type: 'end', outcome: 'escalated', note: text },
    { type: 'reopened', note: text },
    { type: 'end', outcome: 'resolved', note: text },
  ];
  for (const [index, event] of everything.entries()) {
    const revision = index + 1;
    const said = await backend.post(`runs/${id}/events`, {
      ...event,
      revision,
    });
    expect({ event, status: said.status }).toEqual({ event, status: 201 });
  }
  // What is refused is told, and may be logged, as well.
  const refused = await backend.post(`runs/${id}/events`, {
    type: 'step-done',
    step: text.slice(0, 128),
    revision: everything.length + 1,
  });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  return id;
}

/** Writes a text into everything of a checklist that takes one. */
async function writeIntoChecklist(
  backend: Backend,
  text: string,
): Promise<string> {
  const { data } = await backend.get('checklists');
  const [{ id, period, items }] = data.checklists;
  const { revision } = period;
  const said = await backend.post(
    `checklists/${id}/periods/${period.key}/completions`,
    { itemId: items[0].id, state: 'not-done', note: text, revision },
  );
  expect(said.status).toBe(201);
  const done = await backend.post(
    `checklists/${id}/periods/${period.key}/completions`,
    {
      itemId: items[0].id,
      state: 'done',
      note: text,
      evidence: text,
      revision: revision + 1,
    },
  );
  expect(done.status).toBe(201);
  const paused = await backend.post('checklists/pauses', {
    until: new Date(Date.now() + 3_600_000).toISOString(),
    reason: text,
    idempotencyKey: undefined,
  });
  expect(paused.status).toBe(201);
  return [said.text, done.text, paused.text].join('\n');
}

it('stores, logs, audits, announces and exports no secret that people paste', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
  const backend = await startBackend(directory);
  const exported: string[] = [];
  const answered: string[] = [];
  const all = Object.values(SECRETS);
  const runs = Math.ceil(all.length / TOGETHER);
  for (let run = 0; run < runs; run++) {
    const some = all.slice(run * TOGETHER, (run + 1) * TOGETHER);
    const written = [BESIDE, ...some.map(({ text }) => text)].join('\n\n');
    const id = await writeIntoRun(backend, written);
    for (const format of ['md', 'json']) {
      exported.push((await backend.get(`runs/${id}/export.${format}`)).text);
    }
    answered.push((await backend.get(`runs/${id}`)).text);
    answered.push(await writeIntoChecklist(backend, written));
  }
  answered.push((await backend.get('runs')).text);
  const { data } = await backend.get('checklists');
  exported.push(
    (await backend.get(`checklists/${data.checklists[0].id}/export.csv`)).text,
  );
  // Notices leave by the way of an outbox, changes a moment later.
  await new Promise(resolve => setTimeout(resolve, 1_000));
  await backend.stop();

  const { logged, signals, notifications } = backend.kept;
  const files = fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => fs.readFileSync(path.join(entry.parentPath, entry.name)));
  fs.rmSync(directory, { recursive: true });
  const places: Record<string, Buffer> = {
    database: Buffer.concat(files),
    log: Buffer.from(logged.join('\n')),
    notifications: Buffer.from(JSON.stringify(notifications)),
    signals: Buffer.from(JSON.stringify(signals)),
    exports: Buffer.from(exported.join('\n')),
    answers: Buffer.from(answered.join('\n')),
  };
  // It was written, and told: what is not found below could have been.
  for (const place of ['database', 'exports', 'answers']) {
    expect({ place, holds: places[place].includes(BESIDE) }).toEqual({
      place,
      holds: true,
    });
  }
  expect(logged.filter(line => line.includes('run-start'))).toHaveLength(
    // Before it was tried, and after.
    2 * runs,
  );
  expect(notifications.length).toBeGreaterThanOrEqual(3 * runs);
  expect(signals.length).toBeGreaterThan(runs);

  const found = Object.entries(places).flatMap(([place, bytes]) =>
    Object.entries(SECRETS)
      .filter(([, { secret }]) => bytes.includes(secret))
      .map(([kind]) => `${kind} in ${place}`),
  );
  expect(found).toEqual([]);
});
