import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  logsQueryPermission,
  logsReadPermission,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import type { QueryService } from '../logs/queries/QueryService';
import { LONGEST_QUERY } from '../logs/queries/queryRules';
import { LONGEST_QUERY_ID } from '../logs/queryIds';
import { assertAllowed, isAllowed } from './assertAllowed';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import type { PipelineRequest } from './requestPipeline';
import { timeRangeQuery } from './timeRange';

const runBody = z.union(
  [
    z.strictObject({ queryId: z.string().min(1).max(LONGEST_QUERY_ID) }),
    z.strictObject({
      query: z.string().min(1).max(LONGEST_QUERY),
      logGroups: z.array(z.string().min(1).max(512)).min(1).max(20),
    }),
  ],
  { error: 'give either queryId, or query and logGroups (1 to 20)' },
);

const runParams = z.object({ run: z.uuid() });

/** `GET …/logs/queries`, `POST …/logs/query-runs`, `GET` and `DELETE …/logs/query-runs/{id}`. */
export function logQueriesRoutes(options: {
  queries: QueryService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { queries, permissions, userInfo, now = Date.now } = options;
  const rangeQuery = timeRangeQuery(() => now() / 1_000, {
    defaultSeconds: 3_600,
  });
  const assertMayRead = (request: PipelineRequest) =>
    assertAllowed(permissions, logsReadPermission, request);

  return ({ router, requestPipeline }) => {
    router.get('/logs/queries', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { pipeline, environment, signal } = request;
      const freeText =
        queries.freeText &&
        (await isAllowed(permissions, logsQueryPermission, request));
      res.json(
        await queries.list({ pipeline, environment }, { freeText, signal }),
      );
    });

    router.post('/logs/query-runs', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { pipeline, environment, credentials, signal } = request;
      const body = parseInput(runBody, req.body, 'body');
      const range = parseInput(rangeQuery, req.query, 'query');
      if ('query' in body) {
        await assertAllowed(permissions, logsQueryPermission, request);
      }
      const { userEntityRef } = await userInfo.getUserInfo(credentials);
      const answer = await queries.start(
        {
          pipeline,
          environment,
          range,
          user: userEntityRef,
          query:
            'query' in body
              ? { text: body.query, logGroups: body.logGroups }
              : { id: body.queryId },
        },
        { signal },
      );
      res.status(201).json(answer);
    });

    router.get('/logs/query-runs/:run', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { run } = parseInput(runParams, req.params, 'path');
      res.json(await queries.run(request, run));
    });

    router.delete('/logs/query-runs/:run', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { run } = parseInput(runParams, req.params, 'path');
      res.json(await queries.stop(request, run));
    });
  };
}
