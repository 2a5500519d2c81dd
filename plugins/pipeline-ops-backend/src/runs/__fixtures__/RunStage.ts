import type {
  AuditorService,
  BackstageCredentials,
  DatabaseService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Alarm,
  CheckAnswer,
  RunEventRequest,
  RunRequest,
  Runbook,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { randomUUID } from 'node:crypto';
import { createMask } from '../../logs/mask';
import type { Notice } from '../../notices/Notices';
import { ordersPipeline } from '../../telemetry/__fixtures__/ordersPipeline';
import { createRunService } from '../createRunService';
import type { RunService } from '../RunService';
import { iteratorAge } from './iteratorAge';

export const START = Date.parse('2026-11-21T02:55:00Z');

const OK: SourceState = {
  id: 'lab',
  account: '111122223333',
  region: 'eu-central-1',
  status: 'ok',
  asOf: new Date(START).toISOString(),
};

/** In ALARM for three minutes when the run starts. */
export const AGE_ALARM = {
  name: 'orders-prod-age',
  state: 'ALARM',
  since: '2026-11-21T02:52:00.000Z',
  condition: 'IteratorAge Maximum > 120 s',
  stateReason: 'Threshold Crossed: 412 > 120',
  severity: 'medium',
  region: 'eu-central-1',
  sourceId: 'lab',
} as Alarm;

/** The distributive form: of a union, each of its parts without the keys. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What is asked of a run, without what every request carries. */
export type Said = Without<RunEventRequest, 'idempotencyKey' | 'revision'>;

/** Runs over a real database, with a clock, alarms and checks that a test sets. */
export class RunStage {
  clock = START;
  procedure: Runbook = iteratorAge();
  escalation = [
    { level: 1, title: 'This page', details: [] },
    { level: 2, title: 'Team lead', details: [] },
    { level: 3, title: 'AWS support', details: [] },
  ];
  alarms: Alarm[] = [AGE_ALARM];
  source: SourceState = OK;
  verdict: CheckAnswer['verdict'] = 'holds';
  denied = false;
  readonly pipeline: ResolvedPipeline = ordersPipeline();
  readonly notices: Notice[] = [];
  readonly announced: string[] = [];
  readonly audited: Record<string, unknown>[] = [];
  service!: RunService;

  private constructor() {}

  static async create(database: DatabaseService): Promise<RunStage> {
    const stage = new RunStage();
    stage.service = await stage.open(database);
    return stage;
  }

  /** Another replica over the same database. */
  open(database: DatabaseService): Promise<RunService> {
    return createRunService({
      database,
      mask: createMask([/acct-\d{6}/]),
      alarms: {
        list: async () =>
          ({
            data: { alarms: this.alarms, documented: [] },
            sources: [this.source],
          }) as never,
      },
      auditor: this.#auditor(),
      changes: {
        announce: (what, id) => this.announced.push(`${what} ${id}`),
      },
      checks: {
        answer: async (_pipeline, _environment, checks) => ({
          answers: checks.map(check => ({
            check,
            verdict: this.verdict,
            summary: 'newest 118 at 02:58',
            value: 118,
            from: '2026-11-21T02:43:00.000Z',
            to: '2026-11-21T02:58:00.000Z',
            asOf: '2026-11-21T02:58:00.000Z',
          })),
          sources: [],
        }),
      },
      notices: {
        keep: async notice => {
          this.notices.push(notice);
        },
        sendSoon: () => {},
      },
      occasions: ['start', 'escalated', 'end'],
      permissions: {
        authorize: async () => [
          {
            result: this.denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
          },
        ],
      } as unknown as PermissionsService,
      runbooks: {
        list: () => ({ runbooks: [], escalation: this.escalation }),
        get: (_pipeline, _environment, id) => {
          if (id === this.procedure.id) return this.procedure;
          throw new NotFoundError(`Pipeline orders has no runbook ${id}.`);
        },
      },
      now: () => new Date(this.clock),
    });
  }

  /** Seconds pass. */
  pass(seconds: number): void {
    this.clock += seconds * 1_000;
  }

  async start(more: Partial<RunRequest> = {}, actor = 'user:default/ada') {
    return this.service.start(
      this.pipeline,
      this.pipeline.environments[0],
      { runbookId: this.procedure.id, idempotencyKey: randomUUID(), ...more },
      { credentials: {} as BackstageCredentials, actor },
    );
  }

  /** At the revision that the run has, unless the test has another. */
  async say(
    runId: string,
    said: Said,
    options: { actor?: string; revision?: number; key?: string } = {},
  ) {
    const { actor = 'user:default/ada', key = randomUUID() } = options;
    const revision = options.revision ?? (await this.run(runId)).revision;
    return this.service.append(
      this.pipeline,
      runId,
      { ...said, idempotencyKey: key, revision } as RunEventRequest,
      { credentials: {} as BackstageCredentials, actor },
    );
  }

  run(runId: string) {
    return this.service.get(this.pipeline, runId, {
      credentials: {} as BackstageCredentials,
    });
  }

  #auditor(): AuditorService {
    return {
      createEvent: async ({ eventId, meta }) => ({
        success: async more => {
          this.audited.push({ eventId, ...meta, ...more?.meta, ok: true });
        },
        fail: async ({ error, meta: more }) => {
          this.audited.push({
            eventId,
            ...meta,
            ...more,
            error: String(error),
          });
        },
      }),
    };
  }
}
