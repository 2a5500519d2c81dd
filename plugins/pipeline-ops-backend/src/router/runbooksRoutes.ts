import type {
  Envelope,
  Runbook,
  RunbookList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import type { AlarmService } from '../alarms/AlarmService';
import type { RunbookService } from '../runbooks/RunbookService';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';

const alarmQuery = z.object({ alarm: z.string().min(1).max(255).optional() });

/** `GET …/runbooks` and `GET …/runbooks/{id}?alarm=`. */
export function runbooksRoutes(options: {
  runbooks: RunbookService;
  alarms: AlarmService;
}): MountRoutes {
  const { runbooks, alarms } = options;
  return ({ router, requestPipeline }) => {
    router.get('/runbooks', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const { data, sources } = await alarms.list(pipeline, environment, {
        signal,
      });
      const unanswered = data.alarms
        .filter(alarm => alarm.runbooks.length === 0)
        .map(alarm => alarm.name);
      const answer: Envelope<RunbookList> = {
        data: {
          pipelineId: pipeline.pipelineId,
          environment: environment.name,
          ...runbooks.list(pipeline, environment),
          coverage: {
            alarms: data.alarms.length,
            answered: data.alarms.length - unanswered.length,
            unanswered,
          },
        },
        sources,
      };
      res.json(answer);
    });

    router.get('/runbooks/:id', async (req, res) => {
      const { pipeline, environment, signal } = await requestPipeline(req, res);
      const { alarm: name } = parseInput(alarmQuery, req.query, 'query');
      // An alarm that is gone or cannot be read fills nothing; the procedure is needed all the same.
      const { data, sources } = name
        ? await alarms.list(pipeline, environment, { signal })
        : { data: undefined, sources: [] };
      const alarm = data?.alarms.find(candidate => candidate.name === name);
      const answer: Envelope<Runbook> = {
        data: runbooks.get(pipeline, environment, req.params.id, { alarm }),
        sources,
      };
      res.json(answer);
    });
  };
}
