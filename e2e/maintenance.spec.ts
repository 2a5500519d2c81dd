import { expect, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { test } from './pages';
import { portal } from './portal';

const EXAMPLES = [
  'aurora-restore',
  'glue-etl',
  'music-streaming',
  'sensor-data',
  'demand-pipeline',
];

const panelOf = (page: Page, list: RegExp) =>
  page.getByRole('region', { name: list });

const itemsOf = (page: Page, list: RegExp) =>
  panelOf(page, list).locator('li[aria-label]');

/** The item with all its answers open, once data has had its say. */
async function withAnswers(item: Locator): Promise<Locator> {
  await expect(item).toBeVisible();
  await expect(item.getByText('Asking the data…')).toHaveCount(0);
  const others = item.getByRole('button', { name: /^Other answers/ });
  if (await others.isVisible()) {
    await others.click();
  }
  return item;
}

async function notDone(item: Locator, why: string) {
  await withAnswers(item);
  await item.getByRole('button', { name: 'Not done' }).click();
  await item.getByRole('textbox').fill(why);
  await item.getByRole('textbox').press('Enter');
  await expect(item).toContainText(why);
}

test('a tick survives a reload and a restart, with who and when', async ({
  page,
  pipelinePages,
}, { project }) => {
  test.setTimeout(180_000);
  // Each project ticks a line of its own: they share one portal.
  const line = project.name === 'light' ? 0 : 1;
  await pipelinePages.open('sensor-data', 'maintenance');
  const item = itemsOf(page, /^Daily, /).nth(line);
  await expect(item).toContainText('Not answered yet');
  await withAnswers(item);
  await item.getByRole('button', { name: 'Done', exact: true }).click();
  const reason = item.getByRole('textbox');
  // Where data speaks against it, a reason is asked for first.
  if (await reason.isVisible()) {
    await reason.fill('Looked at it with the team');
    await reason.press('Enter');
  }
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
  const item = itemsOf(page, list).first();
  await notDone(item, 'Waiting for the new cluster');
  await item.getByRole('button', { name: /^Undo/ }).click();
  await expect(item).toContainText('Not answered yet');
});

test('past periods are there to read', async ({ page, pipelinePages }) => {
  await pipelinePages.open('demand-pipeline', 'maintenance');
  const earlier = page.getByRole('button', { name: 'Earlier period' });
  await earlier.click();
  const today = page.getByRole('button', { name: 'Today', exact: true });
  await expect(today).toBeEnabled();
  await expect(earlier).toBeFocused();
  await today.click();
  await expect(
    page.getByRole('button', { name: 'Later period' }),
  ).toBeDisabled();
});

test('data answers items of the examples, some with yes and some with no', async ({
  page,
  pipelinePages,
}) => {
  test.setTimeout(120_000);
  const said = { yes: 0, no: 0 };
  for (const entity of EXAMPLES) {
    await pipelinePages.open(entity, 'maintenance');
    const lists = page.getByRole('list', { name: 'Checklists' });
    for (const cadence of [/^Daily/, /^Weekly/, /^Monthly/]) {
      await lists.getByRole('button', { name: cadence }).click();
      const items = itemsOf(page, cadence);
      await expect(items.first()).toBeVisible();
      await expect(page.getByText('Asking the data…')).toHaveCount(0);
      said.yes += await items.getByText('Data says yes').count();
      said.no += await items.getByText('Data says no').count();
    }
  }
  expect(said.yes).toBeGreaterThan(0);
  expect(said.no).toBeGreaterThan(0);
});

test('of two who answer one item at once, the other sees who was first', async ({
  page,
  pipelinePages,
  colleague,
}, { project }) => {
  const line = project.name === 'light' ? 0 : 1;
  await pipelinePages.open('music-streaming', 'maintenance');
  await colleague.pages.open('music-streaming', 'maintenance');
  const both = [page, colleague.page].map(each =>
    itemsOf(each, /^Daily/).nth(line),
  );
  for (const item of both) {
    await withAnswers(item);
    await item.getByRole('button', { name: 'N/A' }).click();
    await item.getByRole('textbox').fill('No deliveries today');
  }
  await Promise.all(both.map(item => item.getByRole('textbox').press('Enter')));
  const alerts = [page, colleague.page].map(each =>
    each.getByRole('alert').filter({ hasText: 'before you' }),
  );
  await expect
    .poll(async () => {
      const counts = await Promise.all(alerts.map(alert => alert.count()));
      return counts[0] + counts[1];
    })
    .toBe(1);
  const [mine, theirs] = await Promise.all(
    both.map(item => item.getByText(/, \d\d:\d\d/).innerText()),
  );
  expect(mine).toBe(theirs);
});

test('the calendar, the answers, the CSV and the sheet tell what was done', async ({
  page,
  pipelinePages,
}, { project }) => {
  const why = `The table is locked in ${project.name}`;
  const line = project.name === 'light' ? 0 : 1;
  await pipelinePages.open('aurora-restore', 'maintenance');
  await notDone(itemsOf(page, /^Daily/).nth(line), why);
  const history = panelOf(page, /^History of Daily/);
  const today = history.locator('button[aria-current="true"]');
  await expect(today).toHaveAccessibleName(/[1-9] of \d+ answered$/);

  await history
    .getByRole('combobox', { name: 'What the history shows' })
    .selectOption({ label: 'Answers' });
  await expect(history).toContainText(why);

  const download = page.waitForEvent('download');
  await history.getByRole('button', { name: /^CSV of/ }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toContain(why);

  await history.getByRole('button', { name: 'Sheet for the auditor' }).click();
  const sheet = page.getByRole('dialog', { name: /^Record of checks/ });
  await expect(sheet).toContainText(why);
  await expect(sheet).toContainText('user:default/guest');
  await page.emulateMedia({ media: 'print' });
  await expect(sheet.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.locator('#root')).toBeHidden();
  await page.emulateMedia({ media: null });
});

for (const [width, height] of [
  [1280, 720],
  [360, 740],
]) {
  test(`nothing is cut off at ${width} x ${height}`, async ({
    page,
    pipelinePages,
  }) => {
    await page.setViewportSize({ width, height });
    await pipelinePages.open('demand-pipeline', 'maintenance');
    const item = await withAnswers(itemsOf(page, /^Daily/).first());
    for (const answer of ['Done', 'Not done', 'N/A']) {
      const button = item.getByRole('button', { name: answer, exact: true });
      await button.scrollIntoViewIfNeeded();
      await expect(button).toBeInViewport({ ratio: 1 });
    }
    const panel = panelOf(page, /^Daily/);
    const cut = await panel.evaluate(
      element => element.scrollWidth - element.clientWidth,
    );
    expect(cut).toBeLessThanOrEqual(0);
  });
}
