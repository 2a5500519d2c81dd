import type {
  SourceState,
  SourceStatus,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  SourceAnswer,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/**
 * From least to most worth telling: what a person has to act on wins over what heals by itself, and that old data is
 * shown wins over all, since its message gives the reason, too.
 */
const ORDER: readonly SourceStatus[] = [
  'ok',
  'partial',
  'unavailable',
  'throttled',
  'denied',
  'stale',
];

/** State of a source at a moment. `now` in Unix milliseconds. */
export function sourceState(
  source: SourceRef,
  now: number,
  status: SourceStatus = 'ok',
  detail: {
    message?: string;
    missingAction?: string;
    /** Unix milliseconds. */
    retryAt?: number;
  } = {},
): SourceState {
  return {
    id: source.id,
    account: source.accountId,
    region: source.region,
    status,
    asOf: new Date(now).toISOString(),
    ...(detail.message ? { message: detail.message } : {}),
    ...(detail.missingAction ? { missingAction: detail.missingAction } : {}),
    ...(detail.retryAt
      ? { retryAt: new Date(detail.retryAt).toISOString() }
      : {}),
  };
}

/** One state for several reads of one source: the one most worth telling, as old as the oldest. */
export function mergeStates(states: readonly SourceState[]): SourceState {
  const [first, ...rest] = states;
  return rest.reduce((a, b) => {
    const worse = ORDER.indexOf(b.status) > ORDER.indexOf(a.status) ? b : a;
    const missingAction =
      worse.missingAction ?? a.missingAction ?? b.missingAction;
    return {
      ...worse,
      asOf: a.asOf < b.asOf ? a.asOf : b.asOf,
      ...(missingAction ? { missingAction } : {}),
    };
  }, first);
}

/** One state for each source, in the order in which the sources first appear. */
export function statesBySource(states: readonly SourceState[]): SourceState[] {
  const bySource = new Map<string, SourceState[]>();
  for (const state of states) {
    bySource.set(state.id, [...(bySource.get(state.id) ?? []), state]);
  }
  return [...bySource.values()].map(mergeStates);
}

/** The state with the moment before which the source is not asked again, when it is one that heals by itself. */
export function retriedAt(state: SourceState, at: number): SourceState {
  if (state.status !== 'throttled' && state.status !== 'unavailable') {
    return state;
  }
  const retryAt = new Date(at).toISOString();
  return state.retryAt && state.retryAt > retryAt
    ? state
    : { ...state, retryAt };
}

/** True when the state says that an answer has all there is to know. */
export function isWhole(state: SourceState): boolean {
  return state.status === 'ok';
}

/** True when nothing could be read at all. */
export function hasFailed(state: SourceState): boolean {
  return (
    state.status === 'denied' ||
    state.status === 'throttled' ||
    state.status === 'unavailable'
  );
}

/** The last good data with the reason why there is no newer. */
export function asStale<T>(
  good: SourceAnswer<T>,
  failed: SourceAnswer<T>,
): SourceAnswer<T> {
  const { asOf } = good.state;
  return {
    data: good.data,
    state: {
      ...failed.state,
      status: 'stale',
      asOf,
      message:
        `Shown as of ${asOf.slice(0, 16).replace('T', ' ')} UTC. ${failed.state.message ?? ''}`.trim(),
    },
  };
}
