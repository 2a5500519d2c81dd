import { expect, type Locator, type Page } from '@playwright/test';
import fs from 'node:fs';
import { type Tab, test } from './pages';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

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
    await page.evaluate(axe);
    // The frame around the tab is Backstage's own.
    const violations = await page.evaluate(async () => {
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
    expect(violations).toEqual([]);
  });
}
