import type { PermissionsService } from '@backstage/backend-plugin-api';
import { logsReadPermission } from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import type { LogService } from '../logs/LogService';
import { assertAllowed } from './assertAllowed';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import type { PipelineRequest } from './requestPipeline';
import { timeRangeQuery } from './timeRange';

/** A search through more would take longer than anybody waits. Seconds. */
const LONGEST_SEARCH = 14 * 86_400;

/** Source: FilterLogEvents in the CloudWatch Logs API reference. */
const LONGEST_PATTERN = 1_024;

const groupQuery = z.object({
  group: z.string().min(1).max(512),
  source: z.string().min(1).max(128).optional(),
});

const eventsQuery = groupQuery.extend({
  pattern: z
    .string()
    .max(LONGEST_PATTERN)
    .refine(text => !/\p{Cc}/u.test(text), {
      message: 'the pattern holds control characters',
    })
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().min(1).max(512).optional(),
  after: z.string().min(1).max(1_024).optional(),
});

/** `GET …/logs/groups`, `GET …/logs/groups/filters` and `GET …/logs/events`. */
export function logsRoutes(options: {
  logs: LogService;
  permissions: PermissionsService;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { logs, permissions, now = Date.now } = options;
  const rangeQuery = timeRangeQuery(() => now() / 1_000, {
    defaultSeconds: 3_600,
    longestSeconds: LONGEST_SEARCH,
  });

  const assertMayRead = (request: PipelineRequest) =>
    assertAllowed(permissions, logsReadPermission, request);

  return ({ router, requestPipeline }) => {
    router.get('/logs/groups', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { pipeline, environment, signal } = request;
      res.json(await logs.groups(pipeline, environment, { signal }));
    });

    router.get('/logs/groups/filters', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { pipeline, environment, signal } = request;
      const { group, source } = parseInput(groupQuery, req.query, 'query');
      res.json(
        await logs.filters(
          { pipeline, environment, logGroup: group, sourceId: source },
          { signal },
        ),
      );
    });

    router.get('/logs/events', async (req, res) => {
      const request = await requestPipeline(req, res);
      await assertMayRead(request);
      const { pipeline, environment, signal } = request;
      const query = parseInput(eventsQuery, req.query, 'query');
      const range = parseInput(rangeQuery, req.query, 'query');
      res.json(
        await logs.events(
          {
            pipeline,
            environment,
            logGroup: query.group,
            sourceId: query.source,
            range,
            pattern: query.pattern,
            limit: query.limit,
            cursor: query.cursor,
            after: query.after,
          },
          { signal },
        ),
      );
    });
  };
}
