import { expect, test } from '@playwright/test';

test('smoke', async ({ page }) => {
  await page.goto('/catalog/default/component/sensor-data/monitoring');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByText('sensor-pipeline-critical').first()).toBeVisible();
});
