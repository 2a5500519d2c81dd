import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseScenario, readScenarios } from './loader';

describe('scenario files', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'scenarios-'));
  });

  afterEach(() => fs.rm(folder, { recursive: true }));

  const write = (name: string, text: string) =>
    fs.writeFile(path.join(folder, name), text);

  it('are the YAML files of a folder, by name', async () => {
    const scenario = (name: string) =>
      `name: ${name}\naccount: '111111111111'\nregion: eu-west-1\n`;
    await write('b.yaml', scenario('second'));
    await write('a.yml', scenario('first'));
    await write('notes.txt', 'no scenario');
    const scenarios = await readScenarios(folder);
    expect(scenarios.map(({ name }) => name)).toEqual(['first', 'second']);
  });

  it.each([
    ['no YAML', 'name: [', /a\.yaml is not YAML/],
    [
      'another account',
      'name: x\naccount: 111111111111\nregion: eu-west-1',
      /a\.yaml is not a scenario[^]*account/,
    ],
    [
      'a moment that is none',
      "name: x\naccount: '111111111111'\nregion: r\nmetrics: [{ namespace: N, name: M, base: 1, changes: [{ from: yesterday }] }]",
      /a\.yaml is not a scenario[^]*metrics\[0\]\.changes\[0\]\.from/,
    ],
  ])('with %s are refused by their place', (_name, text, message) => {
    expect(() => parseScenario(text, 'a.yaml')).toThrow(message);
  });

  it('of this package can all be read', async () => {
    const scenarios = await readScenarios(
      path.join(__dirname, '..', '..', 'scenarios'),
    );
    expect(scenarios.length).toBeGreaterThanOrEqual(5);
  });
});
