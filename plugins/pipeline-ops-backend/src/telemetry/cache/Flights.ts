interface Flight<T> {
  promise: Promise<T>;
  controller: AbortController;
  /** Callers that still wait. A refresh that nobody waits for holds one place, so that it is not aborted. */
  waiting: number;
}

/**
 * One read at a time for each key: later callers join the one that is under way. The read is aborted when the last
 * caller has left; a single caller's leaving ends only its own wait.
 */
export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  join(
    key: string,
    load: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (signal?.aborted) {
      return Promise.reject(signal.reason);
    }
    const flight = this.#flights.get(key) ?? this.#start(key, load);
    flight.waiting += 1;
    if (!signal) {
      return flight.promise;
    }
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          flight.controller.abort(signal.reason);
        }
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      flight.promise
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  #start(key: string, load: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const promise = load(controller.signal);
    const flight: Flight<T> = { promise, controller, waiting: 0 };
    this.#flights.set(key, flight);
    const land = () => {
      if (this.#flights.get(key) === flight) {
        this.#flights.delete(key);
      }
    };
    // An aborted flight must not be joined any more, even before it ends.
    controller.signal.addEventListener('abort', land, { once: true });
    promise.then(land, land);
    return flight;
  }
}
