import { fileURLToPath } from 'node:url';
import { barOf, expect, fieldOf, formOf, notebookOf, stripOf, testAlone as test, type Lab } from './lab.js';

const axe = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
const CELLS = [
  'job: clicks\nconfiguration: reliable-wal\nsupervise: false\nengine: simulated\nsource: {rate: 200/s, records: 2000}',
  'fail: clicks\nkill: dri',
  ''
];

/** What axe finds in our own parts: rule and element. */
async function violations({ page }: Lab): Promise<readonly string[]> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    const ours = ['.spillway-bar', '.spillway-live', '.spillway-form', '.spillway-runs', '.spillway-start'];
    const include = ours.filter(part => document.querySelector(part) !== null).map(part => [part]);
    const found = await window.axe?.run({ include });
    return (found?.violations ?? []).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

test('in every theme bars and forms can be read, by people and by their machines', async ({ lab, page }) => {
  await lab.open('appearance.ipynb', notebookOf('spillway', CELLS));
  // A bar is as high before its cell is drawn as after, whatever it says.
  const heights = await page.locator('.spillway-bar').evaluateAll(bars => bars.map(bar => bar.clientHeight));
  expect(new Set(heights)).toEqual(new Set([26]));
  await lab.run(lab.cell('job: clicks'));
  await expect(stripOf(lab.cell('job: clicks'))).toContainText('steady');
  for (const beginning of ['job: clicks', 'fail: clicks']) {
    await barOf(lab.cell(beginning)).getByRole('button', { name: 'Form' }).click();
  }
  await page.locator('.spillway-bar').last().getByRole('button', { name: 'Form' }).click();
  await page.getByRole('tab', { name: 'Spillway runs' }).click();
  for (const theme of ['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast'] as const) {
    await lab.theme(theme);
    await lab.reopen('appearance.ipynb');
    await fieldOf(formOf(lab.cell('job: clicks')), 'storageLevel').focus();
    await lab.picture(`appearance-${theme.toLowerCase().replaceAll(' ', '-')}`);
    expect.soft(await violations(lab), theme).toEqual([]);
    await lab.execute('spillway:open-tutorial');
    await expect(page.getByRole('button', { name: 'Open “Recipes”' })).toBeVisible();
    expect.soft(await violations(lab), theme).toEqual([]);
  }
  await expect(page.getByRole('tab', { name: 'Spillway Tutorials' })).toHaveCount(1);
  await lab.theme('JupyterLab Light');
});

test('bars are there again after a reload, and the notebook is as it was saved', async ({ lab }) => {
  await lab.open(
    'reload.ipynb',
    notebookOf('spillway', ['job: clicks\nconfiguration: reliable-replicated\nengine: simulated'])
  );
  await lab.runAll();
  await lab.execute('docmanager:save');
  await lab.start();
  await lab.reopen('reload.ipynb');
  await expect(barOf(lab.cell('job: clicks'))).toContainText('Row 3');
  expect(await lab.dirty()).toBe(false);
});
