import { expect, type Locator, type Page } from '@playwright/test';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type PipelinePages, test } from './pages';
import { portal } from './portal';

const DAY = 86_400_000;

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

/** Shows the daily list; what is most urgent is shown first otherwise, on a Sunday the weekly one. */
async function openDaily(page: Page, pages: PipelinePages, entity: string) {
  await pages.open(entity, 'maintenance');
  await page
    .getByRole('list', { name: 'Checklists' })
    .getByRole('button', { name: /^Daily/ })
    .click();
}

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

async function download(page: Page, button: Locator): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button.click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

const isGiven = /Guest, \d\d:\d\d/i;

/** The points that a guide has under a heading, as its writer sees them. */
function pointsUnder(guide: string, heading: string): string[] {
  const section = guide
    .split(/^#+ /m)
    .find(part => part.startsWith(`${heading}\n`));
  return [...(section ?? '').matchAll(/^- (?:\[ \] )?(.+)$/gm)].map(
    ([, point]) => point.replaceAll('`', ''),
  );
}

test('every guide has its daily, weekly and monthly list, point by point', async ({
  page,
  pipelinePages,
}) => {
  for (const entity of EXAMPLES) {
    const guide = fs.readFileSync(
      path.join(portal.root, 'examples', entity, 'docs/operations.md'),
      'utf8',
    );
    await pipelinePages.open(entity, 'maintenance');
    const lists = page.getByRole('list', { name: 'Checklists' });
    for (const cadence of ['Daily', 'Weekly', 'Monthly']) {
      const points = pointsUnder(guide, cadence);
      expect(points.length).toBeGreaterThanOrEqual(3);
      const name = new RegExp(`^${cadence}`);
      await lists.getByRole('button', { name }).click();
      const items = itemsOf(page, name);
      await expect(items).toHaveCount(points.length);
      const texts = items.evaluateAll(all =>
        all.map(item => item.getAttribute('aria-label')),
      );
      expect(await texts).toEqual(points);
    }
  }
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
  await withAnswers(item);
  await item.getByRole('button', { name: 'Not done' }).click();
  await item.getByRole('textbox').press('Enter');
  await expect(item.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expect(item).toContainText('Not answered yet');
  await notDone(item, 'Waiting for the new cluster');
  await item.getByRole('button', { name: /^Undo/ }).click();
  await expect(item).toContainText('Not answered yet');
});

test('past periods are there to read', async ({ page, pipelinePages }) => {
  await openDaily(page, pipelinePages, 'demand-pipeline');
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

test('data answers one item with yes, which is confirmed, and one with no, which takes a reason', async ({
  page,
  pipelinePages,
}) => {
  await openDaily(page, pipelinePages, 'demand-pipeline');
  const item = (text: string) => page.getByRole('listitem', { name: text });
  const arriving = item('New objects keep arriving in S3');
  await expect(arriving).toContainText('Data says yes');
  await arriving.getByRole('button', { name: /^Confirm/ }).click();
  await expect(arriving).toContainText(isGiven);
  const keptEvidence = async () => {
    await arriving.getByRole('button', { name: /^Show the evidence/ }).click();
    const kept = arriving.getByRole('group').filter({ hasText: 'Data said' });
    await expect(kept).toContainText('Data said yes');
    await expect(kept).toContainText(/newest \d+ in the 1 min to/);
    return kept.innerText();
  };
  const kept = await keptEvidence();
  await page.reload();
  expect(await keptEvidence()).toBe(kept);
  await arriving.getByRole('button', { name: /^Undo/ }).click();
  await expect(arriving).toContainText('Not answered yet');

  const age = item('IteratorAge of the function');
  await expect(age).toContainText('Data says no');
  await expect(age).toContainText(/limit 60 s/);
  await expect(age.getByRole('button', { name: /^Confirm/ })).toHaveCount(0);
  await age.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(
    age.getByRole('textbox', { name: /^Data speaks against it/ }),
  ).toBeFocused();
  await expect(age.getByRole('button', { name: 'Save' })).toBeDisabled();
  await age.getByRole('button', { name: 'Cancel' }).click();
  await expect(age).toContainText('Not answered yet');
});

test('of two who answer one item at once, the other sees who was first', async ({
  page,
  pipelinePages,
  colleague,
}, { project }) => {
  const line = project.name === 'light' ? 0 : 1;
  await openDaily(page, pipelinePages, 'music-streaming');
  await openDaily(colleague.page, colleague.pages, 'music-streaming');
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
  await openDaily(page, pipelinePages, 'aurora-restore');
  await notDone(itemsOf(page, /^Daily/).nth(line), why);
  const history = panelOf(page, /^History of Daily/);
  const today = history.locator('button[aria-current="true"]');
  await expect(today).toHaveAccessibleName(/[1-9] of \d+ answered$/);

  await history
    .getByRole('combobox', { name: 'What the history shows' })
    .selectOption({ label: 'Answers' });
  await expect(history).toContainText(why);

  expect(
    await download(page, history.getByRole('button', { name: /^CSV of/ })),
  ).toContain(why);

  await history.getByRole('button', { name: 'Sheet for the auditor' }).click();
  const sheet = page.getByRole('dialog', { name: /^Record of checks/ });
  await expect(sheet).toContainText(why);
  await expect(sheet).toContainText('user:development/guest');
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
    await openDaily(page, pipelinePages, 'demand-pipeline');
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

test('a tick survives a reload, a restart and the night; the next day begins anew', async ({
  page,
  pipelinePages,
}, { project }) => {
  test.setTimeout(150_000);
  // Each project ticks a list of its own: they share one portal.
  const entity = project.name === 'light' ? 'glue-etl' : 'sensor-data';
  const why = `Waiting for the vendor, in ${project.name}`;
  await openDaily(page, pipelinePages, entity);
  const items = itemsOf(page, /^Daily, /);
  const heading = page.getByRole('heading', { name: /^Daily, / });
  const title = (await heading.innerText()).replace('Daily, ', '');
  const [done, refused, open] = await Promise.all(
    [0, 1, 2].map(async n => (await items.nth(n).getAttribute('aria-label'))!),
  );
  await withAnswers(items.nth(0));
  await items.nth(0).getByRole('button', { name: 'Done', exact: true }).click();
  const reason = items.nth(0).getByRole('textbox');
  // Where data speaks against it, a reason is asked for first.
  if (await reason.isVisible()) {
    await reason.fill('Looked at it with the team');
    await reason.press('Enter');
  }
  await expect(items.nth(0)).toContainText(isGiven);
  await notDone(items.nth(1), why);
  await page.reload();
  await expect(items.nth(0)).toContainText(isGiven);
  await expect(items.nth(1)).toContainText(why);

  const day = Date.parse(`${title} UTC`);
  const tomorrowNoon = day + 1.5 * DAY;
  await portal.restartBackend({ aheadMs: tomorrowNoon - Date.now() });
  try {
    await page.clock.setFixedTime(tomorrowNoon);
    await openDaily(page, pipelinePages, entity);
    await expect(items).toHaveCount(3);
    await expect(heading).not.toContainText(title);
    await expect(items.getByText('Not answered yet')).toHaveCount(3);

    // The day that is over tells what was done in it, and takes no more.
    const history = panelOf(page, /^History of Daily/);
    await history
      .getByRole('button', { name: `${title}: missed, 2 of 3 answered` })
      .click();
    await expect(heading).toContainText(title);
    await expect(panelOf(page, /^Daily, /)).toContainText('Past, read-only');
    await expect(items.nth(0)).toContainText(/Done · Guest/i);
    await expect(items.nth(1)).toContainText(why);
    await expect(items.nth(2)).toContainText('Not answered yet');
    for (const button of await items
      .getByRole('button', { name: 'Not done' })
      .all()) {
      await expect(button).toBeDisabled();
    }

    const csv = await download(
      page,
      history.getByRole('button', { name: /^CSV of/ }),
    );
    const key = `D:${new Date(day).toISOString().slice(0, 10)},`;
    const lines = csv.split('\r\n').filter(line => line.startsWith(key));
    const lineOf = (text: string, state: string) =>
      lines.filter(line => line.includes(text) && line.includes(`,${state},`));
    expect(lineOf(done, 'done').length).toBeGreaterThan(0);
    expect(lineOf(refused, 'not-done').at(-1)).toContain(why);
    expect(lineOf(open, 'missed')).toHaveLength(1);
  } finally {
    await portal.restartBackend();
  }

  await page.clock.setFixedTime(Date.now());
  await openDaily(page, pipelinePages, entity);
  await expect(items.nth(0)).toContainText(/Done · Guest/i);
  await expect(items.nth(1)).toContainText(why);
});
