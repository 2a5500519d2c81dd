import { expect } from '@playwright/test';
import fs from 'node:fs';
import { type Tab, test } from './pages';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const READY: Record<Tab, RegExp> = {
  monitoring: /In alarm/,
  runbook: /Steps/,
  maintenance: /Not answered yet|guest/i,
};

for (const tab of ['monitoring', 'runbook', 'maintenance'] as const) {
  test(`axe finds nothing in the ${tab} tab`, async ({
    page,
    pipelinePages,
  }) => {
    await pipelinePages.open('sensor-data', tab);
    await expect(page.getByText(READY[tab]).first()).toBeVisible();
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
        { include: [['[data-pipeline-ops]']] },
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
