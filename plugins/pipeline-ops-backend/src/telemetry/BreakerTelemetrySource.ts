import type {
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { sourceState } from './sourceStates';
import {
  TelemetrySourceDecorator,
  type TelemetryCall,
} from './TelemetrySourceDecorator';

interface Circuit {
  failures: number;
  /** Unix milliseconds; set while the circuit is open. */
  openUntil?: number;
  /** What the last failed answer said. */
  message: string;
  status: 'unavailable' | 'throttled';
  probing: boolean;
}

/**
 * Stops asking a source that does not answer: after a few failures in a row of one operation it answers at once, and
 * lets one call through after a pause to see whether the source is back.
 */
export class BreakerTelemetrySource extends TelemetrySourceDecorator {
  readonly #circuits = new Map<string, Circuit>();

  private constructor(
    inner: TelemetrySource,
    private readonly failuresToOpen: number,
    private readonly pauseMs: number,
    private readonly now: () => number,
  ) {
    super(inner);
  }

  static create(
    inner: TelemetrySource,
    options: {
      /** Failed answers in a row. Default 4. */
      failuresToOpen?: number;
      /** Milliseconds. Default 15000. */
      pauseMs?: number;
      /** Unix milliseconds. */
      now?: () => number;
    } = {},
  ): BreakerTelemetrySource {
    return new BreakerTelemetrySource(
      inner,
      options.failuresToOpen ?? 4,
      options.pauseMs ?? 15_000,
      options.now ?? Date.now,
    );
  }

  protected async around<T>(call: TelemetryCall<T>): Promise<SourceAnswer<T>> {
    const { source } = call;
    const key = `${source.id}/${source.accountId}/${source.region}/${call.operation}`;
    const circuit = this.#circuits.get(key);
    const now = this.now();
    if (circuit?.openUntil !== undefined) {
      if (now < circuit.openUntil || circuit.probing) {
        const message = `${circuit.message} It is asked again at ${clockTime(circuit.openUntil)}.`;
        return {
          data: call.nothing(message),
          state: sourceState(source, now, circuit.status, {
            message,
            // While a probe is under way its outcome is not known yet; that takes no longer than a moment.
            retryAt: Math.max(circuit.openUntil, now),
          }),
        };
      }
      circuit.probing = true;
    }
    try {
      const answer = await call.next(call.options);
      this.#note(key, answer);
      return answer;
    } finally {
      const after = this.#circuits.get(key);
      if (after) {
        after.probing = false;
      }
    }
  }

  #note(key: string, { state }: SourceAnswer<unknown>): void {
    if (state.status !== 'unavailable' && state.status !== 'throttled') {
      this.#circuits.delete(key);
      return;
    }
    const failures = (this.#circuits.get(key)?.failures ?? 0) + 1;
    this.#circuits.set(key, {
      failures,
      message: state.message ?? 'The source did not answer.',
      status: state.status,
      probing: false,
      openUntil:
        failures >= this.failuresToOpen ? this.now() + this.pauseMs : undefined,
    });
  }
}

function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
