/** `ana` of `user:default/ana`, `data` of `group:default/data`; anything else as it is. */
export function personOf(entityRef: string): string {
  return /^(?:user|group):[^/]+\/(.+)$/i.exec(entityRef)?.[1] ?? entityRef;
}
