import fs from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Scenario, scenarioSchema } from './schema';

/**
 * The scenarios of a folder's YAML files, one a file, in the order of their names.
 * Throws an Error that names the file and what is wrong where.
 */
export async function readScenarios(folder: string): Promise<Scenario[]> {
  const names = (await fs.readdir(folder))
    .filter(name => /\.ya?ml$/.test(name))
    .sort();
  return Promise.all(
    names.map(async name => {
      const file = path.join(folder, name);
      return parseScenario(await fs.readFile(file, 'utf8'), file);
    }),
  );
}

/** @param file named in errors */
export function parseScenario(text: string, file: string): Scenario {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new Error(
      `${file} is not YAML: ${error instanceof Error ? error.message : error}`,
      { cause: error },
    );
  }
  const scenario = scenarioSchema.safeParse(content);
  if (!scenario.success) {
    throw new Error(
      `${file} is not a scenario:\n${z.prettifyError(scenario.error)}`,
    );
  }
  return scenario.data;
}
