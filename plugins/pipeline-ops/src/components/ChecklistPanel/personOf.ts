/** `ana` of `user:default/ana`; anything else as it is. */
export function personOf(entityRef: string): string {
  return /^user:[^/]+\/(.+)$/i.exec(entityRef)?.[1] ?? entityRef;
}
