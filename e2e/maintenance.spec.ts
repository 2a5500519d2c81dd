import { expect } from '@playwright/test';
import { test } from './pages';
import { portal } from './portal';

test('a tick survives a reload and a restart, with who and when', async ({
  page,
  pipelinePages,
}, { project }) => {
  test.setTimeout(180_000);
  // Each project ticks a line of its own: they share one portal.
  const line = project.name === 'light' ? 0 : 1;
  await pipelinePages.open('sensor-data', 'maintenance');
  const item = page
    .getByRole('region', { name: /^Daily, / })
    .getByRole('list')
    .first()
    .locator('> li')
    .nth(line);
  await expect(item).toContainText('Not answered yet');
  await item.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(item).toContainText(/guest, \d\d:\d\d/i);

  await page.reload();
  await expect(item).toContainText(/guest, \d\d:\d\d/i);

  await portal.restartBackend();
  await page.reload();
  await expect(item).toContainText(/guest, \d\d:\d\d/i);
  await expect(
    item.getByRole('button', { name: 'Done', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
});

test('not done asks for a note, and an undo takes the answer back', async ({
  page,
  pipelinePages,
}, { project }) => {
  const list = project.name === 'light' ? /^Weekly/ : /^Monthly/;
  await pipelinePages.open('glue-etl', 'maintenance');
  await page
    .getByRole('list', { name: 'Checklists' })
    .getByRole('button', { name: list })
    .click();
  const item = page
    .getByRole('region', { name: list })
    .getByRole('list')
    .first()
    .locator('> li')
    .first();
  await item.getByRole('button', { name: 'Not done' }).click();
  await item.getByRole('textbox').fill('Waiting for the new cluster');
  await item.getByRole('textbox').press('Enter');
  await expect(item).toContainText('Waiting for the new cluster');
  await item.getByRole('button', { name: /^Undo/ }).click();
  await expect(item).toContainText('Not answered yet');
});

test('past periods are there to read', async ({ page, pipelinePages }) => {
  await pipelinePages.open('demand-pipeline', 'maintenance');
  await page.getByRole('button', { name: 'Earlier period' }).click();
  await expect(
    page.getByRole('button', { name: 'Today', exact: true }),
  ).toBeEnabled();
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await expect(
    page.getByRole('button', { name: 'Later period' }),
  ).toBeDisabled();
});
