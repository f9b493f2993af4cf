import { expect, notebookOf, testAlone as test } from './lab.js';

const CELLS = [
  'job: clicks\nconfiguration: reliable-replicated\nengine: simulated',
  'fail: clicks\nkill: driver\nafter: ack',
  'chart: clicks',
  'job: safer\nlike: clicks\nconfiguration: reliable-wal',
  'fail: safer\nkill: driver\nafter: ack',
  'chart: safer'
];

test('the side panel lists the notebook’s runs, leads to their charts, and compares two', async ({ lab, page }) => {
  await lab.open('runs.ipynb', notebookOf('spillway', CELLS));
  await page.getByRole('tab', { name: 'Spillway runs' }).click();
  const runs = page.getByRole('region', { name: 'Spillway runs' });
  await expect(runs).toContainText('No run has been judged yet');
  await lab.runAll();
  await expect(runs.getByRole('listitem')).toHaveCount(2);
  await expect(runs.getByRole('listitem').first()).toContainText('lost');
  await runs.getByRole('button', { name: 'Show the chart' }).last().click();
  await expect(lab.cell('chart: safer')).toBeInViewport();
  for (const job of ['clicks', 'safer']) await runs.getByLabel(`Choose ${job} to compare`).check();
  await runs.getByRole('button', { name: 'Compare the chosen two' }).click();
  await expect(lab.cell('compare: [clicks, safer]').locator('.jp-OutputArea-output').first()).toBeVisible();
  // The panel takes its place from the notebook, whose charts are still seen whole.
  const chart = lab.cell('compare: [clicks, safer]').locator('.jp-RenderedVegaCommon5');
  await expect(chart.locator('svg.marks')).toBeVisible();
  expect(await chart.evaluate(output => output.scrollWidth <= output.clientWidth)).toBe(true);
  await lab.picture('runs');
  await lab.open('beside.ipynb', notebookOf('python3', ['x = 1']));
  await expect(runs).toContainText('No Spillway notebook is in front');
});
