import { z } from 'zod';
import type { AlarmService } from '../alarms/AlarmService';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import { timeRangeQuery } from './timeRange';

/** CloudWatch keeps alarm history for about a month. Seconds. */
const HISTORY_KEPT = 30 * 86_400;

const alarmParams = z.object({ alarm: z.string().min(1).max(255) });

const sourceQuery = z.object({
  source: z.string().min(1).max(128).optional(),
});

/** `GET …/alarms`, `GET …/alarms/{name}` and `GET …/alarms/{name}/history`. */
export function alarmsRoutes(options: {
  alarms: AlarmService;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { alarms, now = Date.now } = options;
  const historyQuery = timeRangeQuery(() => now() / 1_000, {
    defaultSeconds: 14 * 86_400,
    longestSeconds: HISTORY_KEPT,
  });
  const rangeQuery = timeRangeQuery(() => now() / 1_000);
  return ({ router, requestPipeline, answers }) => {
    router.get('/alarms', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const key = ['alarms', environment.name];
      await answers.send(req, res, { pipeline, key, signal }, shared =>
        alarms.list(pipeline, environment, { signal: shared }),
      );
    });

    router.get('/alarms/:alarm', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const { alarm } = parseInput(alarmParams, req.params, 'path');
      const range = parseInput(rangeQuery, req.query, 'query');
      const { source } = parseInput(sourceQuery, req.query, 'query');
      res.json(
        await alarms.detail(
          { pipeline, environment, alarmName: alarm, sourceId: source, range },
          { signal },
        ),
      );
    });

    router.get('/alarms/:alarm/history', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const { alarm } = parseInput(alarmParams, req.params, 'path');
      const range = parseInput(historyQuery, req.query, 'query');
      const { source } = parseInput(sourceQuery, req.query, 'query');
      res.json(
        await alarms.history(
          { pipeline, environment, alarmName: alarm, sourceId: source, range },
          { signal },
        ),
      );
    });
  };
}
