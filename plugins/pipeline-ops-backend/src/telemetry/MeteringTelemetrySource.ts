import type {
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TelemetryMeter } from './meter';
import {
  TelemetrySourceDecorator,
  type TelemetryCall,
} from './TelemetrySourceDecorator';

/** Counts what goes over the wire: requests by operation and outcome, their time, and the metrics they are billed for. */
export class MeteringTelemetrySource extends TelemetrySourceDecorator {
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
