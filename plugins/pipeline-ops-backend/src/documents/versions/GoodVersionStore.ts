/** The text of a document when it could last be read and recognised. */
export interface GoodVersion {
  text: string;
  etag?: string;
  /** Unix milliseconds when the repository last had this text. */
  currentAt: number;
  /** Unix milliseconds when its successor was first found unusable; absent while it is the current one. */
  brokenSince?: number;
}

/** Last good versions by the address of the document; outlives the process. */
export interface GoodVersionStore {
  read(address: string): Promise<GoodVersion | undefined>;
  /** Replaces the earlier one. Versions that are too large to keep are left out. */
  write(address: string, version: GoodVersion): Promise<void>;
  remove(address: string): Promise<void>;
}
