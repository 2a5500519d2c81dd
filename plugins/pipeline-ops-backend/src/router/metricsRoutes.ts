import { z } from 'zod';
import type { MetricService } from '../metrics/MetricService';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import { timeRangeQuery } from './timeRange';

const shapeQuery = z.object({
  maxPoints: z.coerce.number().int().min(20).max(5_000).optional(),
});

/** `GET …/metrics`. */
export function metricsRoutes(options: {
  metrics: MetricService;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { metrics, now = Date.now } = options;
  const rangeQuery = timeRangeQuery(() => now() / 1_000);
  return ({ router, requestPipeline }) => {
    router.get('/metrics', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const range = parseInput(rangeQuery, req.query, 'query');
      const { maxPoints } = parseInput(shapeQuery, req.query, 'query');
      res.json(
        await metrics.charts(
          { pipeline, environment, range, maxPoints },
          { signal },
        ),
      );
    });
  };
}
