import type {
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { sourceState } from '../sourceStates';
import type { CloudCaller } from './CloudCaller';
import type { SourceFailure } from './sourceFailure';

/** What an operation of the source is asked with. */
export type RequestOf<O extends keyof TelemetrySource> = Parameters<
  TelemetrySource[O]
>[0];

/** What the readers share: how they ask, and how an answer with or without a failure looks. */
export abstract class CloudReader {
  constructor(
    protected readonly caller: CloudCaller,
    /** Unix milliseconds. */
    protected readonly now: () => number,
  ) {}

  /** @param hasData - Whether anything was read before the failure. */
  protected answer<T>(
    source: SourceRef,
    data: T,
    failure?: SourceFailure,
    hasData = true,
  ): SourceAnswer<T> {
    return { data, state: this.#state(source, failure, hasData) };
  }

  #state(
    source: SourceRef,
    failure: SourceFailure | undefined,
    hasData: boolean,
  ) {
    if (!failure) {
      return sourceState(source, this.now());
    }
    const { kind, message, missingAction } = failure;
    if (kind === 'denied' || kind === 'throttled') {
      return sourceState(source, this.now(), kind, { message, missingAction });
    }
    const answered =
      hasData ||
      kind === 'not-found' ||
      kind === 'invalid-request' ||
      kind === 'unsupported';
    return sourceState(
      source,
      this.now(),
      answered ? 'partial' : 'unavailable',
      { message },
    );
  }
}
