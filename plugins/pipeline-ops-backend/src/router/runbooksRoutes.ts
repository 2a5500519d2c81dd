import type {
  Envelope,
  Runbook,
  RunbookList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { AlarmService } from '../alarms/AlarmService';
import type { RunbookService } from '../runbooks/RunbookService';
import type { MountRoutes } from './createRouter';

/** `GET …/runbooks` and `GET …/runbooks/{id}`. */
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
      const { pipeline, environment } = await requestPipeline(req, res);
      const answer: Envelope<Runbook> = {
        data: runbooks.get(pipeline, environment, req.params.id),
        sources: [],
      };
      res.json(answer);
    });
  };
}
