import type {
  Checklist,
  ChecklistAnswers,
  ChecklistHistory,
  ChecklistList,
  Envelope,
  Pause,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline as streamPipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  type ChecklistActorOptions,
  type ChecklistPlace,
  type ChecklistService,
  StaleRevisionError,
} from '../checklists/ChecklistService';
import { MACHINE_KEY } from '../checklists/ItemAnswers';
import type { CallingUsers } from '../users/CallingUsers';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';

/** Letters, digits and hyphens only: it stands in a header. */
const fileName = (...parts: string[]) =>
  ['checklist', ...parts].join('-').replace(/[^A-Za-z0-9-]+/g, '-');

const instant = z.iso.datetime({ offset: true });

const atQuery = z.object({
  at: instant.transform(text => new Date(text)).optional(),
});

const rangeQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

const writing = {
  idempotencyKey: z
    .string()
    .min(8)
    .max(128)
    .refine(key => !key.startsWith(MACHINE_KEY), {
      error: `a key that does not begin with ${MACHINE_KEY}`,
    }),
  revision: z.number().int().min(0).max(1_000_000),
};

const itemId = z.string().min(1).max(64);

const answersQuery = z.object({ item: itemId.optional() });

const completionBody = z.strictObject({
  itemId,
  state: z.enum(['done', 'not-done', 'not-applicable', 'undone']),
  note: z.string().max(10_000).optional(),
  evidence: z.string().max(10_000).optional(),
  withAnswer: z.boolean().optional(),
  ...writing,
});

const assignmentBody = z.strictObject({
  itemId: itemId.optional(),
  assignee: z.string().min(1).max(255).optional(),
  ...writing,
});

const snoozeBody = z.strictObject({ until: instant });

const pauseBody = z.strictObject({
  from: instant.optional(),
  until: instant,
  reason: z.string().min(1).max(1_000),
});

const enveloped = <T>(data: T): Envelope<T> => ({ data, sources: [] });

/** Lists of the pipeline, what happens to their periods, and what became of them. */
export function checklistsRoutes(options: {
  checklists: ChecklistService;
  users: CallingUsers;
}): MountRoutes {
  const { checklists, users } = options;
  return ({ router, requestPipeline }) => {
    const asked = async (req: Request, res: Response) => {
      const { pipeline, credentials, signal } = await requestPipeline(req, res);
      const place: ChecklistPlace = {
        pipeline,
        checklistId: req.params.id,
        periodKey: req.params.key,
      };
      return { pipeline, place, call: { credentials, signal } };
    };

    /** What somebody writes about a period: 201 with the list, or 409 with the list as it is. */
    const written = <S extends z.ZodType>(
      schema: S,
      write: (
        place: ChecklistPlace,
        body: z.output<S>,
        by: ChecklistActorOptions,
      ) => Promise<Checklist>,
    ) => {
      return async (req: Request, res: Response) => {
        const { place, call } = await asked(req, res);
        const body = parseInput(schema, req.body, 'body');
        const actor = await users.refOf(call.credentials);
        try {
          const checklist = await write(place, body, { ...call, actor });
          res.status(201).json(enveloped<Checklist>(checklist));
        } catch (error) {
          if (!(error instanceof StaleRevisionError)) throw error;
          // Backstage's error answer has no room for the current state, which the contract promises.
          res.status(409).json({
            error: { name: error.name, message: error.message },
            ...enveloped<Checklist>(error.current),
          });
        }
      };
    };

    router.get('/checklists', async (req, res) => {
      const { pipeline, call } = await asked(req, res);
      const { at } = parseInput(atQuery, req.query, 'query');
      res.json(
        enveloped<ChecklistList>(
          await checklists.list(pipeline, { ...call, at }),
        ),
      );
    });

    router.post('/checklists/pauses', async (req, res) => {
      const { pipeline, call } = await asked(req, res);
      const body = parseInput(pauseBody, req.body, 'body');
      const actor = await users.refOf(call.credentials);
      res
        .status(201)
        .json(
          enveloped<Pause>(
            await checklists.pause(pipeline, body, { ...call, actor }),
          ),
        );
    });

    router.delete('/checklists/pauses/:pauseId', async (req, res) => {
      const { pipeline, call } = await asked(req, res);
      const actor = await users.refOf(call.credentials);
      const { pauseId } = req.params;
      res.json(
        enveloped<Pause>(
          await checklists.endPause(pipeline, pauseId, { ...call, actor }),
        ),
      );
    });

    router.get('/checklists/:id/periods/:key', async (req, res) => {
      const { place, call } = await asked(req, res);
      res.json(enveloped<Checklist>(await checklists.get(place, call)));
    });

    router.post(
      '/checklists/:id/periods/:key/completions',
      written(completionBody, (...args) => checklists.complete(...args)),
    );
    router.post(
      '/checklists/:id/periods/:key/assignments',
      written(assignmentBody, (...args) => checklists.assign(...args)),
    );
    router.post(
      '/checklists/:id/periods/:key/snooze',
      written(snoozeBody, (...args) => checklists.snooze(...args)),
    );

    router.get('/checklists/:id/periods/:key/answers', async (req, res) => {
      const { place, call } = await asked(req, res);
      const { item } = parseInput(answersQuery, req.query, 'query');
      const { data, sources } = await checklists.answers(place, {
        ...call,
        itemId: item,
      });
      const answer: Envelope<ChecklistAnswers> = { data, sources };
      res.json(answer);
    });

    router.get('/checklists/:id/history', async (req, res) => {
      const { pipeline, call } = await asked(req, res);
      const range = parseInput(rangeQuery, req.query, 'query');
      res.json(
        enveloped<ChecklistHistory>(
          await checklists.history(pipeline, req.params.id, range, call),
        ),
      );
    });

    router.get('/checklists/:id/export.csv', async (req, res) => {
      const { pipeline, call } = await asked(req, res);
      const range = parseInput(rangeQuery, req.query, 'query');
      const pieces = await checklists.csv(pipeline, req.params.id, range, call);
      res.set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${fileName(pipeline.pipelineId, req.params.id)}.csv"`,
        'X-Content-Type-Options': 'nosniff',
      });
      await streamPipeline(Readable.from(pieces), res);
    });
  };
}
