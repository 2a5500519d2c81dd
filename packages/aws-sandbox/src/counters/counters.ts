import { placeKey } from '../cloudwatch/metrics/identity';
import { Metered, Place } from '../model';
import { OperationName, operationKey } from '../services';

/** What was asked of the sandbox since it started or its counters were cleared. */
export interface CounterReadings {
  /** Requests by `service:Operation`, whatever became of them. */
  calls: Record<string, number>;
  /** Requests by `account/region`. */
  callsByPlace: Record<string, number>;
  /** Answers that were errors, by their code. */
  errors: Record<string, number>;
  /** Requests throttled, by limits and by faults. */
  throttles: number;
  /** Metrics that GetMetricData bills: distinct ones of a request, five statistics of one metric at most counting as one. */
  billedMetrics: number;
  /** Data points put out. */
  points: number;
  /** Bytes that log queries looked at. */
  bytesScanned: number;
  /** Bytes of request bodies as they came over the wire. */
  bytesIn: number;
  /** Bytes of answers. */
  bytesOut: number;
}

/** Counts what a caller of AWS would pay for or be limited by. */
export class Counters {
  #readings = zero();

  static create(): Counters {
    return new Counters();
  }

  private constructor() {}

  call(name: OperationName, place: Place): void {
    increment(this.#readings.calls, operationKey(name));
    increment(this.#readings.callsByPlace, placeKey(place));
  }

  error(code: string, throttled: boolean): void {
    increment(this.#readings.errors, code);
    if (throttled) this.#readings.throttles += 1;
  }

  add(what: Metered | 'bytesIn' | 'bytesOut', amount: number): void {
    this.#readings[what] += amount;
  }

  read(): CounterReadings {
    return structuredClone(this.#readings);
  }

  clear(): void {
    this.#readings = zero();
  }
}

function zero(): CounterReadings {
  return {
    calls: {},
    callsByPlace: {},
    errors: {},
    throttles: 0,
    billedMetrics: 0,
    points: 0,
    bytesScanned: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
}

function increment(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
