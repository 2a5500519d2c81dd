import type {
  CallOptions,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TelemetryMeter } from './meter';
import {
  TelemetrySourceDecorator,
  type TelemetryCall,
} from './TelemetrySourceDecorator';

/** Log queries whose bytes are remembered, the ones longest not looked at leaving first. */
const MOST_QUERIES = 1_000;

/**
 * Counts what goes over the wire: requests by operation and outcome, their time, the metrics they are billed for, and what
 * log queries scan. A query that several replicas look at is counted by each of them.
 */
export class MeteringTelemetrySource extends TelemetrySourceDecorator {
  /** Bytes of a log query that are counted already. */
  readonly #scanned = new Map<string, number>();

  private constructor(
    inner: TelemetrySource,
    private readonly meter: TelemetryMeter,
  ) {
    super(inner);
  }

  static create(
    inner: TelemetrySource,
    options: { meter: TelemetryMeter },
  ): MeteringTelemetrySource {
    return new MeteringTelemetrySource(inner, options.meter);
  }

  async logQueryResults(
    request: Parameters<TelemetrySource['logQueryResults']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['logQueryResults']> {
    const answer = await super.logQueryResults(request, options);
    const { bytesScanned } = answer.data;
    const counted = this.#scanned.get(request.queryId) ?? 0;
    if (bytesScanned > counted) {
      this.meter.bytesScanned(request.source, bytesScanned - counted);
      this.#scanned.delete(request.queryId);
      this.#scanned.set(request.queryId, bytesScanned);
      const [oldest] = this.#scanned.keys();
      if (this.#scanned.size > MOST_QUERIES) {
        this.#scanned.delete(oldest);
      }
    }
    return answer;
  }

  protected around<T>(call: TelemetryCall<T>): Promise<SourceAnswer<T>> {
    return call.next({
      ...call.options,
      afterRequest: request => {
        this.meter.request(request);
        call.options?.afterRequest?.(request);
      },
    });
  }
}
