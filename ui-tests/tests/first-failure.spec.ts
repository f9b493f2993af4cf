import { chartOf, errorOf, example, expect, promptOf, tableOf, test } from './lab.js';

const NAME = 'first-failure.ipynb';

test.describe('the first notebook', { tag: '@core' }, () => {
  test.setTimeout(120_000);

  test('Run All draws the chart and the tables, fails nowhere, and stays clean once saved', async ({ lab, page }) => {
    await lab.open(NAME, example('01-first-failure.ipynb'));
    await lab.runAll();
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    await expect(tableOf(lab.cell('chart: clicks'))).toBeVisible();
    await expect(lab.cell('fail: clicks')).toContainText('with the job and not yet processed');
    await expect(chartOf(lab.cell('table: streaming'))).toBeVisible();
    await expect(page.locator('[data-mime-type="application/vnd.spillway+json"]')).toHaveCount(0);
    await lab.picture('chart', lab.cell('chart: clicks'));
    await lab.picture('table', lab.cell('table: streaming'));

    await lab.execute('docmanager:save');
    const saved = await (await page.request.get(`/api/contents/${NAME}`)).text();
    expect(saved).toContain('"output_type": "display_data"');
    expect(saved).not.toContain('"output_type": "error"');
    await lab.start();
    await lab.reopen(NAME);
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    await expect(chartOf(lab.cell('table: streaming'))).toBeVisible();
    expect(await lab.dirty()).toBe(false);
  });

  test('Restart and Run All gives it again', async ({ lab }) => {
    await lab.open('again.ipynb', example('01-first-failure.ipynb'));
    await lab.runAll();
    const before = await lab.cell('fail: clicks').locator('.jp-OutputArea').innerText();
    await lab.restart('notebook:restart-run-all');
    await expect(promptOf(lab.cell('job: clicks'))).toHaveText('[1]:');
    await expect(chartOf(lab.cell('table: streaming'))).toBeVisible();
    await lab.idle();
    // The same seed in virtual time: the same stake, to the record.
    expect(await lab.cell('fail: clicks').locator('.jp-OutputArea').innerText()).toBe(before);
    await expect(errorOf(lab.cell('expect: safer'))).toHaveCount(0);
  });

  test('in the dark theme it can be read', async ({ lab, page }) => {
    await lab.theme('JupyterLab Dark');
    await lab.open('dark.ipynb', example('01-first-failure.ipynb'));
    await lab.runAll();
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    const ground = lab.cell('chart: clicks').locator('.jp-RenderedVegaCommon5');
    expect(await ground.evaluate(node => getComputedStyle(node).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
    await lab.picture('chart-dark', lab.cell('chart: clicks'));
    await lab.picture('table-dark', lab.cell('table: streaming'));
    await lab.picture('notebook-dark', page.locator('.jp-Notebook'));
    await lab.theme('JupyterLab Light');
  });

  test('after a kernel restart a chart is drawn from the archive, and says so', async ({ lab }) => {
    await lab.open('archive.ipynb', example('01-first-failure.ipynb'));
    await lab.runAll();
    await lab.restart('kernelmenu:restart');
    await lab.idle();
    await lab.run(lab.cell('chart: clicks'));
    await expect(promptOf(lab.cell('chart: clicks'))).toHaveText('[1]:');
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    await expect(lab.cell('chart: clicks')).toContainText(/from the archive/i);
  });
});
