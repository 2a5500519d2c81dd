import type { RunService } from './RunService';

/** A layer over another {@link RunService}. It passes everything on, so that a layer says only what it adds. */
export abstract class RunServiceLayer implements RunService {
  readonly #inner: RunService;

  constructor(options: { inner: RunService }) {
    this.#inner = options.inner;
  }

  start(...asked: Parameters<RunService['start']>) {
    return this.#inner.start(...asked);
  }

  list(...asked: Parameters<RunService['list']>) {
    return this.#inner.list(...asked);
  }

  statistics(...asked: Parameters<RunService['statistics']>) {
    return this.#inner.statistics(...asked);
  }

  get(...asked: Parameters<RunService['get']>) {
    return this.#inner.get(...asked);
  }

  append(...asked: Parameters<RunService['append']>) {
    return this.#inner.append(...asked);
  }
}
