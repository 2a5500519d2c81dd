import type { HttpAuthService } from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { PipelineService } from '../pipelines/PipelineService';
import { createRequestPipeline, type RequestPipeline } from './requestPipeline';
import { SharedAnswers } from './SharedAnswers';

/** What a file of routes gets to work with. */
export interface RouteContext {
  /** Routes below `/v1/entities/:kind/:namespace/:name`; rejected promises become errors. */
  router: Router;
  requestPipeline: RequestPipeline;
  /** For answers about a pipeline that many read. */
  answers: SharedAnswers;
}

/** Adds the routes of one resource; made by a function that takes the resource's service. */
export type MountRoutes = (context: RouteContext) => void;

/** Room for a long note or the evidence of a check, and little more. */
const BODY_LIMIT = '256kb';

/**
 * The plugin's HTTP API. Authentication, rate limits and the mapping of errors to answers are already done by
 * `coreServices.httpRouter`.
 */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  pipelines: PipelineService;
  routes: MountRoutes[];
  answers?: SharedAnswers;
}): Router {
  const entityRouter = PromiseRouter({ mergeParams: true });
  const requestPipeline = createRequestPipeline(options);
  const { answers = SharedAnswers.create() } = options;
  for (const mount of options.routes) {
    mount({ router: entityRouter, requestPipeline, answers });
  }

  const router = PromiseRouter();
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use('/v1/entities/:kind/:namespace/:name', entityRouter);
  return router;
}
