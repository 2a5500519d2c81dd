import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseOperationsDocument } from '@pipeline-ops/operations-document';
import { median } from '../statistics';
import type { Row } from './Row';

const EXAMPLES = path.join(
  path.dirname(require.resolve('../../../../package.json')),
  'examples',
);

export const reading: Row = {
  name: 'reading',
  title:
    'the operations documents of all examples, Markdown with GFM by remark-parse alone over all that our reader does',
  async measure({ quick }) {
    const guides = await readGuides();
    // Both are modules that only a dynamic import brings.
    const { unified } = await import('unified');
    const { default: remarkParse } = await import('remark-parse');
    const { default: remarkGfm } = await import('remark-gfm');
    const markdown = unified().use(remarkParse).use(remarkGfm);
    const times: Record<'remark' | 'ours', number[]> = { remark: [], ours: [] };
    // In turns, so that what else the machine does falls on both; the first third compiles.
    const rounds = quick ? 12 : 45;
    for (let round = 0; round < rounds; round += 1) {
      const remark = timed(() => guides.forEach(text => markdown.parse(text)));
      const ours = timed(() =>
        guides.forEach(text => parseOperationsDocument(text)),
      );
      if (round >= rounds / 3) {
        times.remark.push(remark);
        times.ours.push(ours);
      }
    }
    const size = guides.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    return [
      {
        name: 'reading-throughput',
        value: median(times.remark) / median(times.ours),
        unit: 'x',
        target: { atLeast: 10 },
        note: `${median(times.remark).toFixed(1)} ms over ${median(times.ours).toFixed(1)} ms, ${guides.length} documents of ${(size / 1_024).toFixed(0)} KiB together`,
      },
    ];
  },
};

/** Milliseconds. */
function timed(act: () => void): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}

async function readGuides(): Promise<string[]> {
  const files = await readdir(EXAMPLES, { recursive: true });
  return Promise.all(
    files
      .filter(file => path.basename(path.dirname(file)) === 'docs')
      .filter(file => file.endsWith('.md'))
      .sort()
      .map(file => readFile(path.join(EXAMPLES, file), 'utf8')),
  );
}
