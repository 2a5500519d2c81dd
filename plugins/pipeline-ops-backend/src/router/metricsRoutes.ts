import { z } from 'zod';
import type { MetricService } from '../metrics/MetricService';
import { alignWindow } from '../telemetry/window';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import { timeRangeQuery } from './timeRange';

/** Points of a series when the reader does not say how many it can show: a chart is rarely wider. */
const USUAL_POINTS = 360;

const shapeQuery = z.object({
  maxPoints: z.coerce.number().int().min(20).max(5_000).default(USUAL_POINTS),
});

/** `GET …/metrics`. */
export function metricsRoutes(options: {
  metrics: MetricService;
  /** At a first look, give the charts before everything that alarms say about them is known. */
  promptly?: boolean;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { metrics, promptly, now = Date.now } = options;
  const rangeQuery = timeRangeQuery(() => now() / 1_000);
  return ({ router, requestPipeline, answers }) => {
    router.get('/metrics', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const range = parseInput(rangeQuery, req.query, 'query');
      const { maxPoints } = parseInput(shapeQuery, req.query, 'query');
      const window = alignWindow(range, now() / 1_000);
      const key = ['metrics', environment.name, window, maxPoints];
      await answers.send(req, res, { pipeline, key, signal }, shared =>
        metrics.charts(
          { pipeline, environment, range, maxPoints, promptly },
          { signal: shared },
        ),
      );
    });
  };
}
