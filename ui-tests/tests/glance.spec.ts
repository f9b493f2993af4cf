import { barOf, expect, notebookOf, test } from './lab.js';

const JOB = 'job: clicks\nconfiguration: reliable-wal   # the safest with a receiver';

test.describe('the bar above a cell', () => {
  test(
    'shows the row of the page with its promises, and changes with the text',
    { tag: '@core' },
    async ({ lab, page }) => {
      await lab.open(
        'glance.ipynb',
        notebookOf('spillway', [JOB, 'fail: clicks\nkill: driver\nafter: ack', 'chart: clicks'])
      );
      const bar = barOf(lab.cell('job: clicks'));
      await expect(bar).toContainText('Row 4: Reliable receivers, write-ahead logging');
      await expect(bar.locator('[data-promise="kept"]')).toHaveText([
        '✓ executor failure: no data loss',
        '✓ driver failure: no data loss'
      ]);
      await expect(barOf(lab.cell('fail: clicks'))).toContainText('driver failure: no data loss');
      await expect(barOf(lab.cell('chart: clicks'))).toContainText('Chart what happened');
      await lab.cell('job: clicks').locator('.cm-content').click();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type('\nsupervise: false');
      await expect(bar.locator('[data-promise="void"]')).toContainText('driver failure');
      await expect(bar).toContainText('void with supervise: false');
      await expect(barOf(lab.cell('fail: clicks')).locator('[data-promise="void"]')).toBeVisible();
      await lab.picture('glance-void', page.locator('.jp-Notebook'));
      await page.keyboard.type('\nstorageLevel: MEMORY');
      await expect(bar).toContainText('1 problem');
    }
  );
});
