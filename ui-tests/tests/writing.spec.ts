import { barOf, expect, notebookOf, promptOf, test, testAlone } from './lab.js';

test.describe('writing a cell', () => {
  test('is completed from the schema with its sentences, each once', async ({ lab, page }) => {
    await lab.open('complete.ipynb', notebookOf('spillway', ['job: clicks\nstorageLevel: ']));
    await lab.cell('job: clicks').locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Tab');
    const offers = page.locator('.jp-Completer-match');
    await expect(offers.first()).toBeVisible();
    const texts = await offers.allInnerTexts();
    const words = texts.map(text => text.split(/\s+\(/)[0]);
    expect(texts).toContainEqual(expect.stringMatching(/^MEMORY_ONLY_2\s+\(Two copies, .*\)$/));
    expect(new Set(words).size).toBe(words.length);
    await lab.picture('completion-words');
  });

  test('is completed while the kernel is busy', async ({ lab, page }) => {
    const long = 'job: long\nengine: simulated\nruns: 10000\nfailures: [{kill: driver, at: random}]';
    await lab.open('busy.ipynb', notebookOf('spillway', [long, 'chart: ']));
    await lab.cell('job: long').locator('.cm-content').click();
    await lab.begin('notebook:run-cell');
    await lab.busy();
    await lab.cell('chart:').locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Tab');
    await expect(page.locator('.jp-Completer-match')).toHaveText(/^long\b/);
    await page.keyboard.press('Enter');
    await expect(page.locator('.cm-content').nth(1)).toContainText('chart: long');
    await lab.execute('kernelmenu:interrupt');
    await lab.idle();
  });

  test('shows what is wrong under the word, with a fix, and explains at a pointer’s rest', async ({ lab, page }) => {
    await lab.open('squiggle.ipynb', notebookOf('spillway', ['job: clicks\nstorage_level: MEMORY_ONLY']));
    const wrong = page.locator('.cm-lintRange-error');
    await expect(wrong).toHaveText('storage_level');
    await wrong.hover();
    const fix = page.locator('.cm-diagnosticAction');
    await expect(fix).toBeVisible();
    await lab.picture('squiggle');
    await fix.click();
    await expect(lab.cell('job: clicks').locator('.cm-line').nth(1)).toHaveText('storageLevel: MEMORY_ONLY');
    await expect(wrong).toHaveCount(0);
    await page
      .locator('.cm-line')
      .nth(1)
      .hover({ position: { x: 30, y: 5 } });
    await expect(page.locator('.spillway-tooltip')).toContainText('MEMORY_AND_DISK_SER_2');
    await lab.picture('hover');
  });
});

test.describe('a new notebook', () => {
  test('begins at a tutorial, copied into the folder', async ({ lab, page }) => {
    await page.locator('.jp-LauncherCard[title^="Examples to begin with"]').click();
    const open = page.getByRole('button', { name: 'Open “Your first failure”' });
    await expect(open).toBeVisible();
    await lab.picture('tutorials');
    await open.click();
    await lab.idle();
    await expect(barOf(lab.cell('job: clicks'))).toContainText('Row 3');
    const copied = await page.request.get('/api/contents/01-first-failure.ipynb');
    expect(copied.ok()).toBe(true);
  });

  test('is filled by the menu Insert alone, and runs', async ({ lab, page }) => {
    await lab.execute('spillway:new-notebook');
    await lab.idle();
    await expect(page.locator('.spillway-bar')).toContainText('Not filled in yet');
    for (const verb of ['Job', 'Failure', 'Chart']) {
      await page
        .locator('[data-jp-item-name="spillway-insert"] button, [data-jp-item-name="spillway-insert"] jp-button')
        .first()
        .click();
      if (verb === 'Job') await lab.picture('insert');
      await page.getByRole('menuitem', { name: verb, exact: true }).click();
    }
    await lab.runAll();
    await expect(promptOf(lab.cell('chart: clicks'))).toHaveText('[3]:');
    await expect(lab.cell('chart: clicks')).toContainText('lost');
  });

  testAlone('has its cells written, and its forms shown, as the settings say', async ({ lab, page }) => {
    const settings = '/lab/api/settings/jupyterlab-spillway:plugin';
    const set = (raw: object) => page.request.put(settings, { data: { raw: JSON.stringify(raw) } });
    expect((await set({ engine: 'flink' })).ok()).toBe(false);
    await set({ engine: 'simulated', dataset: 'birdstrikes', formsOpen: true, updateEvery: 1000, runsKept: 3 });
    await lab.start();
    await lab.execute('spillway:new-notebook');
    await lab.idle();
    await expect(page.locator('.spillway-form')).toBeVisible();
    await lab.execute('spillway:insert-cell', { verb: 'job' });
    const source = lab.cell('job: clicks').locator('.cm-content');
    await expect(source).toContainText('engine: simulated');
    await expect(source).toContainText('source: {dataset: birdstrikes}');
    await set({});
  });
});
