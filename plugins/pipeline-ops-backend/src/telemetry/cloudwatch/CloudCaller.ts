import type {
  CallOptions,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  attemptHooks,
  type AttemptHooks,
  type ServiceClients,
  type SourceClients,
} from './SourceClients';
import {
  explainFailure,
  type CloudOperation,
  type SourceFailure,
} from './sourceFailure';

/** What a request came to: its value, or why there is none. */
export type CallResult<O> =
  { ok: true; value: O } | { ok: false; failure: SourceFailure };

export interface CloudCall extends CloudOperation {
  source: SourceRef;
  /** Metrics that GetMetricData bills; 0 for everything else. */
  billedMetrics?: number;
}

/** Makes one request (with the SDK's retries) within a deadline, and turns every error into a {@link SourceFailure}. */
export class CloudCaller {
  private constructor(
    private readonly clients: SourceClients,
    private readonly deadlineMs: number,
  ) {}

  static create(options: {
    clients: SourceClients;
    /** Milliseconds for one request with its retries. Default 8000. */
    deadlineMs?: number;
  }): CloudCaller {
    return new CloudCaller(options.clients, options.deadlineMs ?? 8_000);
  }

  /** Rejects only when `options.signal` is aborted, with the signal's reason. */
  async call<O>(
    call: CloudCall,
    options: CallOptions | undefined,
    run: (
      clients: ServiceClients,
      http: { abortSignal: AbortSignal },
    ) => Promise<O>,
  ): Promise<CallResult<O>> {
    const first = await this.#attempt(call, options, run);
    if (first.ok || first.failure.kind !== 'expired') {
      return first;
    }
    // The SDK does not retry an expired token. A new client asks the credential provider again, once.
    this.clients.forget(call.source);
    return this.#attempt(call, options, run);
  }

  async #attempt<O>(
    call: CloudCall,
    options: CallOptions | undefined,
    run: (
      clients: ServiceClients,
      http: { abortSignal: AbortSignal },
    ) => Promise<O>,
  ): Promise<CallResult<O>> {
    options?.signal?.throwIfAborted();
    const deadline = AbortSignal.timeout(this.deadlineMs);
    const abortSignal = options?.signal
      ? AbortSignal.any([options.signal, deadline])
      : deadline;
    const hooks: AttemptHooks = {
      source: call.source,
      api: call.api,
      billedMetrics: call.billedMetrics ?? 0,
      options,
    };
    try {
      const clients = await this.clients.of(call.source);
      const value = await attemptHooks.run(hooks, () =>
        run(clients, { abortSignal }),
      );
      return { ok: true, value };
    } catch (error) {
      options?.signal?.throwIfAborted();
      const reason = deadline.aborted ? (hooks.lastError ?? error) : error;
      return { ok: false, failure: explainFailure(reason, call) };
    }
  }
}
