import { execFile } from 'node:child_process';
import { glob, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { AnyMap, eachMapping } from '@jridgewell/trace-mapping';

const ROOT = path.dirname(require.resolve('../../../../package.json'));
const APP = path.join(ROOT, 'packages/app');
const STATIC = path.join(APP, 'dist/static');

const OURS = /plugins\/pipeline-ops(-common)?\//;

export interface AppBundle {
  /** Bytes, gzip: what of the files that every page loads comes from the plugin. */
  entryBytes: number;
  /** Bytes, gzip, of all files that every page loads. */
  entryTotal: number;
  /** Bytes, gzip, of what the Monitoring tab loads before it shows anything. */
  tabBytes: number;
  /** Bytes, gzip, of what it loads to draw charts, on top. */
  chartBytes: number;
}

/** Reads the portal's production build; makes it when there is none that is newer than the sources. */
export async function readApp(say: (text: string) => void): Promise<AppBundle> {
  if (!(await isCurrent())) {
    say('  building packages/app …');
    await promisify(execFile)('yarn', ['workspace', 'app', 'build'], {
      cwd: ROOT,
      maxBuffer: 2 ** 26,
    });
  }
  const files = await readdir(STATIC);
  const read = (name: string) => readFile(path.join(STATIC, name), 'utf8');
  const page = await readFile(path.join(APP, 'dist/index.html'), 'utf8');
  const entries = [...page.matchAll(/src="\/static\/([^"]+\.js)"/g)].map(
    ([, name]) => name,
  );
  let own = '';
  let entryTotal = 0;
  let tabImport: string[] = [];
  for (const name of entries) {
    const code = await read(name);
    entryTotal += gzipSync(code).length;
    own += partsOf(code, await read(`${name}.map`), OURS);
    const [, rest] = code.split('path:"/monitoring"');
    if (rest) {
      [tabImport] = importsIn(rest);
    }
  }
  if (own === '' || tabImport.length === 0) {
    throw new Error(
      "The portal's build holds no Monitoring tab: its app-config needs `app.packages: all`.",
    );
  }
  const fileOf = (chunk: string) =>
    files.find(name => name.startsWith(`${chunk}.`) && name.endsWith('.js')) ??
    '';
  const tabFiles = tabImport.map(fileOf);
  const tabCode = await Promise.all(tabFiles.map(read));
  const plotFile = await firstWhere(
    files.filter(name => name.endsWith('.js')),
    async name =>
      /\/uplot\/dist\//.test(await read(`${name}.map`).catch(() => '')),
  );
  const chartFiles = tabCode
    .flatMap(importsIn)
    .map(chunks => chunks.map(fileOf))
    .find(names => plotFile && names.includes(plotFile));
  const sizeOf = async (names: string[]) =>
    (await Promise.all(names.map(read))).reduce(
      (sum, code) => sum + gzipSync(code).length,
      0,
    );
  return {
    entryBytes: gzipSync(own).length,
    entryTotal,
    tabBytes: await sizeOf(tabFiles),
    chartBytes: await sizeOf(
      (chartFiles ?? []).filter(name => !tabFiles.includes(name)),
    ),
  };
}

/** The chunks of each dynamic import in minified code: `Promise.all([n.e("1"),n.e("2")])`, or `n.e("1")` alone. */
function importsIn(code: string): string[][] {
  return [
    ...code.matchAll(
      /Promise\.all\(\[((?:\w+\.e\("\w+"\),?)+)\]\)|\w+\.e\("(\w+)"\)\.then/g,
    ),
  ].map(([, several, one]) =>
    one ? [one] : [...several.matchAll(/"(\w+)"/g)].map(([, chunk]) => chunk),
  );
}

/** What of the code comes from sources that match. */
function partsOf(code: string, map: string, wanted: RegExp): string {
  const lines = code.split('\n');
  const segments: { line: number; column: number; isWanted: boolean }[] = [];
  eachMapping(new AnyMap(map), ({ generatedLine, generatedColumn, source }) =>
    segments.push({
      line: generatedLine - 1,
      column: generatedColumn,
      isWanted: source !== null && wanted.test(source),
    }),
  );
  return segments
    .map(({ line, column, isWanted }, index) => {
      const next = segments[index + 1];
      const end = next?.line === line ? next.column : undefined;
      return isWanted ? (lines[line] ?? '').slice(column, end) : '';
    })
    .join('');
}

async function firstWhere(
  names: readonly string[],
  isIt: (name: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const name of names) {
    if (await isIt(name)) {
      return name;
    }
  }
  return undefined;
}

async function isCurrent(): Promise<boolean> {
  const built = await stat(path.join(APP, 'dist/index.html')).catch(
    () => undefined,
  );
  if (!built) {
    return false;
  }
  for await (const file of glob(
    ['packages/app/src/**/*', 'plugins/pipeline-ops{,-common}/src/**/*'],
    { cwd: ROOT },
  )) {
    const isTest = /\.test\.tsx?$|__fixtures__/.test(file);
    if (
      !isTest &&
      (await stat(path.join(ROOT, file))).mtimeMs > built.mtimeMs
    ) {
      return false;
    }
  }
  return true;
}
