import { barOf, chartOf, expect, fieldOf, formOf, promptOf, stripOf, testAlone as test } from './lab.js';

// The pictures of the README are made here.
test.use({ viewport: { width: 940, height: 720 }, deviceScaleFactor: 2 });

test(
  'from the launcher to a verdict without typing a cell: form, run, failure by button, chart',
  { tag: '@core' },
  async ({ lab, page }) => {
    await page.locator('.jp-LauncherCard[title^="Spillway"]').first().click();
    await lab.idle();
    await lab.alone();
    await page.locator('.spillway-bar').getByRole('button', { name: 'Form' }).click();
    await page.getByRole('button', { name: 'Launch a streaming job' }).click();
    const job = lab.cell('job:');
    const form = formOf(job);
    await fieldOf(form, 'configuration').selectOption('reliable-replicated');
    await fieldOf(form, 'engine').selectOption('local');
    await fieldOf(form, 'source.rate').fill('200/s');
    await fieldOf(form, 'source.rate').press('Enter');
    await expect(barOf(job)).toContainText('Row 3: Reliable receivers, replicated storage level');
    await lab.picture('journey-form');
    await barOf(job).getByRole('button', { name: 'Form' }).click();
    await job.getByRole('button', { name: 'Run this cell' }).click();
    await expect(stripOf(job)).toContainText('steady');
    await lab.idle();
    await expect(promptOf(job)).toHaveText('[1]:');

    await stripOf(job).getByRole('button', { name: 'Inject failure now' }).click();
    await lab.picture('journey-inject');
    await page.getByRole('menuitem', { name: /^Kill the driver · / }).click();
    await expect(lab.cell('fail: clicks').locator('.jp-OutputArea')).toContainText('Driver killed');
    await expect(lab.cell('fail: clicks').locator('.cm-content')).toContainText(/kill: driver.*after: \w+/s);
    await expect(stripOf(job)).toContainText('steady');
    await lab.picture('journey-live');

    await page
      .locator('[data-jp-item-name="spillway-insert"] button, [data-jp-item-name="spillway-insert"] jp-button')
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Chart', exact: true }).click();
    const chart = lab.cell('chart: clicks');
    await chart.getByRole('button', { name: 'Run this cell' }).click();
    await expect(chartOf(chart)).toBeVisible();
    await expect(chart).toContainText('driver failure, “data loss”');
    await expect(stripOf(job)).toContainText('finished');
    await lab.picture('journey-chart', chart);
  }
);
