import { NotFoundError } from '@backstage/errors';
import type {
  Run,
  RunEvent,
  RunEventRequest,
  RunList,
  RunRequest,
  RunStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { createHash } from 'node:crypto';
import type { AlarmService } from '../alarms/AlarmService';
import type { CheckService } from '../checks/CheckService';
import type { Notices } from '../notices/Notices';
import { changesIdOf } from './changesId';
import { cursorBehind, readCursor } from './listCursor';
import { projectionOf, summaryAt } from './replay/projection';
import { replay, type RunStart } from './replay/replay';
import { assertAcceptable } from './rules';
import { runNotices, type RunOccasion } from './runNotices';
import {
  type RunActOptions,
  type RunAnswer,
  type RunFilter,
  type RunService,
  StaleRunError,
} from './RunService';
import { type Procedures, startFacts } from './startFacts';
import { runStatistics } from './statistics';
import { stepEvidence } from './stepEvidence';
import type {
  Along,
  RecordedEvent,
  RecordedRun,
  RunStore,
} from './store/RunStore';
import { toEvent } from './toEvent';

const PAGE = 50;

/** Runs that statistics look back on. */
const LOOKED_BACK_ON = 500;

interface Parts {
  store: RunStore;
  runbooks: Procedures;
  alarms: Pick<AlarmService, 'list'>;
  checks: Pick<CheckService, 'answer'>;
  notices: Pick<Notices, 'sendSoon'>;
  /** What the owner is told. */
  occasions: ReadonlySet<RunOccasion>;
  now: () => Date;
}

/**
 * {@link RunService} over a store. Every change is an event; what a run is, replaying its events says. What it gets is
 * clean already.
 */
export class DefaultRunService implements RunService {
  static create(
    options: Omit<Parts, 'now'> & { now?: () => Date },
  ): DefaultRunService {
    return new DefaultRunService({ now: () => new Date(), ...options });
  }

  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    const { store } = this.#parts;
    const key = hashOf(request.idempotencyKey);
    const earlier = await store.startedWith(pipeline, key);
    if (earlier) {
      return { run: await this.get(pipeline, earlier), repeated: true };
    }
    const start = await startFacts(
      this.#parts,
      pipeline,
      environment,
      request,
      options,
    );
    const first: RecordedEvent = {
      event: {
        revision: 1,
        at: this.#parts.now().toISOString(),
        by: options.actor,
        type: 'started',
      },
      idempotencyKey: key,
    };
    const along = this.#along(pipeline, start, [first.event]);
    if ((await store.start(start, first, along)) === 'repeated') {
      const id = await store.startedWith(pipeline, key);
      return { run: await this.get(pipeline, id!), repeated: true };
    }
    this.#parts.notices.sendSoon();
    return { run: this.#shown({ start, events: [first] }), repeated: false };
  }

  async list(pipeline: ResolvedPipeline, filter: RunFilter): Promise<RunList> {
    const { runbookId, state, cursor } = filter;
    const now = this.#parts.now();
    const found = await this.#parts.store.list(pipeline, {
      runbookId,
      state,
      after: cursor === undefined ? undefined : readCursor(cursor),
      limit: PAGE + 1,
    });
    const runs = found.slice(0, PAGE).map(one => summaryAt(one, now));
    return {
      pipelineId: pipeline.pipelineId,
      runs,
      cursor:
        found.length > PAGE ? cursorBehind(runs[runs.length - 1]) : undefined,
      changesId: changesIdOf(pipeline),
    };
  }

  async statistics(pipeline: ResolvedPipeline): Promise<RunStatistics> {
    return runStatistics(
      pipeline.pipelineId,
      await this.#parts.store.newest(pipeline, LOOKED_BACK_ON),
    );
  }

  async get(pipeline: ResolvedPipeline, runId: string): Promise<Run> {
    return this.#shown(await this.#recorded(pipeline, runId));
  }

  async append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    const recorded = await this.#recorded(pipeline, runId);
    const run = this.#shown(recorded);
    const key = hashOf(request.idempotencyKey);
    if (
      recorded.events.some(({ idempotencyKey }) => idempotencyKey === key) ||
      (request.type === 'joined' && run.participants.includes(options.actor))
    ) {
      return { run, repeated: true };
    }
    if (request.revision !== run.revision) {
      throw new StaleRunError(run);
    }
    assertAcceptable(run, request);
    const event = await toEvent(run, request, {
      by: options.actor,
      at: this.#timeBehind(run),
      ask: (step, checkId) =>
        stepEvidence(this.#parts.checks, pipeline, run, step, checkId, options),
    });

    const { start } = recorded;
    const events = [...recorded.events, { event, idempotencyKey: key }];
    const outcome = await this.#parts.store.append(
      runId,
      events[events.length - 1],
      this.#along(
        pipeline,
        start,
        events.map(one => one.event),
      ),
    );
    if (outcome === 'appended') {
      this.#parts.notices.sendSoon();
      return { run: this.#shown({ start, events }), repeated: false };
    }
    const current = await this.get(pipeline, runId);
    if (outcome === 'stale') {
      throw new StaleRunError(current);
    }
    return { run: current, repeated: true };
  }

  async #recorded(
    pipeline: ResolvedPipeline,
    runId: string,
  ): Promise<RecordedRun> {
    const recorded = await this.#parts.store.read(runId);
    if (
      recorded?.start.entityRef !== pipeline.entityRef ||
      recorded.start.pipelineId !== pipeline.pipelineId
    ) {
      throw new NotFoundError(
        `Pipeline ${pipeline.pipelineId} has no run ${runId}`,
      );
    }
    return recorded;
  }

  #shown({ start, events }: RecordedRun): Run {
    return {
      ...replay(
        start,
        events.map(({ event }) => event),
        this.#parts.now(),
      ),
      editable: true,
    };
  }

  /** Clocks of replicas differ; what comes later never happened earlier. */
  #timeBehind(run: Run): string {
    const newest = run.events[run.events.length - 1];
    const now = this.#parts.now().getTime();
    return new Date(Math.max(now, Date.parse(newest.at))).toISOString();
  }

  #along(
    pipeline: ResolvedPipeline,
    start: RunStart,
    events: readonly RunEvent[],
  ): Along {
    const newest = events[events.length - 1];
    const run = replay(start, events, new Date(newest.at));
    return {
      projection: projectionOf(run),
      notices: runNotices(pipeline, run, newest, this.#parts.occasions),
    };
  }
}

function hashOf(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('hex');
}
