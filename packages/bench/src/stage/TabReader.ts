import type { BenchPipeline } from './pipelines';
import type { Portal, PortalAnswer } from './Portal';
import { tabPaths } from './readers';

/** A browser with the tab open: keeps what it read and asks whether that has changed. */
export class TabReader {
  /** Path to the ETag of what is kept. */
  readonly #kept = new Map<string, string>();

  constructor(
    private readonly portal: Portal,
    private readonly pipeline: BenchPipeline,
    private readonly range: string,
  ) {}

  /** All that the tab asks for at once, as it came over the wire. */
  read(): Promise<PortalAnswer[]> {
    return Promise.all(
      tabPaths(this.pipeline, this.range).map(path => this.#ask(path)),
    );
  }

  async #ask(path: string): Promise<PortalAnswer> {
    const etag = this.#kept.get(path);
    const answer = await this.portal.get(
      path,
      etag ? { 'if-none-match': etag } : {},
    );
    if (answer.status !== 200 && answer.status !== 304) {
      throw new Error(`${path} was answered with ${answer.status}`);
    }
    if (answer.headers.etag) {
      this.#kept.set(path, answer.headers.etag);
    }
    return answer;
  }
}
