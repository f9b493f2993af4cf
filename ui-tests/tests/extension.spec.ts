import { expect, notebookOf, test } from './lab.js';

test.describe('Spillway in JupyterLab', { tag: '@core' }, () => {
  test('the launcher offers the kernel, with its picture', async ({ lab, page }) => {
    const card = page.locator('.jp-LauncherCard[title^="Spillway"]').first();
    await expect(card).toBeVisible();
    const picture = card.locator('img.jp-Launcher-kernelIcon');
    await expect(picture).toHaveAttribute('src', /kernelspecs\/spillway\/logo-svg\.svg/);
    await expect
      .poll(() => picture.evaluate(image => image instanceof HTMLImageElement && image.naturalWidth))
      .toBeGreaterThan(0);
    await lab.picture('launcher');
  });

  test('the extension is listed and loaded', async ({ lab, page }) => {
    const listed = await page.request.get('/lab/api/extensions');
    expect(await listed.json()).toContainEqual(
      expect.objectContaining({ name: 'jupyterlab-spillway', enabled: true, status: 'ok' })
    );
    const settings = await page.request.get('/lab/api/settings/jupyterlab-spillway:plugin');
    expect(settings.ok()).toBe(true);
    await lab.open('markdown.ipynb', {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: 'python3', display_name: 'Python' } },
      cells: [{ id: 'text', cell_type: 'markdown', metadata: {}, source: '```spillway\njob: clicks\n```' }]
    });
    await expect(page.locator('.jp-RenderedMarkdown code span', { hasText: /^job$/ })).toHaveClass(/ͼ/);
  });

  test('cells are highlighted as YAML: keys, values and comments differ', async ({ lab, page }) => {
    await lab.open('highlight.ipynb', notebookOf('spillway', ['job: clicks   # why\nwriteAheadLog: true']));
    const line = page.locator('.jp-CodeCell .cm-line').first();
    const key = line.locator('span', { hasText: /^job$/ });
    const comment = line.locator('span', { hasText: '# why' });
    await expect(key).toBeVisible();
    await expect(comment).toBeVisible();
    const colours = [line, key, comment].map(part => part.evaluate(node => getComputedStyle(node).color));
    expect(new Set(await Promise.all(colours)).size).toBe(3);
  });

  test('a Python notebook beside ours works, and looks, as it always did', async ({ lab, page }) => {
    await lab.open('ours.ipynb', notebookOf('spillway', ['job: clicks']));
    await lab.open('python.ipynb', notebookOf('python3', ['def double(n):\n    return 2 * n\nprint(double(21))']));
    await expect(lab.cell('def double').locator('.cm-line span', { hasText: /^def$/ })).toBeVisible();
    await lab.runAll();
    await expect(lab.cell('def double').locator('.jp-OutputArea-output')).toHaveText('42');
    expect(await page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) [class*="spillway"]').count()).toBe(0);
  });
});
