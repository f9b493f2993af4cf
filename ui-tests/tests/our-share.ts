/** How long a page is busy with our code while something happens: from a profile of the browser's, so it holds what our code calls too. */
import type { Page } from '@playwright/test';

const OURS = '/extensions/jupyterlab-spillway/static/';
const SAMPLE_US = 100;

/** @returns ms, to a tenth: a sample is 0.1 ms. */
export async function ourShare(page: Page, happening: () => Promise<void>): Promise<number> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Profiler.enable');
  await browser.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await browser.send('Profiler.start');
  await happening();
  const { profile } = await browser.send('Profiler.stop');
  await browser.detach();
  const within = new Set<number>();
  // A node stands before its children.
  for (const { id, callFrame, children = [] } of profile.nodes) {
    if (callFrame.url.includes(OURS)) within.add(id);
    if (within.has(id)) for (const child of children) within.add(child);
  }
  const us = (profile.samples ?? []).reduce(
    (sum, node, at) => sum + (within.has(node) ? (profile.timeDeltas?.[at] ?? 0) : 0),
    0
  );
  return Math.round(us / 100) / 10;
}
