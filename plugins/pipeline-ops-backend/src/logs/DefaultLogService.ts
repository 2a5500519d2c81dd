import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Envelope,
  LogEvents,
  LogGroup,
  LogGroupList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  CloudLogEvent,
  ResolvedEnvironment,
  ResolvedPipeline,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { logGroupUrl } from '../pipelines/console';
import { matchesAnySelector } from '../pipelines/trust/names';
import { prefixesOf } from '../telemetry/selection';
import {
  isWhole,
  mergeStates,
  statesBySource,
} from '../telemetry/sourceStates';
import { cleanText } from './cleanText';
import { readCursor, writeCursor } from './cursor';
import { documentedGroups } from './documentedGroups';
import { levelOf } from './level';
import type { LogEventsRequest, LogService } from './LogService';
import type { Mask } from './mask';
import { newestEvents } from './newestEvents';

/** {@link LogService} over a {@link TelemetrySource}. */
export class DefaultLogService implements LogService {
  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly mask: Mask,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    mask: Mask;
  }): DefaultLogService {
    return new DefaultLogService(options.telemetry, options.mask);
  }

  async groups(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<Envelope<LogGroupList>> {
    assertUncontested(pipeline);
    const documented = documentedGroups(pipeline, environment);
    const answers = await Promise.all(
      environment.selections
        .filter(({ logGroups }) => logGroups.length > 0)
        .map(async ({ source, logGroups }) => {
          const parts = await Promise.all(
            prefixesOf(logGroups).map(prefix =>
              this.telemetry.listLogGroups({ source, prefix }, options),
            ),
          );
          const state = mergeStates(parts.map(part => part.state));
          const found = new Map(
            parts
              .flatMap(({ data }) => data)
              .filter(({ name }) => matchesAnySelector(name, logGroups))
              .map(group => [group.name, group]),
          );
          const groups = [...found.values()].map((group): LogGroup => ({
            name: group.name,
            retentionDays: group.retentionDays,
            documentedRetentionDays: documented.find(
              ({ name }) => name === group.name,
            )?.retentionDays,
            storedBytes: group.storedBytes,
            sourceId: source.id,
            region: source.region,
            exists: true,
            consoleUrl: logGroupUrl(source, group.name),
          }));
          const named = [
            ...documented,
            ...logGroups.flatMap(selector =>
              selector.type === 'exact' ? [{ name: selector.name }] : [],
            ),
          ].filter(({ name }) => matchesAnySelector(name, logGroups));
          return { source, state, groups, named };
        }),
    );
    const existing = answers.flatMap(({ groups }) => groups);
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        groups: [
          ...existing.sort((a, b) => (a.name < b.name ? -1 : 1)),
          ...missingGroups(answers, existing),
        ],
      },
      sources: statesBySource(answers.map(({ state }) => state)),
    };
  }

  async events(
    request: LogEventsRequest,
    options?: CallOptions,
  ): Promise<Envelope<LogEvents>> {
    const { pipeline, environment, logGroup, sourceId, range } = request;
    assertUncontested(pipeline);
    const selection = environment.selections.find(
      ({ source, logGroups }) =>
        (sourceId === undefined || source.id === sourceId) &&
        matchesAnySelector(logGroup, logGroups),
    );
    if (!selection) {
      throw new NotFoundError(
        `Pipeline ${pipeline.pipelineId} has no log group ${logGroup} in ${environment.name}.`,
      );
    }
    const found = await newestEvents(
      this.telemetry,
      {
        source: selection.source,
        logGroup,
        from: range.from * 1_000,
        // Whole steps of ten seconds, so that everybody who looks now asks for the same.
        to: Math.ceil(range.to / 10) * 10_000,
        pattern: request.pattern || undefined,
        limit: request.limit,
        cursor: request.cursor ? readCursor(request.cursor) : undefined,
      },
      options,
    );
    return {
      data: {
        logGroup,
        events: found.events.map(event => this.#toEvent(event)),
        cursor: found.next ? writeCursor(found.next) : undefined,
        complete: found.next === undefined,
      },
      sources: statesBySource(found.states),
    };
  }

  #toEvent(event: CloudLogEvent): LogEvents['events'][number] {
    // Cleaned first: an invisible character inside a secret must not hide it from the mask.
    const message = this.mask(cleanText(event.message));
    return {
      id: event.id,
      timestamp: event.timestamp,
      stream: cleanText(event.stream),
      message,
      level: levelOf(message),
    };
  }
}

function missingGroups(
  answers: {
    source: SourceRef;
    state: Parameters<typeof isWhole>[0];
    named: { name: string; retentionDays?: number }[];
  }[],
  existing: LogGroup[],
): LogGroup[] {
  const missing = new Map<string, LogGroup>();
  for (const { source, state, named } of answers) {
    // Of what could not be read, nobody can say that it is missing.
    if (!isWhole(state)) {
      continue;
    }
    for (const { name, retentionDays } of named) {
      if (!existing.some(group => group.name === name) && !missing.has(name)) {
        missing.set(name, {
          name,
          documentedRetentionDays: retentionDays,
          sourceId: source.id,
          region: source.region,
          exists: false,
        });
      }
    }
  }
  return [...missing.values()];
}

function assertUncontested(pipeline: ResolvedPipeline): void {
  if (pipeline.contested) {
    throw new NotAllowedError(
      `Another entity with another owner claims the pipeline id ${pipeline.pipelineId}, too. Its logs are withheld until only one of them names it in its annotation.`,
    );
  }
}
