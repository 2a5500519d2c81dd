import { expect, type Locator, type Page } from '@playwright/test';
import fs from 'node:fs';
import { type Tab, test } from './pages';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 AA within the tab, or another part of the page; the frame around it is Backstage's own. */
async function violationsIn(page: Page, within = 'main'): Promise<string[]> {
  // What is still fading in has less contrast than it will have.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(one => one.effect?.getTiming().iterations !== Infinity)
        .map(one => one.finished.catch(() => undefined)),
    ),
  );
  await page.evaluate(axe);
  return page.evaluate(async part => {
    const { axe: runner } = window as unknown as {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{
          violations: { id: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const result = await runner.run(
      {
        include: [[part]],
        exclude: [['header'], ['nav[aria-label="Content navigation"]']],
      },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
    );
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes[0].html.slice(0, 200)} (${nodes.length})`,
    );
  }, within);
}

/** What is there once the tab has its data. */
const READY: Record<Tab, (page: Page) => Locator> = {
  monitoring: page =>
    page
      .getByRole('region', { name: 'Alarms' })
      .getByRole('cell', { name: 'In alarm' }),
  runbook: page => page.getByRole('heading', { name: 'Steps' }),
  maintenance: page => page.getByRole('button', { name: 'Not done' }),
};

for (const tab of ['monitoring', 'runbook', 'maintenance'] as const) {
  test(`axe finds nothing in the ${tab} tab`, async ({
    page,
    pipelinePages,
  }) => {
    await pipelinePages.open('sensor-data', tab);
    await expect(READY[tab](page).first()).toBeVisible();
    expect(await violationsIn(page)).toEqual([]);
  });
}

test('axe finds nothing in an alarm in depth, a dashboard, a query result and the findings', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open(
    'sensor-data',
    'monitoring',
    '?alarm=sensor-pipeline-kafka-publish-failures&dashboard=sensor-data-pipeline&logs=queries',
  );
  await expect(
    page.getByRole('heading', { name: 'Failures by Stage', exact: true }),
  ).toBeVisible();
  const logs = page.getByRole('region', { name: 'Logs' });
  await logs.getByRole('button', { name: 'Run query' }).click();
  await expect(logs.getByText('Complete', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText(
    'Tells nobody',
  );
  expect(await violationsIn(page)).toEqual([]);
});

test('axe finds nothing in the history of a checklist, its figures, its answers and its sheet', async ({
  page,
  pipelinePages,
}, { project }) => {
  const cadence = project.name === 'light' ? /^Weekly/ : /^Monthly/;
  await pipelinePages.open('sensor-data', 'maintenance');
  await page
    .getByRole('list', { name: 'Checklists' })
    .getByRole('button', { name: cadence })
    .click();
  const item = page
    .getByRole('region', { name: cadence })
    .locator('li[aria-label]')
    .first();
  await item.getByRole('button', { name: 'Not done' }).click();
  expect(await violationsIn(page)).toEqual([]);
  await item.getByRole('textbox').fill('Read by axe');
  await item.getByRole('textbox').press('Enter');
  await expect(item).toContainText('Read by axe');
  expect(await violationsIn(page)).toEqual([]);

  const history = page.getByRole('region', { name: /^History of/ });
  const shown = history.getByRole('combobox', {
    name: 'What the history shows',
  });
  for (const view of ['Figures', 'Answers']) {
    await shown.selectOption({ label: view });
    await expect(history).toContainText(
      view === 'Figures' ? 'By person' : 'Read by axe',
    );
    expect(await violationsIn(page)).toEqual([]);
  }
  await history.getByRole('button', { name: 'Sheet for the auditor' }).click();
  const sheet = page.getByRole('dialog', { name: /^Record of checks/ });
  await expect(sheet).toContainText('Read by axe');
  expect(await violationsIn(page, '[role=dialog]')).toEqual([]);
});

/** Runs of these tests are of a pipeline that no other test runs procedures of. */
const RUN_OF = 'music-streaming';

test('axe finds nothing in a run, its dialog and forms, its end, the history and the filters of the list', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open(RUN_OF, 'runbook');
  await page.getByRole('button', { name: /^Start (run|another)$/ }).click();
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);

  const current = page.getByRole('group', { name: /^Answer of step 1,/ });
  for (const [key, label] of [
    ['s', 'Why is it skipped?'],
    ['f', 'What went wrong?'],
    ['o', 'Output of a command'],
    ['n', 'Note'],
  ]) {
    await current.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('textbox', { name: label })).toBeFocused();
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Resolved' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the run: Resolved' });
  await expect(dialog).toBeVisible();
  expect(await violationsIn(page, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('textbox').fill('It was a test');
  await dialog.getByRole('button', { name: 'End run' }).click();
  await expect(page.getByRole('button', { name: 'Reopen run' })).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);

  await pipelinePages.open(RUN_OF, 'runbook', '?runs=all');
  await expect(page.getByText('resolved').first()).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);

  await pipelinePages.open(
    'sensor-data',
    'runbook',
    '?severity=high&find=error',
  );
  await expect(READY.runbook(page)).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);
});
