import { z } from 'zod';
import type { OverviewService } from '../overview/OverviewService';
import { alignWindow } from '../telemetry/window';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import { timeRangeQuery } from './timeRange';

const scopeQuery = z.object({ pipeline: z.string().optional() });

/** `GET …/overview`: all pipelines of the entity, or the one that `pipeline` names. */
export function overviewRoutes(options: {
  overview: OverviewService;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { overview, now = Date.now } = options;
  const rangeQuery = timeRangeQuery(() => now() / 1_000);
  return ({ router, requestPipeline, answers }) => {
    router.get('/overview', async (req, res) => {
      const { pipelines, pipeline, environment, signal } =
        await requestPipeline(req, res);
      const range = parseInput(rangeQuery, req.query, 'query');
      const scope = parseInput(scopeQuery, req.query, 'query');
      const window = alignWindow(range, now() / 1_000);
      const key = ['overview', environment.name, window, scope.pipeline];
      await answers.send(req, res, { pipeline, key, signal }, shared =>
        overview.ofEntity(
          {
            pipelines: scope.pipeline ? [pipeline] : pipelines,
            environmentName: environment.name,
            range,
          },
          { signal: shared },
        ),
      );
    });
  };
}
