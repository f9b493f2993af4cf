import { chartOf, example, expect, notebookOf, promptOf, tableOf, test } from './lab.js';

const NAME = 'first-failure.ipynb';
const CELLS = [
  'job: clicks\nconfiguration: reliable-replicated\nengine: simulated',
  'fail: clicks\nkill: driver\nafter: ack',
  'chart: clicks'
];

test.describe('the first notebook', () => {
  test.setTimeout(180_000);

  test('Run All draws the chart and the tables, fails nowhere, and stays clean once saved', async ({ lab, page }) => {
    await lab.open(NAME, example('01-first-failure.ipynb'));
    await lab.runAll();
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    await expect(tableOf(lab.cell('chart: clicks'))).toBeAttached();
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
});

test.describe('a notebook', () => {
  test('is the same again after Restart and Run All', { tag: '@core' }, async ({ lab }) => {
    await lab.open('again.ipynb', notebookOf('spillway', CELLS));
    await lab.runAll();
    await lab.run(lab.cell('chart: clicks'));
    await expect(promptOf(lab.cell('chart: clicks'))).toHaveText('[4]:');
    const before = await lab.cell('fail: clicks').locator('.jp-OutputArea').innerText();
    await lab.restart('notebook:restart-run-all');
    await expect(promptOf(lab.cell('chart: clicks'))).toHaveText('[3]:');
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    // The same seed in virtual time: the same stake, to the record.
    expect(await lab.cell('fail: clicks').locator('.jp-OutputArea').innerText()).toBe(before);
  });

  test('can be read in the dark theme', async ({ lab, page }) => {
    await lab.theme('JupyterLab Dark');
    await lab.open('dark.ipynb', notebookOf('spillway', [...CELLS, 'table: streaming\nengine: simulated']));
    await lab.runAll();
    await expect(chartOf(lab.cell('table: streaming'))).toBeVisible();
    const ground = lab.cell('chart: clicks').locator('.jp-RenderedVegaCommon5');
    expect(await ground.evaluate(node => getComputedStyle(node).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
    await lab.picture('chart-dark', lab.cell('chart: clicks'));
    await lab.picture('table-dark', lab.cell('table: streaming'));
    await lab.picture('notebook-dark', page.locator('.jp-Notebook'));
    await lab.theme('JupyterLab Light');
    // JupyterLab draws no chart anew when the theme changes: its words take the colour of those around it.
    const word = ground.locator('svg.marks text').first();
    const colours = () =>
      word.evaluate(node => [getComputedStyle(node).fill, getComputedStyle(document.body).color] as const);
    await expect.poll(async () => new Set(await colours()).size).toBe(1);
  });

  test('draws a chart from the archive after a kernel restart, and says so', async ({ lab }) => {
    await lab.open('archive.ipynb', notebookOf('spillway', CELLS));
    await lab.runAll();
    await lab.restart('kernelmenu:restart');
    await lab.idle();
    await lab.run(lab.cell('chart: clicks'));
    await expect(promptOf(lab.cell('chart: clicks'))).toHaveText('[1]:');
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    await expect(lab.cell('chart: clicks')).toContainText(/from the archive/i);
  });
});
