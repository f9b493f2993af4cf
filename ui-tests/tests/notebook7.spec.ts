import { test } from '@playwright/test';
import { Lab, barOf, expect, fieldOf, formOf, notebookOf, stripOf } from './lab.js';

test('Notebook 7 has bars, forms, the menu, and live jobs', async ({ page }) => {
  const lab = new Lab(page);
  const cells = ['job: clicks\nengine: simulated\nconfiguration: reliable-wal', 'fail: clicks\nkill: driver'];
  await page.request.put('/api/contents/seven.ipynb', {
    data: { type: 'notebook', content: notebookOf('spillway', cells) }
  });
  await page.goto('/notebooks/seven.ipynb');
  await lab.idle();
  const job = page.locator('.jp-CodeCell').first();
  await expect(barOf(job)).toContainText('Row 4');
  await barOf(job).getByRole('button', { name: 'Form' }).click();
  await fieldOf(formOf(job), 'configuration').selectOption('reliable-replicated');
  await expect(barOf(job)).toContainText('Row 3');
  await expect(page.locator('[data-jp-item-name="spillway-insert"]')).toBeVisible();
  await job.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(stripOf(job)).toContainText('steady');
  await lab.picture('notebook7');
  await stripOf(job).getByRole('button', { name: 'Stop' }).click();
  await expect(stripOf(job)).toContainText('finished');
  await expect(page.locator('.jp-CodeCell')).toHaveCount(3);
});
