import { parseOperationsDocument } from '@pipeline-ops/operations-document';
import type { DocumentParser } from '../parsing/DocumentParser';
import type {
  GoodVersion,
  GoodVersionStore,
} from '../versions/GoodVersionStore';

/** Remembers as the database does, until it is dropped. */
export class MemoryGoodVersionStore implements GoodVersionStore {
  readonly rows = new Map<string, GoodVersion>();
  writes = 0;
  reads = 0;

  async read(address: string): Promise<GoodVersion | undefined> {
    this.reads += 1;
    return this.rows.get(address);
  }

  async write(address: string, version: GoodVersion): Promise<void> {
    this.writes += 1;
    this.rows.set(address, { ...version });
  }

  async remove(address: string): Promise<void> {
    this.rows.delete(address);
  }
}

/** Reads on the thread of the test. */
export const directParser: DocumentParser = {
  parse: async markdown => parseOperationsDocument(markdown),
};

/** What a pipeline service needs for documents, without a database and without a thread. */
export const documentsInMemory = () => ({
  parser: directParser,
  versions: new MemoryGoodVersionStore(),
});
