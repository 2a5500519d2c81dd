import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { CompletionRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Knex } from 'knex';
import { createMask } from '../../logs/mask';
import type { ChecklistPlace } from '../ChecklistService';
import { DefaultChecklistService } from '../DefaultChecklistService';
import { DatabaseChecklistStore } from '../storage/DatabaseChecklistStore';
import { DatabaseListVersions } from '../storage/DatabaseListVersions';
import { DatabasePauseStore } from '../storage/DatabasePauseStore';
import { nightlyPipeline } from '../__fixtures__/nightlyPipeline';
import { ScriptedChecks } from './ScriptedChecks';

const credentials = mockCredentials.user();

export const by = (actor: string) => ({ credentials, actor });
export const ADA = by('user:default/ada');
export const BOB = by('user:default/bob');

let keys = 0;

/** An answer to an item, with a key of its own. */
export const answer = (
  itemId: string,
  revision: number,
  more: Partial<CompletionRequest> = {},
): CompletionRequest => ({
  itemId,
  revision,
  state: 'done',
  idempotencyKey: `client-key-${keys++}`,
  ...more,
});

export const daily = (
  periodKey = 'D:2026-11-21',
  pipeline: ResolvedPipeline = nightlyPipeline(),
): ChecklistPlace => ({ pipeline, checklistId: 'daily-1', periodKey });

/** Checklists over a database, under a clock and data of the test's own. */
export class ChecklistStage {
  static async create(
    knex: Knex,
    now = '2026-11-21T08:12:00Z',
  ): Promise<ChecklistStage> {
    const stage = new ChecklistStage(knex);
    stage.setNow(now);
    stage.service = await stage.start();
    return stage;
  }

  readonly checks = new ScriptedChecks();
  /** Ids of lists in the order in which their changes were announced. */
  readonly announced: string[] = [];
  service!: DefaultChecklistService;
  readonly #knex: Knex;
  #clock = new Date(0);

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The clock that all services of the stage go by. */
  readonly now = () => this.#clock;

  setNow(at: string) {
    this.#clock = new Date(at);
  }

  /** Another service over the same database: a replica, or the same one after a restart. */
  async start(): Promise<DefaultChecklistService> {
    const database = mockServices.database({ knex: this.#knex });
    return DefaultChecklistService.create({
      store: await DatabaseChecklistStore.create({ database }),
      versions: await DatabaseListVersions.create({ database }),
      pauses: await DatabasePauseStore.create({ database }),
      checks: this.checks,
      people: {
        assertMember: async user => {
          if (user !== BOB.actor) throw new InputError(`${user} is no member`);
        },
      },
      changes: { announce: (_what, id) => this.announced.push(id) },
      mask: createMask(),
      now: this.now,
    });
  }
}
