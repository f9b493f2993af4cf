import type { WebSocketRoute } from '@playwright/test';
import { Lab, errorOf, expect, notebookOf, promptOf, stripOf, test, testAlone } from './lab.js';

const LIVE = 'job: clicks\nconfiguration: reliable-replicated\nengine: local\nsource: {generate: true, rate: 100/s}';

test.describe('a job that runs', () => {
  test('is paused and stopped by its buttons, each the cell that it amounts to', async ({ lab }) => {
    const ending = LIVE.replace('rate: 100/s', 'rate: 200/s, records: 1600');
    await lab.open('live.ipynb', notebookOf('spillway', [ending, '# notes']));
    await lab.run(lab.cell('job: clicks'));
    const strip = stripOf(lab.cell('job: clicks'));
    await expect(strip).toContainText(/writes\/s .* on the way · [\d.]+ s/);
    await expect(strip.getByRole('progressbar')).toBeVisible();
    await strip.getByRole('button', { name: 'Pause' }).click();
    await expect(lab.cell('fail: clicks').locator('.cm-content')).toContainText('pause: driver');
    await expect(lab.cell('fail: clicks').locator('.jp-OutputArea')).toContainText(/paused/i);
    await lab.picture('live');
    await strip.getByRole('button', { name: 'Stop' }).click();
    await expect(strip).toContainText('finished');
    await expect(promptOf(lab.cell('stop: clicks'))).toHaveText(/\[\d+\]:/);
    await expect(strip.getByRole('button')).toHaveCount(0);
    // The failure stands above the stop, and what was there before stays last.
    const sources = await lab.page.locator('.jp-CodeCell .cm-line:first-child').allInnerTexts();
    expect(sources).toEqual(['job: clicks', 'fail: clicks', 'stop: clicks', '# notes']);
  });

  test('is there again after the page is loaded anew, its output too', { tag: '@core' }, async ({ lab, page }) => {
    await lab.open('reload-run.ipynb', notebookOf('spillway', [LIVE]));
    await lab.run(lab.cell('job: clicks'));
    await expect(stripOf(lab.cell('job: clicks'))).toContainText('steady');
    await lab.execute('docmanager:save');
    const saved = await lab.cell('job: clicks').locator('.jp-OutputArea-output').last().innerText();
    await lab.start();
    await lab.reopen('reload-run.ipynb');
    const strip = stripOf(lab.cell('job: clicks'));
    await expect(strip).toContainText('steady');
    const output = lab.cell('job: clicks').locator('.jp-OutputArea-output').last();
    // The strip says the same: the output is kept up to date for who has no strip.
    await expect(output).toBeHidden();
    await expect(output).toContainText('steady');
    await expect(output).not.toHaveText(saved);
    await lab.restart('kernelmenu:restart');
    await expect(page.locator('.spillway-live')).toHaveCount(0);
    await expect(output).toBeVisible();
  });

  test('is the same job in two tabs, and a button pressed in both at once acts once', async ({
    lab,
    page,
    context
  }) => {
    await lab.open('tabs.ipynb', notebookOf('spillway', [LIVE]));
    await lab.run(lab.cell('job: clicks'));
    await lab.execute('docmanager:save');
    const other = new Lab(await context.newPage());
    await other.start();
    await other.reopen('tabs.ipynb');
    await expect(stripOf(other.cell('job: clicks'))).toContainText('steady');
    const stop = (window: Lab): Promise<void> => window.execute('spillway:stop', { job: 'clicks', cell: 'job' });
    await Promise.all([stop(lab), stop(other)]);
    await expect(stripOf(other.cell('job: clicks'))).toContainText('finished');
    await expect(stripOf(lab.cell('job: clicks'))).toContainText('finished');
    const prompts = async (): Promise<readonly string[]> => {
      const each = [page, other.page].map(window => window.locator('.jp-CodeCell .jp-InputPrompt').allInnerTexts());
      return (await Promise.all(each)).flat().sort();
    };
    await expect.poll(prompts).toEqual(['[1]:', '[1]:', '[2]:']);
    await other.page.close();
  });

  testAlone('is there again, and obeys, when the connection to its kernel was lost for a while', async ({ page }) => {
    const connections = new Set<WebSocketRoute>();
    let passable = Promise.resolve();
    await page.routeWebSocket(/\/channels\b/, async connection => {
      await passable;
      connection.connectToServer();
      connections.add(connection);
    });
    const lab = new Lab(page);
    await lab.start();
    await lab.open('reconnect.ipynb', notebookOf('spillway', [LIVE]));
    await lab.run(lab.cell('job: clicks'));
    const strip = stripOf(lab.cell('job: clicks'));
    await expect(strip).toContainText('steady');

    let connect = (): void => undefined;
    passable = new Promise(resolve => (connect = resolve));
    for (const connection of connections) await connection.close();
    await lab.connection('connecting');
    const lastHeard = await strip.innerText();
    connect();
    await lab.connection('connected');
    await expect(strip).not.toHaveText(lastHeard);
    await expect(strip).toContainText('steady');
    await strip.getByRole('button', { name: 'Stop' }).click();
    await expect(strip).toContainText('finished');
    await expect(promptOf(lab.cell('stop: clicks'))).toHaveText('[2]:');
  });

  test('of many runs is stopped by an interrupt, and so are several that are compared', async ({ lab }) => {
    const many = 'job: clicks\nengine: simulated\nruns: 10000\nfailures: [{kill: driver, at: random}]';
    const other = 'job: views\nlike: clicks\nstorageLevel: MEMORY_ONLY';
    const compare = 'compare: [clicks, views]\nfailures: [{kill: driver, at: random}]';
    await lab.open('starting.ipynb', notebookOf('spillway', [many, other, compare]));
    for (const job of ['job: clicks', 'job: views']) {
      const cell = lab.cell(job);
      await cell.locator('.cm-content').click();
      await lab.begin('notebook:run-cell');
      await expect(stripOf(cell)).toContainText(/running.* of 10,000 runs/);
      await stripOf(cell).getByRole('button', { name: 'Stop' }).click();
      await expect(errorOf(cell)).toContainText(/interrupt/i);
      await expect(stripOf(cell)).toContainText('finished');
      await expect(stripOf(cell).getByRole('button')).toHaveCount(0);
    }
    await lab.cell('compare:').locator('.cm-content').click();
    await lab.begin('notebook:run-cell');
    const lines = stripOf(lab.cell('compare:'));
    await expect(lines).toHaveText([/^clicks.*running.* of 10,000 runs/, /^views.*running.* of 10,000 runs/]);
    await lab.picture('comparing', lab.cell('compare:'));
    await lines.getByRole('button', { name: 'Stop' }).click();
    await expect(errorOf(lab.cell('compare:'))).toContainText(/interrupt/i);
    await expect(lines).toHaveCount(0);
    await expect(stripOf(lab.cell('job: views'))).toContainText('finished');
  });
});
