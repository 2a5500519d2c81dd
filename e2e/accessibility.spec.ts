import { expect, type Locator, type Page } from '@playwright/test';
import fs from 'node:fs';
import { type Tab, test } from './pages';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 AA within the tab; the frame around it is Backstage's own. */
async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
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
        include: [['main']],
        exclude: [['header'], ['nav[aria-label="Content navigation"]']],
      },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
    );
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes[0].html.slice(0, 200)} (${nodes.length})`,
    );
  });
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
