import type { Place } from '../../model';
import { placeKey } from '../metrics/identity';

export interface Tag {
  Key?: string;
  Value?: string;
}

/** Tags of resources, by their ARN, in the place they were put in. */
export class TagStore {
  private readonly places = new Map<string, Map<string, Map<string, string>>>();

  static create(): TagStore {
    return new TagStore();
  }

  private constructor() {}

  /** Sorted by key. */
  list(place: Place, arn: string): { Key: string; Value: string }[] {
    return [...this.tagsOf(place, arn)]
      .map(([Key, Value]) => ({ Key, Value }))
      .sort((a, b) => (a.Key < b.Key ? -1 : 1));
  }

  add(place: Place, arn: string, tags: readonly Tag[]): void {
    const own = this.tagsOf(place, arn);
    for (const { Key = '', Value = '' } of tags) own.set(Key, Value);
  }

  remove(place: Place, arn: string, keys: readonly string[]): void {
    const own = this.tagsOf(place, arn);
    for (const key of keys) own.delete(key);
  }

  forget(place: Place, arn: string): void {
    this.places.get(placeKey(place))?.delete(arn);
  }

  private tagsOf(place: Place, arn: string): Map<string, string> {
    const resources = this.places.get(placeKey(place)) ?? new Map();
    this.places.set(placeKey(place), resources);
    const tags: Map<string, string> = resources.get(arn) ?? new Map();
    resources.set(arn, tags);
    return tags;
  }
}
