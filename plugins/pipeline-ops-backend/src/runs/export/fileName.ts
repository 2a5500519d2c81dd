import type { Run } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Name of a run's file, safe on every system and in every header: `run-2026-11-21-high-iterator-age-1f3c9a2b.md`. */
export function runFileName(run: Run, ending: 'md' | 'json'): string {
  const words = run.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const parts = ['run', run.startedAt.slice(0, 10), words, run.id.slice(0, 8)];
  return `${parts.filter(part => part !== '').join('-')}.${ending}`;
}
