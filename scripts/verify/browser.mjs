import fs from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

function leaves(suite, titles = []) {
  const path_ = [...titles, suite.title].filter(Boolean);
  return [
    ...(suite.specs ?? []).flatMap(spec =>
      spec.tests.map(test => ({
        name: [...path_, spec.title, test.projectName].join(' › '),
        status: test.status,
      })),
    ),
    ...(suite.suites ?? []).flatMap(inner => leaves(inner, path_)),
  ];
}

/**
 * Browser tests against the production build in a real Chromium.
 *
 * @returns {Promise<{ passed: number, failed: number, notes: string[] }>}
 */
export async function browser(root, reports) {
  const report = path.join(reports, 'browser.json');
  fs.rmSync(report, { force: true });
  await run('yarn', ['test:e2e'], {
    cwd: root,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  if (!fs.existsSync(report)) {
    return { passed: 0, failed: 1, notes: ['the browser tests did not run'] };
  }
  const { suites, errors } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const tests = suites.flatMap(suite => leaves(suite));
  const secondTry = tests.filter(test => test.status === 'flaky');
  const passed = tests.filter(test => test.status === 'expected');
  const others = tests.filter(
    test => test.status !== 'expected' && test.status !== 'flaky',
  );
  return {
    passed: passed.length + secondTry.length,
    failed: others.length + errors.length + (tests.length === 0 ? 1 : 0),
    notes: [
      ...secondTry.map(test => `passed only at its second try: ${test.name}`),
      ...others.map(test => `${test.status}: ${test.name}`),
      ...errors.map(error => error.message),
    ],
  };
}
