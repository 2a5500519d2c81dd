import { gunzipSync } from 'node:zlib';
import {
  applyChanges,
  CHANGES,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { BenchPipeline } from './pipelines';
import type { Portal, PortalAnswer } from './Portal';
import { tabPaths } from './readers';

interface Kept {
  etag: string;
  answer: unknown;
}

/** A browser with the tab open: keeps what it read and asks, as the page does, for what has changed. */
export class TabReader {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly portal: Portal,
    private readonly pipeline: BenchPipeline,
    private readonly range: string,
  ) {}

  /** All that the tab asks for at once, as it came over the wire. */
  read(): Promise<PortalAnswer[]> {
    return Promise.all(this.#paths().map(path => this.#ask(path)));
  }

  /** Throws when what was put together of changes is not what somebody gets who asks for the first time. */
  async assertWhole(): Promise<void> {
    for (const path of this.#paths()) {
      const whole = await this.portal.get(path);
      const kept = this.#kept.get(path);
      if (
        whole.headers.etag !== kept?.etag ||
        textOf(parsed(whole)) !== textOf(kept?.answer)
      ) {
        throw new Error(`What has changed of ${path} does not add up`);
      }
    }
  }

  #paths(): string[] {
    return tabPaths(this.pipeline, this.range);
  }

  async #ask(path: string): Promise<PortalAnswer> {
    const kept = this.#kept.get(path);
    const answer = await this.portal.get(
      path,
      kept ? { 'a-im': CHANGES, 'if-none-match': kept.etag } : {},
    );
    const { status, headers } = answer;
    if (![200, 226, 304].includes(status)) {
      throw new Error(`${path} was answered with ${status}`);
    }
    if (status !== 304 && headers.etag) {
      const body = parsed(answer);
      this.#kept.set(path, {
        etag: headers.etag,
        answer: status === 226 && kept ? applyChanges(kept.answer, body) : body,
      });
    }
    return answer;
  }
}

function parsed({ body }: PortalAnswer) {
  return JSON.parse(gunzipSync(body).toString('utf8'));
}

/** Without the moments of reading, which a header tells. */
function textOf(answer: unknown): string {
  return JSON.stringify(answer, (key, value) =>
    key === 'asOf' ? undefined : value,
  );
}
