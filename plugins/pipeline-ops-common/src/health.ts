/** From best to worst; `unknown` is what is left when nothing could be read. */
export type Health = 'healthy' | 'degraded' | 'failing' | 'no-data' | 'unknown';
