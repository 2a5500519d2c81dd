import {
  type Envelope,
  type Run,
  type RunConflict,
  type RunEventRequest,
  type RunList,
  type RunStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { environmentOf } from '../pipelines/PipelineService';
import { runFileName } from '../runs/export/fileName';
import { runToMarkdown } from '../runs/export/runToMarkdown';
import { RUN_LIMITS } from '../runs/limits';
import { type RunService, StaleRunError } from '../runs/RunService';
import type { CallingUsers } from '../users/CallingUsers';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';

const id = z.string().min(1).max(128);
const note = z.string().max(RUN_LIMITS.note);
const idempotencyKey = z.string().min(8).max(128);

const runPath = z.object({ id: z.uuid() });

const listQuery = z.object({
  runbook: id.optional(),
  state: z.enum(['running', 'ended']).optional(),
  cursor: z.string().max(256).optional(),
});

const startBody = z.strictObject({
  runbookId: id,
  env: z.string().min(1).max(128).optional(),
  alarm: z.string().min(1).max(255).optional(),
  variables: z
    .record(id, z.string().max(RUN_LIMITS.value))
    .refine(given => Object.keys(given).length <= RUN_LIMITS.variables, {
      error: `at most ${RUN_LIMITS.variables} values`,
    })
    .optional(),
  idempotencyKey,
});

const said = {
  idempotencyKey,
  revision: z.number().int().min(0).max(RUN_LIMITS.events),
};

const eventBody = z.discriminatedUnion('type', [
  z.strictObject({ ...said, type: z.literal('joined') }),
  z.strictObject({
    ...said,
    type: z.literal('step-done'),
    step: id,
    note: note.optional(),
    checkId: id.optional(),
  }),
  z.strictObject({ ...said, type: z.literal('step-skipped'), step: id, note }),
  z.strictObject({ ...said, type: z.literal('step-failed'), step: id, note }),
  z.strictObject({
    ...said,
    type: z.literal('step-reopened'),
    step: id,
    note: note.optional(),
  }),
  z.strictObject({
    ...said,
    type: z.literal('checked'),
    step: id,
    checkId: id,
  }),
  z.strictObject({
    ...said,
    type: z.literal('note'),
    step: id.optional(),
    note,
  }),
  z.strictObject({
    ...said,
    type: z.literal('output'),
    step: id.optional(),
    output: z.string().max(RUN_LIMITS.output),
    commandId: id.optional(),
  }),
  z.strictObject({
    ...said,
    type: z.literal('variable'),
    name: id,
    value: z.string().max(RUN_LIMITS.value),
  }),
  z.strictObject({
    ...said,
    type: z.literal('end'),
    outcome: z.enum(['resolved', 'mitigated', 'escalated', 'abandoned']),
    note: note.optional(),
    level: z.number().int().min(0).max(100).optional(),
  }),
  z.strictObject({
    ...said,
    type: z.literal('reopened'),
    note: note.optional(),
  }),
]);

const enveloped = <T>(data: T): Envelope<T> => ({ data, sources: [] });

/** Runs of the pipeline's procedures: what happened in them, and what happens now. */
export function runsRoutes(options: {
  runs: RunService;
  users: CallingUsers;
}): MountRoutes {
  const { runs, users } = options;
  return ({ router, requestPipeline }) => {
    router.post('/runs', async (req, res) => {
      const asked = await requestPipeline(req, res);
      const { pipeline, credentials, signal } = asked;
      const { env, ...body } = parseInput(startBody, req.body, 'body');
      const environment = env
        ? environmentOf(pipeline, env)
        : asked.environment;
      const actor = await users.refOf(credentials);
      const { run, repeated } = await runs.start(pipeline, environment, body, {
        credentials,
        actor,
        signal,
      });
      res.status(repeated ? 200 : 201).json(enveloped<Run>(run));
    });

    router.get('/runs', async (req, res) => {
      const { pipeline, credentials } = await requestPipeline(req, res);
      const query = parseInput(listQuery, req.query, 'query');
      const { runbook: runbookId, state, cursor } = query;
      res.json(
        enveloped<RunList>(
          await runs.list(
            pipeline,
            { runbookId, state, cursor },
            { credentials },
          ),
        ),
      );
    });

    router.get('/runs/statistics', async (req, res) => {
      const { pipeline, credentials } = await requestPipeline(req, res);
      res.json(
        enveloped<RunStatistics>(
          await runs.statistics(pipeline, { credentials }),
        ),
      );
    });

    const requestedRun = async (req: Request, res: Response): Promise<Run> => {
      const { pipeline, credentials } = await requestPipeline(req, res);
      const path = parseInput(runPath, req.params, 'path');
      return runs.get(pipeline, path.id, { credentials });
    };

    router.get('/runs/:id', async (req, res) => {
      const run = await requestedRun(req, res);
      const etag = etagOf(run);
      res.set({ 'Cache-Control': 'private, no-cache', ETag: etag });
      res.append('Access-Control-Expose-Headers', 'ETag');
      // A browser marks what a page asks with a condition of its own as not to be cached, for which `fresh` is false.
      if (req.fresh || req.get('If-None-Match') === etag) {
        res.status(304).end();
        return;
      }
      res.json(enveloped<Run>(run));
    });

    router.post('/runs/:id/events', async (req, res) => {
      const { pipeline, credentials, signal } = await requestPipeline(req, res);
      const path = parseInput(runPath, req.params, 'path');
      const body: RunEventRequest = parseInput(eventBody, req.body, 'body');
      const actor = await users.refOf(credentials);
      try {
        const { run } = await runs.append(pipeline, path.id, body, {
          credentials,
          actor,
          signal,
        });
        res.status(201).json(enveloped<Run>(run));
      } catch (error) {
        if (!(error instanceof StaleRunError)) throw error;
        // Backstage's error answer has no room for the current state, which the contract promises.
        const conflict: RunConflict = {
          error: { name: error.name, message: error.message },
          ...enveloped<Run>(error.current),
        };
        res.status(409).json(conflict);
      }
    });

    router.get('/runs/:id/export.md', async (req, res) => {
      const run = await requestedRun(req, res);
      res.attachment(runFileName(run, 'md'));
      res.type('text/markdown; charset=utf-8').send(runToMarkdown(run));
    });

    router.get('/runs/:id/export.json', async (req, res) => {
      const run = await requestedRun(req, res);
      const { editable: _editable, ...kept } = run;
      res.attachment(runFileName(run, 'json'));
      res
        .type('application/json; charset=utf-8')
        .send(`${JSON.stringify(kept, undefined, 2)}\n`);
    });
  };
}

/** The time that goes on is left out: readers count it themselves. */
function etagOf({ id: runId, revision, editable }: Run): string {
  return `W/"${runId}.${revision}.${editable ? 'editable' : 'locked'}"`;
}
