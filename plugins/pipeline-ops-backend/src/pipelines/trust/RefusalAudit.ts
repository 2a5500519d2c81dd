import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';

/** Remembered so that a refusal is audited once, not with every view. */
const MAX_REMEMBERED = 5_000;

/** Writes what the trust rules refused to the audit log, whenever it changes for a pipeline. */
export class RefusalAudit {
  readonly #told = new Map<string, string>();

  private constructor(
    private readonly auditor: AuditorService,
    private readonly logger: LoggerService,
  ) {}

  static create(options: {
    auditor: AuditorService;
    logger: LoggerService;
  }): RefusalAudit {
    return new RefusalAudit(options.auditor, options.logger);
  }

  /**
   * @param rivals - Entities of other owners that claim the same pipeline
   */
  async record(pipeline: ResolvedPipeline, rivals: string[]): Promise<void> {
    const { entityRef, pipelineId, owner } = pipeline;
    const refusals = pipeline.environments.flatMap(({ refusals: list }) =>
      list.map(({ reference, rule, environment = '' }) => ({
        reference,
        rule,
        environment,
      })),
    );
    const key = `${entityRef}\n${pipelineId}`;
    const content = JSON.stringify([refusals, rivals]);
    const isNew = this.#told.get(key) !== content;
    this.#remember(key, content);
    if (!isNew || (refusals.length === 0 && rivals.length === 0)) {
      return;
    }
    try {
      const event = await this.auditor.createEvent({
        eventId: 'reference-refuse',
        severityLevel: 'medium',
        meta: { entityRef, pipelineId, owner: owner ?? '', refusals, rivals },
      });
      await event.success();
    } catch (error) {
      this.logger.warn(
        `Refused references of ${entityRef} could not be audited: ${toError(error).message}`,
      );
    }
  }

  #remember(key: string, content: string) {
    this.#told.delete(key);
    this.#told.set(key, content);
    const [oldest] = this.#told.keys();
    if (this.#told.size > MAX_REMEMBERED) {
      this.#told.delete(oldest);
    }
  }
}
