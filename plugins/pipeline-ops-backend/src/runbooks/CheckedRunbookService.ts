import type {
  Check,
  Runbook,
  RunbookCommand,
  RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { CheckService } from '../checks/CheckService';
import { writtenQueries } from '../logs/queries/writtenQueries';
import { fillPlaceholders } from '../telemetry/placeholders';
import type { RunbookService } from './RunbookService';

/** What a step looks back on. Seconds. */
const USUAL = 15 * 60;

/** Adds to procedures how data can answer their steps, and which commands are saved queries. */
export class CheckedRunbookService implements RunbookService {
  readonly #inner: RunbookService;
  readonly #checks: Pick<CheckService, 'bind'>;

  constructor(options: {
    inner: RunbookService;
    checks: Pick<CheckService, 'bind'>;
  }) {
    this.#inner = options.inner;
    this.#checks = options.checks;
  }

  list(...args: Parameters<RunbookService['list']>) {
    return this.#inner.list(...args);
  }

  get(...args: Parameters<RunbookService['get']>): Runbook {
    const [pipeline, environment, , options] = args;
    const runbook = this.#inner.get(...args);
    const alarmName = options?.alarm?.name ?? onlyAlarmOf(runbook, environment);
    const queryIds = queriesByText(pipeline, environment);
    const bind = (text: string): Check[] =>
      this.#checks.bind(pipeline, environment, {
        text,
        details: [],
        headings: [...runbook.headingPath, runbook.title],
        usualSeconds: USUAL,
        ...(alarmName ? { alarmName } : {}),
      });
    const toCommand = (command: RunbookCommand): RunbookCommand => {
      const queryId = queryIds.get(normalised(command.text));
      return queryId ? { ...command, queryId } : command;
    };
    const toStep = (step: RunbookStep): RunbookStep => {
      const checks = bind([step.title, step.body ?? ''].join('\n'));
      return {
        ...step,
        commands: step.commands.map(toCommand),
        steps: step.steps.map(toStep),
        ...(checks.length > 0 ? { checks } : {}),
      };
    };
    const verificationChecks = runbook.verification
      .map((text, index) => ({ index, checks: bind(text) }))
      .filter(({ checks }) => checks.length > 0);
    return {
      ...runbook,
      steps: runbook.steps.map(toStep),
      commands: runbook.commands.map(toCommand),
      ...(verificationChecks.length > 0 ? { verificationChecks } : {}),
    };
  }
}

/** The alarm that the procedure is about, where it is about one alone. */
function onlyAlarmOf(
  { alarmNames }: Runbook,
  environment: ResolvedEnvironment,
): string | undefined {
  const [only, ...others] = alarmNames;
  if (only === undefined || others.length > 0) {
    return undefined;
  }
  const { text, whole } = fillPlaceholders(only, environment);
  return whole ? text : undefined;
}

/** Saved queries by their text: a procedure that shows one can run it in place. */
function queriesByText(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Map<string, string> {
  return new Map(
    writtenQueries(pipeline, environment).map(({ id, query }) => [
      normalised(query),
      id,
    ]),
  );
}

function normalised(query: string): string {
  return query.replace(/\s+/g, ' ').trim();
}
