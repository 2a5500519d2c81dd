import { type Page, test as base } from '@playwright/test';

/** The tabs of an entity page, as the address bar knows them. */
export type Tab = 'monitoring' | 'runbook' | 'maintenance';

export interface PipelinePages {
  open(entity: string, tab: Tab | '', query?: string): Promise<void>;
}

/** Signed in as the guest, with pages opened by entity and tab. */
export const test = base.extend<{ pipelinePages: PipelinePages }>({
  pipelinePages: async ({ page }, use) => {
    await page.addInitScript(() =>
      localStorage.setItem('@backstage/core:SignInPage:provider', 'guest'),
    );
    await use({
      open: async (entity, tab, query = '') => {
        await page.goto(
          `/catalog/default/component/${entity}${tab && `/${tab}`}${query}`,
        );
      },
    });
  },
});

/** Numbers in the last column of a chart's table view, newest first. */
export async function chartValues(page: Page, chart: string) {
  const card = page.getByRole('article', { name: chart, exact: true });
  await card.getByRole('button', { name: /as a table/i }).click();
  const cells = await card.getByRole('row').allInnerTexts();
  return cells
    .map(row => Number(row.trim().split(/\s+/).at(-1)?.replaceAll(',', '')))
    .filter(value => Number.isFinite(value));
}
