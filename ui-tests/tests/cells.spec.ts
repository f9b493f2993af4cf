import { errorOf, expect, notebookOf, promptOf, test } from './lab.js';

test.describe('a cell', { tag: '@core' }, () => {
  test('that is wrong shows its line with a caret, and starts nothing', async ({ lab }) => {
    await lab.open('wrong.ipynb', notebookOf('spillway', ['job: mistaken\nbatchInterval: 500', 'jobs: all']));
    await lab.runAll();
    const error = errorOf(lab.cell('job: mistaken'));
    await expect(error).toContainText('batchInterval: 500');
    await expect(error).toContainText('^');
    await expect(error).toContainText('500ms');
    await lab.picture('error', lab.cell('job: mistaken'));
    await lab.run(lab.cell('jobs: all'));
    await expect(promptOf(lab.cell('jobs: all'))).toHaveText(/\[\d+\]:/);
    await expect(lab.cell('jobs: all').locator('.jp-OutputArea')).not.toContainText('mistaken');
  });

  test('that runs for long ends at an interrupt; the kernel goes on', async ({ lab }) => {
    const long = 'job: long\nengine: simulated\nruns: 10000\nfailures: [{kill: driver, at: random}]';
    await lab.open('interrupt.ipynb', notebookOf('spillway', [long, 'job: short\nengine: simulated']));
    await lab.cell('job: long').locator('.cm-content').click();
    await lab.begin('notebook:run-cell');
    await lab.busy();
    await lab.execute('kernelmenu:interrupt');
    await expect(errorOf(lab.cell('job: long'))).toContainText(/interrupt/i);
    await lab.idle();
    await lab.run(lab.cell('job: short'));
    await expect(promptOf(lab.cell('job: short'))).toHaveText(/\[\d+\]:/);
    await expect(errorOf(lab.cell('job: short'))).toHaveCount(0);
  });

  test('completes its verbs at Tab and explains a word at Shift Tab', async ({ lab, page }) => {
    await lab.open('help.ipynb', notebookOf('spillway', ['# first', 'job: clicks\nwriteAheadLog: true']));
    await lab.cell('# first').locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('jo');
    await page.keyboard.press('Tab');
    for (const verb of ['job', 'jobs']) {
      await expect(page.locator('.jp-Completer-match', { hasText: new RegExp(`^${verb}\\b`) }).first()).toBeVisible();
    }
    await lab.picture('completion');
    await page.keyboard.press('Escape');
    await lab
      .cell('job: clicks')
      .locator('.cm-line', { hasText: 'writeAheadLog' })
      .click({ position: { x: 20, y: 5 } });
    await page.keyboard.press('Shift+Tab');
    await expect(page.locator('.jp-Tooltip')).toContainText(/write-ahead log/i);
  });
});
