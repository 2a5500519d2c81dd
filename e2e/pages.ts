import { type Page, test as base } from '@playwright/test';
import { portal } from './portal';

/** The tabs of an entity page, as the address bar knows them. */
export type Tab = 'monitoring' | 'runbook' | 'maintenance';

export interface PipelinePages {
  open(entity: string, tab: Tab | '', query?: string): Promise<void>;
}

async function signedIn(page: Page): Promise<PipelinePages> {
  await page.addInitScript(() =>
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest'),
  );
  return {
    open: async (entity, tab, query = '') => {
      await page.goto(
        `/catalog/default/component/${entity}${tab && `/${tab}`}${query}`,
      );
    },
  };
}

/** A browser of a second person. */
export interface Colleague {
  page: Page;
  pages: PipelinePages;
}

/** Signed in as the guest, with pages opened by entity and tab; and as a colleague in another browser. */
export const test = base.extend<{
  pipelinePages: PipelinePages;
  colleague: Colleague;
}>({
  pipelinePages: async ({ page }, use) => {
    await use(await signedIn(page));
  },
  colleague: async ({ browser }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/api/auth/guest/refresh*', route =>
      route.fulfill({
        contentType: 'application/json',
        body: portal.colleague(),
      }),
    );
    await use({ page, pages: await signedIn(page) });
    await context.close();
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
