import { z } from 'zod';
import type { DashboardService } from '../dashboards/DashboardService';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import { timeRangeQuery } from './timeRange';

const VARIABLE = 'var.';

const dashboardParams = z.object({ dashboard: z.string().min(1).max(512) });

const dashboardQuery = z.object({
  source: z.string().min(1).max(128).optional(),
});

/** `var.<id>=value`; what a variable offers is the dashboard's matter. */
const variablesQuery = z
  .record(z.string(), z.unknown())
  .transform(query =>
    Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) =>
        name.startsWith(VARIABLE) ? [[name.slice(VARIABLE.length), value]] : [],
      ),
    ),
  )
  .pipe(z.record(z.string().min(1).max(64), z.string().max(256)))
  .refine(variables => Object.keys(variables).length <= 25, {
    message: 'at most 25 variables',
  });

/** `GET …/dashboards` and `GET …/dashboards/{id}`. */
export function dashboardsRoutes(options: {
  dashboards: DashboardService;
  /** Unix milliseconds. */
  now?: () => number;
}): MountRoutes {
  const { dashboards, now = Date.now } = options;
  const rangeQuery = timeRangeQuery(() => now() / 1_000);
  return ({ router, requestPipeline }) => {
    router.get('/dashboards', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      res.json(await dashboards.list({ pipeline, environment }, { signal }));
    });

    router.get('/dashboards/:dashboard', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const { dashboard } = parseInput(dashboardParams, req.params, 'path');
      const { source } = parseInput(dashboardQuery, req.query, 'query');
      const variables = parseInput(variablesQuery, req.query, 'query');
      const { range, from, to } = req.query;
      const isAsked = [range, from, to].some(value => value !== undefined);
      res.json(
        await dashboards.get(
          {
            pipeline,
            environment,
            dashboardId: dashboard,
            sourceId: source,
            variables,
            ...(isAsked
              ? { range: parseInput(rangeQuery, req.query, 'query') }
              : {}),
          },
          { signal },
        ),
      );
    });
  };
}
