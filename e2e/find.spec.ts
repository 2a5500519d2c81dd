import { expect } from '@playwright/test';
import { test } from './pages';

test('finds a procedure by the words of a step, and opens it there', async ({
  page,
  pipelinePages,
}) => {
  test.setTimeout(150_000);
  await pipelinePages.open('sensor-data', '');
  const found = page.getByRole('link', {
    name: /^High Kafka failure rate › step 6: .*back off exponentially/,
  });
  // The local index is filled within a minute of the start. Not so after a test that had the clock ahead: what the
  // scheduler planned then lies a day away. Tests run in the order of their files' names.
  await expect(async () => {
    await page.goto('/search?query=retries+exponentially');
    await expect(found).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
  await expect(page.locator('mark').first()).toHaveText(
    /retries|exponentially/i,
  );

  await found.click();
  await expect(page).toHaveURL(/\/sensor-data\/runbook\?.*step=/);
  await expect(
    page.getByText('Make sure that retries back off exponentially'),
  ).toBeInViewport();
});
