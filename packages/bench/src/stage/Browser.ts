import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  chromium as playwright,
  type Browser as Chromium,
} from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { REFRESHES } from '../browser/data';
import { median } from '../statistics';

/** One page's figures. Milliseconds. */
export interface PageTimes {
  mount: number;
  /** Of scripts alone, for the new data of all charts; the median of several refreshes. */
  refreshScript: number;
  drawn: number;
}

const PAGES = {
  ours: require.resolve('../browser/ours.tsx'),
  naive: require.resolve('../browser/naive.tsx'),
};

export type PageName = keyof typeof PAGES;

/** Headless Chromium with the two pages of charts, bundled as for production. */
export class Browser {
  private constructor(
    private readonly running: Chromium,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Browser> {
    const folder = await mkdtemp(path.join(tmpdir(), 'pipeline-ops-bench-'));
    await build({
      entryPoints: PAGES,
      outdir: folder,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
      loader: { '.svg': 'empty' },
      logLevel: 'error',
    });
    for (const name of Object.keys(PAGES)) {
      await writeFile(path.join(folder, `${name}.html`), pageOf(name));
    }
    // As the browser tests do: the npm package's Chromium where it runs, else the machine's Chrome.
    const isPackaged = process.platform === 'linux' && process.arch === 'x64';
    const launched = await playwright.launch(
      isPackaged
        ? {
            executablePath: await chromium.executablePath(),
            args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
          }
        : { channel: 'chrome' },
    );
    return new Browser(launched, folder);
  }

  /** Loads a page anew and times its charts. */
  async time(name: PageName): Promise<PageTimes> {
    const page = await this.running.newPage({
      viewport: { width: 1_440, height: 1_000 },
      locale: 'en-GB',
    });
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error)));
    try {
      await page.goto(`file://${this.folder}/${name}.html`);
      const mount = await page.evaluate(() => window.bench.mount());
      const session = await page.context().newCDPSession(page);
      // Time of the page's thread, not of the clock: what else the machine does is not the page's.
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      const scripting = async () => {
        const { metrics } = await session.send('Performance.getMetrics');
        const seconds = metrics.find(({ name: of }) => of === 'ScriptDuration');
        return (seconds?.value ?? NaN) * 1_000;
      };
      const refreshes: number[] = [];
      for (let turn = 0; turn < REFRESHES; turn += 1) {
        const before = await scripting();
        await page.evaluate(() => window.bench.refresh());
        refreshes.push((await scripting()) - before);
      }
      const refreshScript = median(refreshes);
      const drawn = await page.evaluate(() => window.bench.drawn());
      if (errors.length > 0) {
        throw new Error(`The page ${name} does not run: ${errors.join(', ')}`);
      }
      return { mount, refreshScript, drawn };
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.running.close();
    await rm(this.folder, { recursive: true });
  }
}

function pageOf(name: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<link rel="stylesheet" href="${name}.css">
<style>#root { display: grid; grid-template-columns: repeat(3, 380px); gap: 16px }</style>
</head><body><div id="root"></div><script src="${name}.js"></script></body></html>`;
}
