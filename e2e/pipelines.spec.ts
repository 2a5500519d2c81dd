import { expect } from '@playwright/test';
import { test } from './pages';

/** What each example must show, from its story in the sandbox and from its own operations document. */
const PIPELINES = [
  {
    entity: 'aurora-restore',
    verdict: 'Healthy',
    alarm: 'AuroraRestore-CriticalFailure',
    section: 'aurora-restore-copy-snapshot',
    chart: 'Errors',
    logGroup: '/aws/lambda/aurora-restore-copy-snapshot',
    runbook: 'Lambda errors',
    cadences: ['Daily', 'Weekly', 'Monthly', 'Quarterly'],
  },
  {
    entity: 'glue-etl',
    verdict: 'Healthy',
    alarm: 'GlueJobMemoryAlarm',
    section: 'sample-etl-job',
    chart: 'Failed tasks',
    logGroup: '/aws-glue/jobs/output',
    runbook: 'The job runs out of memory',
    cadences: ['Daily', 'Weekly', 'Monthly'],
  },
  {
    entity: 'music-streaming',
    verdict: 'Degraded',
    alarm: 'data_quality-validation-error-rate',
    section: 'music_streaming_validation',
    chart: 'Failed tasks',
    logGroup: 'airflow-music-streaming-Task',
    runbook: 'Quality metrics are missing',
    cadences: ['Daily', 'Weekly', 'Monthly', 'Quarterly'],
  },
  {
    entity: 'sensor-data',
    verdict: 'Failing',
    alarm: 'sensor-pipeline-kafka-publish-failures',
    section: 'Kafka publish',
    chart: 'Kafka publish failures',
    logGroup: '/ecs/sensor-app',
    runbook: 'High Kafka failure rate',
    cadences: ['Daily', 'Weekly', 'Monthly'],
  },
  {
    entity: 'demand-pipeline',
    verdict: 'Degraded',
    alarm: 'deliveryWorker-iterator-age',
    section: 'deliveryWorker',
    chart: 'Iterator age',
    logGroup: '/aws/lambda/deliveryWorker-prod',
    runbook: 'High iterator age',
    cadences: ['Daily', 'Weekly', 'Monthly'],
  },
];

for (const expected of PIPELINES) {
  test.describe(expected.entity, () => {
    test('shows alarms, charts and log groups', async ({
      page,
      pipelinePages,
    }) => {
      await pipelinePages.open(expected.entity, 'monitoring');
      await expect(
        page.getByText(expected.verdict, { exact: true }).first(),
      ).toBeVisible();

      const alarms = page.getByRole('region', { name: 'Alarms' });
      const okAlarms = alarms.getByRole('button', { name: /^Show \d+ alarm/ });
      await expect(alarms.getByText(/\d+ ok/)).toBeVisible();
      if (await okAlarms.isVisible()) await okAlarms.click();
      await expect(
        alarms.getByRole('button', { name: expected.alarm, exact: true }),
      ).toBeVisible();

      const section = page.getByRole('region', {
        name: expected.section,
        exact: true,
      });
      const chart = section.getByRole('article', {
        name: expected.chart,
        exact: true,
      });
      await chart.scrollIntoViewIfNeeded();
      await expect(chart.locator('canvas')).toBeVisible();

      await expect(
        page
          .getByRole('region', { name: 'Logs' })
          .getByRole('option', { name: expected.logGroup }),
      ).toHaveCount(1);
    });

    test('shows its procedures with steps', async ({ page, pipelinePages }) => {
      await pipelinePages.open(expected.entity, 'runbook');
      await page
        .getByRole('navigation', { name: 'Procedures' })
        .getByRole('link', { name: new RegExp(`^${expected.runbook}`) })
        .first()
        .click();
      const procedure = page.getByRole('article', { name: expected.runbook });
      await expect(
        procedure.getByRole('heading', { name: expected.runbook }),
      ).toBeVisible();
      await expect(
        procedure.getByRole('heading', { name: 'Steps' }),
      ).toBeVisible();
      await expect(
        procedure.getByRole('link', { name: 'Link to step 3' }),
      ).toBeVisible();
    });

    test('shows its checks by cadence', async ({ page, pipelinePages }) => {
      await pipelinePages.open(expected.entity, 'maintenance');
      for (const cadence of expected.cadences) {
        await expect(
          page
            .getByRole('list', { name: 'Checklists' })
            .getByRole('button', { name: new RegExp(`^${cadence}\\b`) }),
        ).toBeVisible();
      }
      await page
        .getByRole('list', { name: 'Checklists' })
        .getByRole('button', { name: /^Weekly/ })
        .click();
      await expect(
        page.getByRole('region', { name: /Weekly, Week \d+/ }),
      ).toBeVisible();
    });
  });
}

test('an entity without the annotation says how to add it', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('web-clicks', 'monitoring');
  await expect(
    page.getByText('pipeline-ops/pipeline-id: web-clicks'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy' })).toBeVisible();
});

test('what the documents name and AWS lacks is said', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('glue-etl', 'monitoring');
  await expect(
    page.getByText(/ProcessingLatencyAlarm is documented in/),
  ).toBeVisible();
});

test('a writer sees what was read from the guide, line by line', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('glue-etl', 'runbook');
  await page.getByRole('button', { name: 'What was read' }).click();
  const guide = page.getByRole('region', {
    name: 'docs/operations.md',
    exact: true,
  });
  await expect(page.getByText(/^\d+ elements recognised/)).toBeVisible();
  await expect(
    guide.getByRole('listitem').filter({ hasText: 'DataQualityAlarm' }).first(),
  ).toContainText(/^line \d+.*Alarm/);
  // The alarm that only the guide knows is a finding, with its line.
  await pipelinePages.open('glue-etl', 'monitoring');
  const findings = page.getByRole('region', { name: 'Findings', exact: true });
  await expect(
    findings
      .getByRole('listitem')
      .filter({ hasText: 'ProcessingLatencyAlarm' })
      .first(),
  ).toContainText(/Alarm missing.*docs\/operations\.md, line \d+/);
});
