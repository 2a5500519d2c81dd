import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  environmentOf,
  pipelineOf,
  type PipelineService,
} from '../pipelines/PipelineService';
import { parseInput } from './parseInput';

/** What every entity route starts from: who asks, and what may be read. */
export interface PipelineRequest {
  entityRef: string;
  credentials: BackstageCredentials;
  /** All pipelines of the entity. */
  pipelines: ResolvedPipeline[];
  /** The one that `?pipeline=` names, else the first. */
  pipeline: ResolvedPipeline;
  /** The one that `?env=` names, else the first of `pipeline`. */
  environment: ResolvedEnvironment;
  /** Aborted when the caller leaves before the answer is complete. */
  signal: AbortSignal;
}

/** Reads entity, environment and pipeline from the request and resolves them for the caller. */
export type RequestPipeline = (
  req: Request,
  res: Response,
) => Promise<PipelineRequest>;

const namePart = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'not the name of an entity');

const entityParams = z.object({
  kind: namePart,
  namespace: namePart,
  name: namePart,
});

const scopeQuery = z.object({
  env: z.string().min(1).max(128).optional(),
  pipeline: z.string().min(1).max(128).optional(),
});

export function createRequestPipeline(options: {
  httpAuth: HttpAuthService;
  pipelines: PipelineService;
}): RequestPipeline {
  return async (req, res) => {
    const entityRef = stringifyEntityRef(
      parseInput(entityParams, req.params, 'path'),
    );
    const scope = parseInput(scopeQuery, req.query, 'query');
    const signal = signalOf(res);
    const credentials = await options.httpAuth.credentials(req);
    const pipelines = await options.pipelines.resolve({
      entityRef,
      credentials,
    });
    const pipeline = pipelineOf(pipelines, scope.pipeline);
    const environment = environmentOf(pipeline, scope.env);
    return { entityRef, credentials, pipelines, pipeline, environment, signal };
  };
}

function signalOf(res: Response): AbortSignal {
  const controller = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) {
      controller.abort(new Error('The caller left before the answer was sent'));
    }
  });
  return controller.signal;
}
