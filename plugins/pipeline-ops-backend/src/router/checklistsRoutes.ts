import type { UserInfoService } from '@backstage/backend-plugin-api';
import type {
  Checklist,
  ChecklistHistory,
  ChecklistList,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import {
  type ChecklistService,
  StaleRevisionError,
} from '../checklists/ChecklistService';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';

const atQuery = z.object({
  at: z.iso
    .datetime({ offset: true })
    .transform(text => new Date(text))
    .optional(),
});

const completionBody = z
  .object({
    itemId: z.string().min(1).max(64),
    state: z.enum(['done', 'not-done', 'not-applicable', 'undone']),
    note: z.string().max(10_000).optional(),
    evidence: z.string().max(10_000).optional(),
    idempotencyKey: z.string().min(8).max(128),
    revision: z.number().int().min(0),
  })
  .strict();

const enveloped = <T>(data: T): Envelope<T> => ({ data, sources: [] });

/** Lists of the pipeline, answers to their items, and what was answered before. */
export function checklistsRoutes(options: {
  checklists: ChecklistService;
  userInfo: UserInfoService;
}): MountRoutes {
  const { checklists, userInfo } = options;
  return ({ router, requestPipeline }) => {
    router.get('/checklists', async (req, res) => {
      const { pipeline, credentials } = await requestPipeline(req, res);
      const { at } = parseInput(atQuery, req.query, 'query');
      res.json(
        enveloped<ChecklistList>(
          await checklists.list(pipeline, { credentials, at }),
        ),
      );
    });

    router.get('/checklists/:id/periods/:key', async (req, res) => {
      const { pipeline, credentials } = await requestPipeline(req, res);
      res.json(
        enveloped<Checklist>(
          await checklists.get(pipeline, req.params.id, req.params.key, {
            credentials,
          }),
        ),
      );
    });

    router.post(
      '/checklists/:id/periods/:key/completions',
      async (req, res) => {
        const { pipeline, credentials } = await requestPipeline(req, res);
        const body = parseInput(completionBody, req.body, 'body');
        const { userEntityRef } = await userInfo.getUserInfo(credentials);
        try {
          const checklist = await checklists.complete(
            pipeline,
            req.params.id,
            req.params.key,
            body,
            { credentials, actor: userEntityRef },
          );
          res.status(201).json(enveloped<Checklist>(checklist));
        } catch (error) {
          if (!(error instanceof StaleRevisionError)) throw error;
          // Backstage's error answer has no room for the current state, which the contract promises.
          res.status(409).json({
            error: { name: error.name, message: error.message },
            ...enveloped<Checklist>(error.current),
          });
        }
      },
    );

    router.get('/checklists/:id/history', async (req, res) => {
      const { pipeline, credentials } = await requestPipeline(req, res);
      res.json(
        enveloped<ChecklistHistory>(
          await checklists.history(pipeline, req.params.id, { credentials }),
        ),
      );
    });
  };
}
