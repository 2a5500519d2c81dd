import { expect, type Page } from '@playwright/test';
import { test } from './pages';
import { portal } from './portal';

/** The parts of the Monitoring tab of each example, from its story in the sandbox and from its guide. */
const EXAMPLES = [
  {
    entity: 'aurora-restore',
    region: 'us-east-1',
    verdict: 'Everything that is watched is within its limits',
    component: ['aurora-restore-copy-snapshot', 'Healthy'],
    stage: 'Step Functions',
    alarmKind: { type: 'composite', only: 'AuroraRestore-CriticalFailure' },
    dashboard: 'AuroraRestorePipeline',
    widgets: ['Lambda Errors', 'Executions', 'Alarms'],
    query: 'State Transitions',
    finding: 'Guide, definition and AWS agree.',
  },
  {
    entity: 'glue-etl',
    region: 'us-east-1',
    verdict: 'Everything that is watched is within its limits',
    component: ['sample-etl-job', 'Healthy'],
    stage: 'ETL job',
    alarmKind: { type: 'metric', only: 'GlueJobFailureAlarm' },
    dashboard: 'DataPipelineMonitoring',
    widgets: ['Heap', 'Executors', 'Tasks of the range', 'Pipeline Alarms'],
    query: 'Glue Job Error Analysis',
    finding: 'ProcessingLatencyAlarm',
  },
  {
    entity: 'music-streaming',
    region: 'eu-west-1',
    verdict: /has not reported|Degraded|outside/,
    component: ['music_streaming_validation', 'Healthy'],
    alarmKind: { type: 'composite', only: 'performance_warning' },
    dashboard: 'music-streaming-costs',
    widgets: ['DynamoDB capacity', 'Requests of the range', 'Data moved'],
    stage: 'Airflow',
    finding: 'data_quality-reference-integrity',
  },
  {
    entity: 'sensor-data',
    region: 'us-east-2',
    verdict: /sensor-pipeline-critical/,
    component: ['Kafka publish', 'Failing'],
    stage: 'Kafka',
    alarmKind: { type: 'composite', only: 'sensor-pipeline-critical' },
    dashboard: 'sensor-data-pipeline',
    widgets: [
      'Failures by Stage',
      'Success rate of the stage',
      'Failures by stage',
      'Recent Errors',
    ],
    query: 'Pipeline failures by stage and type',
    finding: 'sensor-pipeline-s3-network-failures',
  },
  {
    entity: 'demand-pipeline',
    region: 'us-east-1',
    verdict: /Iterator age/,
    component: ['deliveryWorker', 'Degraded'],
    stage: 'Demand table',
    alarmKind: { type: 'metric', only: 'deliveryWorker-iterator-age' },
    dashboard: 'dmnd-pipeline-prod',
    widgets: ['Lag', 'Answers of S3', 'Batches that fail'],
    finding: 'deliveryWorker-kinesis-throttling',
  },
];

const region = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

const goTo = (page: Page, part: string) =>
  page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('button', { name: new RegExp(`^${part}`) })
    .click();

for (const expected of EXAMPLES) {
  test(`${expected.entity} has every part of the page`, async ({
    page,
    pipelinePages,
  }) => {
    await pipelinePages.open(expected.entity, 'monitoring');

    // 1 verdict and components, 2 stages, 9 sources
    await expect(page.getByText(expected.verdict).first()).toBeVisible();
    await expect(
      page
        .getByRole('list', { name: 'Components' })
        .getByRole('button', {
          name: new RegExp(`^${expected.component.join('.*')}`),
        })
        .first(),
    ).toBeVisible();
    await expect(
      page
        .getByRole('list', { name: 'Stages' })
        .getByRole('button', { name: new RegExp(`^${expected.stage}`) })
        .first(),
    ).toBeVisible();
    await expect(page.getByRole('list', { name: 'Sources' })).toContainText(
      expected.region,
    );

    // 3 alarms, by type; 8 their place in the console of their region
    const alarms = region(page, 'Alarms');
    await alarms
      .getByRole('combobox', { name: 'Filter by type' })
      .selectOption(expected.alarmKind.type);
    const alarm = alarms.getByRole('button', {
      name: expected.alarmKind.only,
      exact: true,
    });
    await expect(alarm).toBeVisible();
    await alarm.click();
    await expect(
      alarms.getByRole('link', { name: 'Open in the AWS console' }),
    ).toHaveAttribute(
      'href',
      new RegExp(
        `^https://${expected.region}\\.console\\.aws\\.amazon\\.com/cloudwatch/.*#alarmsV2:alarm/${expected.alarmKind.only}$`,
      ),
    );

    // 5 dashboards
    await goTo(page, 'Dashboards');
    const dashboards = region(page, 'Dashboards');
    await dashboards
      .getByRole('button', { name: expected.dashboard, exact: true })
      .click();
    for (const widget of expected.widgets) {
      await expect(
        dashboards.getByRole('heading', { name: widget, exact: true }).first(),
      ).toBeVisible();
    }

    // 6 saved queries
    if (expected.query) {
      await goTo(page, 'Logs');
      const logs = region(page, 'Logs');
      await logs
        .getByRole('combobox', { name: 'What to see of the logs' })
        .selectOption('queries');
      await logs
        .getByRole('combobox', { name: 'Saved query' })
        .selectOption({ label: expected.query });
      await logs.getByRole('button', { name: 'Run query' }).click();
      await expect(logs.getByText('Complete', { exact: true })).toBeVisible();
      await expect(
        logs.getByText(/records matched · .* scanned · /),
      ).toBeVisible();
    }

    // 7 findings
    await goTo(page, 'Findings');
    await expect(region(page, 'Findings')).toContainText(expected.finding);
  });
}

test('an alarm tells its data, who is told, what mutes it, and its history', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open(
    'sensor-data',
    'monitoring',
    '?alarm=sensor-pipeline-kafka-publish-failures',
  );
  const alarms = region(page, 'Alarms');
  await expect(alarms).toContainText('What decided the state');
  await expect(alarms).toContainText('SNS topic sensor-pipeline-alerts');
  await expect(
    alarms
      .getByRole('listitem')
      .filter({ hasText: /OK → In alarm/ })
      .first(),
  ).toBeVisible();
  await expect(alarms.locator('canvas').first()).toBeVisible();

  await alarms.getByRole('button', { name: /^Show \d+ alarms? that/ }).click();
  await alarms
    .getByRole('button', {
      name: 'sensor-pipeline-high-processing-latency',
      exact: true,
    })
    .click();
  await expect(alarms.getByText('muted', { exact: true })).toBeVisible();
  await expect(alarms).toContainText('sensor-broker-move');

  const undocumented = alarms.getByRole('row').filter({
    has: page.getByRole('button', {
      name: 'sensor-pipeline-s3-network-failures',
      exact: true,
    }),
  });
  await expect(undocumented).toContainText('not in the guide');
});

test('an anomaly detection alarm is drawn with its band', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open(
    'aurora-restore',
    'monitoring',
    '?alarm=AuroraRestore-AnomalyDetection',
  );
  const alarms = region(page, 'Alarms');
  await expect(alarms.locator('canvas').first()).toBeVisible();
  await expect(alarms).toContainText(/Grey band|band/);
});

test('a chart says since when it is over its limit, what is usual, and comes as a table and CSV', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('sensor-data', 'monitoring');
  const chart = page.getByRole('article', {
    name: 'Kafka publish failures',
    exact: true,
  });
  await chart.scrollIntoViewIfNeeded();
  await expect(chart.locator('canvas')).toBeVisible();
  await expect(chart).toContainText(/since \d\d:\d\d, \d+ min/);
  // Relative limits are lines where their base is known, and say where it comes from.
  await expect(
    page.getByRole('article', { name: 'Connections', exact: true }),
  ).toContainText('> 80% of connections = 160 (limits.connections of 200');
  // What is usual is read once and kept; the first reader may be ahead of it.
  await expect(async () => {
    await page.reload();
    await expect(
      page.getByRole('article', { name: 'QueueDepth', exact: true }),
    ).toContainText(/usual/, { timeout: 8_000 });
  }).toPass({ timeout: 45_000 });

  await chart.getByRole('button', { name: /as a table/ }).click();
  await expect(chart.getByRole('row').nth(5)).toBeVisible();
  const download = page.waitForEvent('download');
  await chart.getByRole('button', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('every kind of widget is drawn, or says why not', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open(
    'glue-etl',
    'monitoring',
    '?dashboard=DataPipelineMonitoring',
  );
  const dashboards = region(page, 'Dashboards');
  const widget = (name: string) =>
    dashboards.getByRole('region', { name, exact: true });
  // Widgets are drawn when they come into sight.
  await widget('Heap').scrollIntoViewIfNeeded();
  await expect(widget('Heap').getByRole('meter').first()).toBeVisible();
  await expect(widget('Executors').locator('canvas')).toBeVisible();
  await expect(
    widget('Tasks of the range').getByRole('row').nth(1),
  ).toBeVisible();
  await widget('Pipeline Alarms').scrollIntoViewIfNeeded();
  await expect(widget('Pipeline Alarms')).toContainText('GlueJobFailureAlarm');
  await expect(dashboards).toContainText('Widget type explorer is not drawn');
  const logs = widget('ETL Job Logs');
  await logs.scrollIntoViewIfNeeded();
  await logs.getByRole('button', { name: 'Run query' }).click();
  await expect(logs.getByText(/scanned/)).toBeVisible();

  await pipelinePages.open(
    'sensor-data',
    'monitoring',
    '?dashboard=sensor-data-pipeline',
  );
  await widget('Failures by stage').scrollIntoViewIfNeeded();
  await expect(
    widget('Failures by stage').getByRole('img').first(),
  ).toBeVisible();
  await dashboards.getByRole('combobox', { name: /stage/i }).selectOption({
    index: 1,
  });
  await expect(page).toHaveURL(/stage/);
});

test('a dashboard that only stands in the guide is shown and marked', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('demand-pipeline', 'monitoring');
  await goTo(page, 'Dashboards');
  const dashboards = region(page, 'Dashboards');
  await expect(dashboards).toContainText('in the guide, not deployed');
  await dashboards.getByRole('button', { name: 'Storage and queries' }).click();
  await expect(
    dashboards.getByRole('heading', { level: 3 }).first(),
  ).toBeVisible();
});

test('a log is followed, and its lines are laid out', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('sensor-data', 'monitoring');
  await goTo(page, 'Logs');
  const logs = region(page, 'Logs');
  await expect(logs).toContainText('keeps 30 d · guide asks 30 d ✓');
  await logs.getByRole('button', { name: 'Filters' }).click();
  await expect(logs).toContainText(/Metric filter .* feeds /);
  await logs.getByRole('button', { name: 'Follow' }).click();
  await expect(logs.getByText(/^[1-9]\d* new lines?$/)).toBeVisible();

  await pipelinePages.open(
    'glue-etl',
    'monitoring',
    '?group=/aws/lambda/DataPipelineMetricsFunction',
  );
  await logs
    .getByRole('button', { name: /as JSON/ })
    .first()
    .click();
  await expect(logs).toContainText('"service": "data-pipeline-metrics"');
});

test('a denied source names what its role lacks and hands out the policy', async ({
  page,
  pipelinePages,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const faults = `${portal.sandboxUrl}/_sandbox/faults`;
  await request.post(faults, {
    data: {
      kind: 'deny',
      operation: 'ListDashboards',
      account: '222222222222',
      region: 'us-east-1',
    },
  });
  try {
    // Nobody else looks at this environment's dashboards, so that no earlier answer is shown.
    await pipelinePages.open('demand-pipeline', 'monitoring', '?env=dev1');
    await goTo(page, 'Dashboards');
    const dashboards = region(page, 'Dashboards');
    await expect(dashboards).toContainText('cloudwatch:ListDashboards');
    await dashboards.getByRole('button', { name: /Copy policy/ }).click();
    const policy = JSON.parse(
      await page.evaluate(() => navigator.clipboard.readText()),
    );
    expect(JSON.stringify(policy)).toContain('cloudwatch:ListDashboards');
    // The rest of the page is whole.
    await expect(region(page, 'Alarms')).toContainText(/\d+ ok/);
  } finally {
    await request.delete(faults);
  }
});

test('the overview card tells the verdict, the alarms and the checks that are due', async ({
  page,
  pipelinePages,
}) => {
  await pipelinePages.open('sensor-data', '');
  await expect(
    page.getByText('Composite alarm sensor-pipeline-critical is in ALARM'),
  ).toBeVisible();
  await expect(page.getByText(/^prod · \d+ in alarm/)).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'sensor-pipeline-kafka-publish-failures' }),
  ).toBeVisible();
  await expect(page.getByText(/^Checks due: .*Daily/)).toBeVisible();
});
