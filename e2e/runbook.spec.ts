import { expect, type Page } from '@playwright/test';
import fs from 'node:fs';
import { test } from './pages';
import { portal } from './portal';

const ALARM = 'sensor-pipeline-kafka-publish-failures';
const PROCEDURE = 'High Kafka failure rate';

/** A step's answer: its buttons, named with the state it has. */
const answerOf = (page: Page, point: string, state = '') =>
  page.getByRole('group', {
    name: new RegExp(`^Answer of ${point}, ${state}`),
  });

async function press(page: Page, point: string, key: string) {
  await answerOf(page, point).focus();
  await page.keyboard.press(key);
}

async function write(page: Page, label: string, text: string) {
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('textbox', { name: label })).toBeHidden();
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return fs.readFileSync(await file.path(), 'utf8');
}

test('leads from the alarm to a copied command in three clicks, and two people run the procedure to its end', async ({
  page,
  context,
  pipelinePages,
  colleague,
}) => {
  test.setTimeout(180_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await pipelinePages.open('sensor-data', 'monitoring');

  // Two clicks from the alarm: its procedure, and the command with its values in place.
  await page
    .getByRole('region', { name: 'Alarms' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: ALARM, exact: true }) })
    .getByRole('link', { name: PROCEDURE })
    .click();
  const procedure = page.getByRole('article', { name: PROCEDURE });
  await procedure.getByRole('button', { name: 'Copy command' }).first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('--log-group-name /ecs/sensor-app');
  expect(copied).toContain('--region us-east-2');

  // The third one starts the run.
  await procedure
    .getByRole('button', { name: /^Start (run|another)$/ })
    .click();
  await expect(page).toHaveURL(/[?&]run=/);
  const run = page.url();
  await colleague.pages.open('sensor-data', 'runbook');
  await colleague.page.goto(run);
  await colleague.page.getByRole('button', { name: 'Join this run' }).click();
  const head = page.getByRole('region', { name: 'Run', exact: true });
  await expect(head).toContainText('colleague');

  // What one does, the other sees within seconds.
  await press(page, 'step 1', 'd');
  await expect(answerOf(colleague.page, 'step 1', 'done')).toBeVisible();
  await press(page, 'step 1', 'o');
  await write(
    page,
    'Output of a command',
    'kafka ERROR broker 2\nexport AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYSEEDEDKEY00',
  );
  await press(colleague.page, 'step 3', 's');
  await write(
    colleague.page,
    'Why is it skipped?',
    'The broker has been replaced already',
  );
  await expect(answerOf(page, 'step 3', 'skipped')).toBeVisible();
  await expect(
    page.getByText('The broker has been replaced already').first(),
  ).toBeVisible();

  // Both at once: each has a step of their own, and none of them is lost.
  await Promise.all([
    press(page, 'step 2', 'd'),
    press(colleague.page, 'step 4', 'd'),
  ]);
  for (const one of [page, colleague.page]) {
    await expect(answerOf(one, 'step 2', 'done')).toBeVisible();
    await expect(answerOf(one, 'step 4', 'done')).toBeVisible();
  }
  await press(page, 'step 5', 'd');
  await press(page, 'step 6', 'd');
  await expect(answerOf(colleague.page, 'step 6', 'done')).toBeVisible();

  // Data speaks against the verification: what it says is kept, and the point has failed.
  await colleague.page
    .getByRole('button', { name: /^Keep as evidence/ })
    .first()
    .click();
  await press(colleague.page, 'verification 1', 'f');
  await write(colleague.page, 'What went wrong?', 'Failures go on, but fewer');
  await expect(answerOf(page, 'verification 1', 'failed')).toBeVisible();

  await page.getByRole('button', { name: 'Mitigated' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the run: Mitigated' });
  await expect(dialog.getByRole('note')).toContainText('1 step is still open');
  await dialog
    .getByRole('textbox', { name: 'What was the outcome?' })
    .fill('Two of three brokers take messages again');
  await dialog.getByRole('button', { name: 'End run' }).click();
  await expect(head).toContainText('mitigated');
  await expect(
    colleague.page.getByRole('region', { name: 'Run', exact: true }),
  ).toContainText('Two of three brokers take messages again');

  const postMortem = await downloaded(page, 'Export post-mortem');
  for (const words of [
    `# Post-mortem draft: ${PROCEDURE}`,
    'sensor-pipeline-kafka-publish-failures',
    'user:development/colleague',
    'The broker has been replaced already',
    'kafka ERROR broker 2',
    'FailureCount',
    'Two of three brokers take messages again',
  ]) {
    expect(postMortem).toContain(words);
  }
  const record = JSON.parse(await downloaded(page, 'JSON'));
  expect(record.outcome).toBe('mitigated');
  expect(postMortem + JSON.stringify(record)).not.toContain('SEEDED');

  await portal.restartBackend();
  await page.goto(run);
  await page.getByRole('link', { name: /^All runs/ }).click();
  const history = page.getByRole('region', { name: 'Runs', exact: true });
  const row = history.getByRole('row').filter({ hasText: PROCEDURE }).first();
  await expect(row).toContainText('mitigated');
  await expect(row).toContainText(/7 of 8|7\/8/);
  await row.getByRole('link', { name: PROCEDURE }).click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    'guest ended the run: mitigated',
  );
});
