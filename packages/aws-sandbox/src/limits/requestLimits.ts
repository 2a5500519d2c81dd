import { placeKey } from '../cloudwatch/metrics/identity';
import { Clock, Place } from '../model';
import { OperationName, operationKey } from '../services';
import { rateOf } from './rates';

interface TokenBucket {
  tokens: number;
  /** Unix milliseconds of the sandbox's clock. */
  at: number;
}

/** Holds callers to AWS's request rates, by account, region and operation. */
export interface RequestLimits {
  /** Takes a token; false where the request has to be throttled. */
  admit(name: OperationName, place: Place): boolean;
}

/**
 * A token bucket for each operation, one second deep, filled on the sandbox's clock: while that is frozen nothing is
 * refilled.
 */
export class TokenBucketLimits implements RequestLimits {
  readonly #buckets = new Map<string, TokenBucket>();

  static create(clock: Clock): TokenBucketLimits {
    return new TokenBucketLimits(clock);
  }

  private constructor(private readonly clock: Clock) {}

  admit(name: OperationName, place: Place): boolean {
    const rate = rateOf(name.service, name.operation, place.region);
    const key = `${placeKey(place)}/${operationKey(name)}`;
    const now = this.clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate, at: now };
    // A clock that was set back refills the bucket: there is no telling what was used in the time to come.
    const refilled =
      now < bucket.at
        ? rate
        : bucket.tokens + ((now - bucket.at) / 1000) * rate;
    const tokens = Math.min(rate, refilled);
    const admitted = tokens >= 1;
    this.#buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, at: now });
    return admitted;
  }
}

/** Admits everything. */
export const NO_LIMITS: RequestLimits = { admit: () => true };
