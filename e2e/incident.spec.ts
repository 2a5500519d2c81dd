import { expect } from '@playwright/test';
import { chartValues, test } from './pages';
import { portal } from './portal';

const ALARM = 'sensor-pipeline-kafka-publish-failures';

test('metric, alarm, composite alarm, log and procedure tell one story', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('sensor-data', 'monitoring');

  const alarms = page.getByRole('region', { name: 'Alarms' });
  const row = alarms.getByRole('row').filter({
    has: page.getByRole('button', { name: ALARM, exact: true }),
  });
  await expect(row.getByRole('cell').first()).toHaveText('In alarm');
  await expect(row).toContainText('FailureCount Sum > 5 for 1 of 1 x 5 min');
  await expect(row).toContainText(/\d+ at \d\d:\d\d, limit 5/);
  // The rule of the composite alarm, with the state of each of its leaves.
  await expect(
    alarms.getByRole('listitem').filter({ hasText: ALARM }).last(),
  ).toContainText('In alarm');

  // Five-minute sums of the newest hour are above the limit of the guide.
  const values = await chartValues(page, 'Kafka publish failures');
  expect(Math.max(...values)).toBeGreaterThan(5);
  await expect(
    page.getByRole('article', { name: 'Kafka publish failures', exact: true }),
  ).toContainText('check brokers, topic, message size');

  const logs = page.getByRole('region', { name: 'Logs' });
  await logs.getByRole('searchbox').fill('FAILURE_TRACKED');
  await logs.getByRole('button', { name: 'Search' }).click();
  await expect(
    logs.getByText(/FAILURE_TRACKED Stage: kafka_publish/).first(),
  ).toBeVisible();

  await row.getByRole('link', { name: 'High Kafka failure rate' }).click();
  const procedure = page.getByRole('article', {
    name: 'High Kafka failure rate',
  });
  await expect(procedure.getByRole('note')).toContainText(ALARM);
  await expect(procedure.getByRole('note')).toContainText('In alarm');
  await expect(
    procedure.getByRole('button', { name: /copy/i }).first(),
  ).toBeVisible();
});

test('commands come filled in for the environment that was chosen', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('demand-pipeline', 'runbook', '?env=dev1');
  await page
    .getByRole('navigation', { name: 'Procedures' })
    .getByRole('link', { name: /^Lambda function not processing records/ })
    .click();
  const procedure = page.getByRole('article', {
    name: 'Lambda function not processing records',
  });
  await expect(procedure).toContainText('--function-name deliveryWorker-dev1');
  await page
    .getByRole('combobox', { name: 'Environment' })
    .selectOption('prod');
  await expect(procedure).toContainText('--function-name deliveryWorker-prod');
});

test('a source that refuses is named, and the page is not empty', async ({
  page,
  pipelinePages,
  request,
}) => {
  const faults = `${portal.sandboxUrl}/_sandbox/faults`;
  await request.post(faults, {
    data: {
      kind: 'deny',
      operation: 'FilterLogEvents',
      account: '111111111111',
    },
  });
  try {
    await pipelinePages.open('aurora-restore', 'monitoring');
    const logs = page.getByRole('region', { name: 'Logs' });
    await expect(logs).toContainText('logs:FilterLogEvents');
    await expect(page.getByRole('region', { name: 'Alarms' })).toContainText(
      '7 ok',
    );
  } finally {
    await request.delete(faults);
  }
});
