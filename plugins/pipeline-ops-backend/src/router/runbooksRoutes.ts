import type {
  Envelope,
  Runbook,
  RunbookChecks,
  RunbookList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import type { AlarmService } from '../alarms/AlarmService';
import type { CheckService } from '../checks/CheckService';
import { checksOf } from '../runbooks/runbookChecks';
import type { RunbookService } from '../runbooks/RunbookService';
import type { MountRoutes } from './createRouter';
import { parseInput } from './parseInput';
import type { PipelineRequest } from './requestPipeline';

const alarmQuery = z.object({ alarm: z.string().min(1).max(255).optional() });

const checksQuery = alarmQuery.extend({
  check: z.string().min(1).max(64).optional(),
});

/** `GET …/runbooks`, `GET …/runbooks/{id}?alarm=` and `GET …/runbooks/{id}/checks?alarm=&check=`. */
export function runbooksRoutes(options: {
  runbooks: RunbookService;
  alarms: AlarmService;
  checks: Pick<CheckService, 'answer'>;
}): MountRoutes {
  const { runbooks, alarms, checks } = options;

  /** An alarm that is gone or cannot be read fills nothing; the procedure is needed all the same. */
  const read = async (
    { pipeline, environment, signal }: PipelineRequest,
    id: string,
    alarmName: string | undefined,
  ): Promise<Envelope<Runbook>> => {
    const { data, sources } = alarmName
      ? await alarms.list(pipeline, environment, { signal })
      : { data: undefined, sources: [] };
    const alarm = data?.alarms.find(({ name }) => name === alarmName);
    return {
      data: runbooks.get(pipeline, environment, id, { alarm }),
      sources,
    };
  };

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
      const request = await requestPipeline(req, res);
      const { alarm } = parseInput(alarmQuery, req.query, 'query');
      res.json(await read(request, req.params.id, alarm));
    });

    router.get('/runbooks/:id/checks', async (req, res) => {
      const request = await requestPipeline(req, res);
      const { alarm, check } = parseInput(checksQuery, req.query, 'query');
      const { pipeline, environment, credentials, signal } = request;
      const { data: runbook } = await read(request, req.params.id, alarm);
      const asked = checksOf(runbook).filter(
        one => check === undefined || one.check.id === check,
      );
      if (check !== undefined && asked.length === 0) {
        throw new NotFoundError(
          `The procedure has no check ${check} now. Load the procedure again; its text or the charts may have changed.`,
        );
      }
      const { answers, sources } = await checks.answer(
        pipeline,
        environment,
        asked.map(one => one.check),
        { credentials, runLogQueries: check !== undefined, signal },
      );
      const answer: Envelope<RunbookChecks> = {
        data: {
          runbookId: runbook.id,
          answers: asked.map(({ step }, index) => ({
            step,
            answer: answers[index],
          })),
        },
        sources,
      };
      res.json(answer);
    });
  };
}
