import { barOf, expect, fieldOf, formOf, notebookOf, promptOf, test, type Lab } from './lab.js';

/** The source of the notebook's cells, as the model has it. */
function sources(lab: Lab): Promise<readonly string[]> {
  return lab.page.evaluate(() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return (panel?.content?.widgets ?? []).map(cell => cell.model.sharedModel.getSource());
  });
}

const JOB = '# mine\njob: clicks   # its name\nstorageLevel: MEMORY_ONLY   # why not\n\nsource: {rate: 200/s}\n';

test.describe('the form of a cell', () => {
  test(
    'writes minimal edits that keep comments, each undone by one Ctrl Z',
    { tag: '@core' },
    async ({ lab, page }) => {
      await lab.open('form.ipynb', notebookOf('spillway', [JOB]));
      const cell = lab.cell('# mine');
      await barOf(cell).getByRole('button', { name: 'Form' }).click();
      const form = formOf(cell);
      await fieldOf(form, 'storageLevel').selectOption('MEMORY_ONLY_2');
      await fieldOf(form, 'writeAheadLog').selectOption('true');
      await fieldOf(form, 'source.rate').fill('300/s');
      await fieldOf(form, 'source.rate').press('Enter');
      await fieldOf(form, 'source.dataset').selectOption('birdstrikes');
      expect((await sources(lab))[0]).toBe(
        '# mine\njob: clicks   # its name\nstorageLevel: MEMORY_ONLY_2   # why not\nwriteAheadLog: true\n\nsource: {rate: 300/s, dataset: birdstrikes}\n'
      );
      await lab.picture('form');
      for (let step = 0; step < 4; step += 1) await page.keyboard.press('ControlOrMeta+z');
      expect((await sources(lab))[0]).toBe(JOB);
      await expect(fieldOf(form, 'storageLevel')).toHaveValue('MEMORY_ONLY');
      await fieldOf(form, 'storageLevel').selectOption('');
      expect((await sources(lab))[0]).toContain('\n# why not\n');
    }
  );

  test('shows what is wrong at its field, and steps aside where the text does not parse', async ({ lab, page }) => {
    await lab.open('wrong-form.ipynb', notebookOf('spillway', ['job: clicks\nbatchInterval: 500']));
    const cell = lab.cell('job: clicks');
    await barOf(cell).getByRole('button', { name: 'Form' }).click();
    const form = formOf(cell);
    await expect(fieldOf(form, 'batchInterval')).toHaveAttribute('aria-invalid', 'true');
    await expect(form).toContainText('500ms');
    await cell.locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\nsource: {rate');
    await expect(form).toContainText('No form for this text now');
    await expect(fieldOf(form, 'job')).toHaveCount(0);
    await lab.picture('form-aside');
  });

  test('fills in a job by keyboard alone; no key reaches the notebook', { tag: '@core' }, async ({ lab, page }) => {
    await lab.open('keyboard.ipynb', notebookOf('spillway', ['']));
    await expect(page.locator('.spillway-bar')).toContainText('Not filled in yet');
    await page.locator('.jp-Notebook .cm-content').first().click();
    await page.keyboard.press('ControlOrMeta+Shift+E');
    await expect(page.getByRole('button', { name: 'Launch a streaming job' })).toBeFocused();
    await page.keyboard.press('Space');
    const cell = lab.cell('job:');
    await expect(fieldOf(formOf(cell), 'job')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('bad dab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('abdxyz');
    await page.keyboard.press('Tab');
    for (const key of ['b', 'a', 'x', 'd', 'd', '0', 'm', 'y']) await page.keyboard.press(key);
    expect(await sources(lab)).toHaveLength(1);
    await page.keyboard.press('Escape');
    expect((await sources(lab))[0]).toContain('job: abdxyz');
    await page.keyboard.press('Shift+Enter');
    await lab.idle();
    await expect(promptOf(cell)).toHaveText('[1]:');
  });

  test('takes several failures, put in and taken out by a press, each undone by one Ctrl Z', async ({ lab, page }) => {
    const before =
      'job: clicks   # mine\nfailures:\n  - {kill: driver, after: ack}   # first\n  - kill: executor\n    after: put\n';
    await lab.open('failures.ipynb', notebookOf('spillway', [before]));
    const cell = lab.cell('job: clicks');
    await barOf(cell).getByRole('button', { name: 'Form' }).click();
    const form = formOf(cell);
    await fieldOf(form, 'failures.1.after').selectOption('out');
    await form.getByRole('button', { name: 'Add a failure' }).click();
    await expect(form.getByRole('group', { name: /Failure 3/ })).toBeVisible();
    await form.getByRole('button', { name: 'Remove failure 1' }).click();
    expect((await sources(lab))[0]).toBe(
      'job: clicks   # mine\nfailures:\n  - kill: executor\n    after: out\n  - {kill: driver, after: ack}\n'
    );
    await lab.picture('form-failures');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ControlOrMeta+z');
    expect((await sources(lab))[0]).toBe(before);
    await cell.locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('engine: local\nsource: {kafka: {start: true, topic: clicks}}');
    await expect(form).toContainText('Reads from Kafka');
    await expect(fieldOf(form, 'source.rate')).toHaveCount(0);
  });
});
