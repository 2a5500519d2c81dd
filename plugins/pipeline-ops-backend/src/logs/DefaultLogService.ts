import { NotFoundError } from '@backstage/errors';
import type {
  Envelope,
  LogEvents,
  LogGroup,
  LogGroupFilters,
  LogGroupList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  CloudLogEvent,
  CloudLogGroup,
  ResolvedEnvironment,
  ResolvedPipeline,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { logGroupUrl } from '../pipelines/console';
import { matchesAnySelector } from '../pipelines/trust/names';
import { isWhole, statesBySource } from '../telemetry/sourceStates';
import { cleanText } from './cleanText';
import { readCursor, writeCursor } from './cursor';
import { destinationInWords } from './destinations';
import { type DocumentedGroup, documentedGroups } from './documentedGroups';
import { assertUncontested, existingGroups } from './existingGroups';
import { followOn, isNew, readFollowed, writeFollowed } from './follow';
import { levelOf } from './level';
import type {
  LogEventsRequest,
  LogGroupRequest,
  LogService,
} from './LogService';
import type { Mask } from './mask';
import { newestEvents } from './newestEvents';

/** A reader who was away for longer starts anew. Milliseconds. */
const LONGEST_FOLLOW = 24 * 3_600_000;

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
    const answers = (
      await existingGroups(this.telemetry, environment, options)
    ).map(({ source, state, allowed, groups }) => ({
      source,
      state,
      groups: groups.map(group => toLogGroup(group, source, documented)),
      named: [
        ...documented,
        ...allowed.flatMap(selector =>
          selector.type === 'exact' ? [{ name: selector.name }] : [],
        ),
      ].filter(({ name }) => matchesAnySelector(name, allowed)),
    }));
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
    const { logGroup, range, cursor } = request;
    const source = sourceOf(request);
    const before = request.after ? readFollowed(request.after) : undefined;
    // Whole steps of ten seconds, so that everybody who looks now asks for the same.
    const to = Math.ceil(range.to / 10) * 10_000;
    const found = await newestEvents(
      this.telemetry,
      {
        source,
        logGroup,
        from: before
          ? Math.max(wholeStep(before.since), to - LONGEST_FOLLOW)
          : range.from * 1_000,
        to,
        pattern: request.pattern || undefined,
        limit: request.limit,
        cursor: cursor ? readCursor(cursor) : undefined,
      },
      options,
    );
    const followed = followOn(found.events, {
      before,
      whole: found.next === undefined,
      now: range.to * 1_000,
    });
    return {
      data: {
        logGroup,
        events: found.events
          .filter(event => !before || isNew(before, event))
          .map(event => this.#toEvent(event)),
        ...(found.next ? { cursor: writeCursor(found.next) } : {}),
        // An older page does not know the newest events.
        ...(cursor ? {} : { newest: writeFollowed(followed) }),
        complete: found.next === undefined,
      },
      sources: statesBySource(found.states),
    };
  }

  async filters(
    request: LogGroupRequest,
    options?: CallOptions,
  ): Promise<Envelope<LogGroupFilters>> {
    const { logGroup } = request;
    const source = sourceOf(request);
    const [metricFilters, subscriptions] = await Promise.all([
      this.telemetry.listMetricFilters({ source, logGroup }, options),
      this.telemetry.listSubscriptionFilters({ source, logGroup }, options),
    ]);
    return {
      data: {
        logGroup,
        metricFilters: metricFilters.data,
        subscriptions: subscriptions.data.map(
          ({ name, pattern, destinationArn }) => ({
            name,
            pattern,
            destination: destinationInWords(destinationArn),
          }),
        ),
      },
      sources: statesBySource([metricFilters.state, subscriptions.state]),
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

/**
 * Where the group is.
 *
 * @throws NotFoundError when the selection does not allow the group
 */
function sourceOf(request: LogGroupRequest): SourceRef {
  const { pipeline, environment, logGroup, sourceId } = request;
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
  return selection.source;
}

function toLogGroup(
  group: CloudLogGroup,
  source: SourceRef,
  documented: readonly DocumentedGroup[],
): LogGroup {
  const { name } = group;
  return {
    name,
    retentionDays: group.retentionDays,
    documentedRetentionDays: documented.find(each => each.name === name)
      ?.retentionDays,
    storedBytes: group.storedBytes,
    logGroupClass: group.logGroupClass,
    metricFilterCount: group.metricFilterCount,
    sourceId: source.id,
    region: source.region,
    exists: true,
    consoleUrl: logGroupUrl(source, name),
  };
}

function wholeStep(milliseconds: number): number {
  return Math.floor(milliseconds / 10_000) * 10_000;
}
