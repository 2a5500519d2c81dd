import type {
  Check,
  CheckAnswer,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { isError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AlarmService } from '../alarms/AlarmService';
import type { FindingService } from '../findings/FindingService';
import { statesBySource } from '../telemetry/sourceStates';
import { ChartAnswers, type Answered } from './answering/ChartAnswers';
import { judgeAlarms } from './answering/judgeAlarms';
import { judgeFindings } from './answering/judgeFindings';
import type { LogQueryAnswers } from './answering/LogQueryAnswers';
import { toAnswer, unknown } from './answering/verdict';
import { bindChecks } from './binding/bindChecks';
import type { CheckService, CheckSubject } from './CheckService';

type AnswerOptions = Parameters<CheckService['answer']>[3];

/** Milliseconds after which a check that has no answer is left unknown. */
const DEADLINE = 30_000;

interface Options {
  telemetry: Pick<TelemetrySource, 'metricData'>;
  alarms: Pick<AlarmService, 'list'>;
  findings: FindingService;
  logQueries: LogQueryAnswers;
  logger: LoggerService;
  /** Unix milliseconds. */
  now?: () => number;
}

/** {@link CheckService} over what the pages read anyway, so that an answer and the page beside it say the same. */
export class DefaultCheckService implements CheckService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): DefaultCheckService {
    return new DefaultCheckService(options);
  }

  bind(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    subject: CheckSubject,
  ): Check[] {
    return bindChecks(subject, pipeline, environment);
  }

  async answer(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    checks: Check[],
    options: AnswerOptions,
  ): Promise<{ answers: CheckAnswer[]; sources: SourceState[] }> {
    const now = (this.options.now ?? Date.now)();
    const deadline = AbortSignal.timeout(DEADLINE);
    const signal = options.signal
      ? AbortSignal.any([options.signal, deadline])
      : deadline;
    const ask = this.#asking(
      pipeline,
      environment,
      { ...options, signal },
      now,
    );
    const answered = await Promise.all(
      checks.map(check =>
        ask(check).catch((error): Answered => {
          options.signal?.throwIfAborted();
          return this.#unanswered(error, check, now, deadline.aborted);
        }),
      ),
    );
    return {
      answers: answered.map(({ verdict }, index) =>
        toAnswer(checks[index], verdict, now),
      ),
      sources: statesBySource(answered.flatMap(({ states }) => states)),
    };
  }

  /** Asks everything that several checks need once. */
  #asking(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    { credentials, runLogQueries, signal }: AnswerOptions,
    now: number,
  ): (check: Check) => Promise<Answered> {
    const { telemetry, alarms, findings, logQueries } = this.options;
    const charts = ChartAnswers.create({ telemetry, environment, now, signal });
    const listed = once(() => alarms.list(pipeline, environment, { signal }));
    const found = once(() =>
      findings.list({ pipeline, environment, credentials }, { signal }),
    );
    return async ({ condition }) => {
      switch (condition.type) {
        case 'alarms': {
          const list = await listed();
          return {
            verdict: judgeAlarms(condition, list, now),
            states: list.sources,
          };
        }
        case 'findings': {
          const list = await found();
          return {
            verdict: judgeFindings(condition, list, now),
            states: list.sources,
          };
        }
        case 'log-query':
          return logQueries.answer(
            {
              pipeline,
              environment,
              condition,
              credentials,
              run: runLogQueries,
            },
            signal,
          );
        default:
          return charts.answer(condition);
      }
    };
  }

  #unanswered(
    error: unknown,
    { condition }: Check,
    now: number,
    isLate: boolean,
  ): Answered {
    if (!isLate) {
      this.options.logger.warn(
        `A check of type ${condition.type} could not be answered: ${isError(error) ? error.message : String(error)}`,
      );
    }
    return {
      verdict: unknown(
        isLate
          ? `There was no answer within ${DEADLINE / 1_000} seconds`
          : 'The data could not be read; the log of the backend says why',
        { from: now / 1_000, to: now / 1_000 },
      ),
      states: [],
    };
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
