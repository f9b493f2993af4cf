import { chartOf, expect, notebookOf, stripOf, test } from './lab.js';

const LIVE = 'job: clicks\nconfiguration: reliable-replicated\nengine: local\nsource: {rate: 200/s}';

test.describe('a job that runs', () => {
  test('shows how it stands; its buttons insert the cells that they amount to, and run them', async ({ lab, page }) => {
    await lab.open('live.ipynb', notebookOf('spillway', [LIVE, 'chart: clicks']));
    await lab.run(lab.cell('job: clicks'));
    const strip = stripOf(lab.cell('job: clicks'));
    await expect(strip).toContainText('steady');
    await expect(strip).toContainText(/writes\/s .* on the way .* s$|writes\/s/);
    await lab.picture('live');
    await strip.getByRole('button', { name: 'Inject failure now' }).click();
    await lab.picture('live-inject');
    await page.getByRole('menuitem', { name: /^Kill the driver · / }).click();
    await expect(lab.cell('fail: clicks').locator('.jp-OutputArea')).toContainText('Driver killed');
    await expect(lab.cell('fail: clicks').locator('.cm-content')).toContainText(/after: \w+/);
    await strip.getByRole('button', { name: 'Stop' }).click();
    await expect(strip).toContainText('finished');
    await expect(strip.getByRole('button')).toHaveCount(0);
    await lab.run(lab.cell('chart: clicks'));
    await expect(chartOf(lab.cell('chart: clicks'))).toBeVisible();
    await lab.picture('live-over', page.locator('.jp-Notebook'));
  });
});
