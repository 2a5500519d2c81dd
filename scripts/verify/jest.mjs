import fs from 'node:fs';
import path from 'node:path';
import { startPostgres } from './postgres.mjs';
import { run } from './run.mjs';

/**
 * Unit and integration tests of every package, on SQLite and on a real PostgreSQL.
 *
 * @returns {Promise<{ passed: number, failed: number, notes: string[] }>}
 */
export async function jest(root, reports) {
  const report = path.join(reports, 'jest.json');
  fs.rmSync(report, { force: true });
  const notes = [];
  let postgres;
  try {
    postgres = await startPostgres();
  } catch (error) {
    notes.push(error.message);
  }
  await run(
    'yarn',
    [
      'backstage-cli',
      'repo',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${report}`,
    ],
    {
      cwd: root,
      env: {
        CI: 'true',
        NODE_OPTIONS: '--no-warnings --max-old-space-size=4096',
        ...(postgres && {
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres.url,
        }),
      },
    },
  );
  await postgres?.stop();
  if (!fs.existsSync(report)) {
    return { passed: 0, failed: 1, notes: [...notes, 'jest left no report'] };
  }
  const result = JSON.parse(fs.readFileSync(report, 'utf8'));
  const tests = result.testResults.flatMap(file => file.assertionResults);
  const count = status => tests.filter(test => test.status === status).length;
  // A suite that does not load has no tests to count as failed.
  const brokenSuites = result.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const onPostgres = tests.filter(
    test => test.status === 'passed' && /postgres/i.test(test.fullName),
  ).length;
  notes.push(`${onPostgres} tests ran on PostgreSQL`);
  const notPassed = tests.length - count('passed');
  return {
    passed: count('passed'),
    failed: notPassed + brokenSuites.length + (onPostgres === 0 ? 1 : 0),
    notes: [
      ...notes,
      ...brokenSuites.map(file => `did not load: ${file.name}`),
      ...tests
        .filter(test => test.status !== 'passed')
        .map(test => `${test.status}: ${test.fullName}`),
    ],
  };
}
