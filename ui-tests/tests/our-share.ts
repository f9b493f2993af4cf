/** How long a page is busy with our code while something happens: from a profile of the browser's, so it holds what our code calls too. */
import type { Page } from '@playwright/test';

const OURS = '/extensions/jupyterlab-spillway/static/';
const SAMPLE_US = 100;

/** @returns what was spent, as a sentence: ms, and by which functions of ours that others called. */
export async function ourShare(page: Page, happening: () => Promise<void>): Promise<string> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Profiler.enable');
  await browser.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await browser.send('Profiler.start');
  await happening();
  const { profile } = await browser.send('Profiler.stop');
  await browser.detach();
  /** By a node's id: the function of ours that it belongs to. A node stands before its children. */
  const within = new Map<number, string>();
  for (const { id, callFrame, children = [] } of profile.nodes) {
    const { url, functionName, lineNumber, columnNumber } = callFrame;
    if (!within.has(id) && url.includes(OURS)) within.set(id, `${functionName}:${lineNumber}:${columnNumber}`);
    const entered = within.get(id);
    if (entered !== undefined) for (const child of children) within.set(child, entered);
  }
  const spent = new Map<string, number>();
  (profile.samples ?? []).forEach((node, at) => {
    const entered = within.get(node);
    if (entered !== undefined) spent.set(entered, (spent.get(entered) ?? 0) + (profile.timeDeltas?.[at] ?? 0));
  });
  const ms = (us: number): string => `${(us / 1000).toFixed(1)} ms`;
  const sum = [...spent.values()].reduce((all, us) => all + us, 0);
  const parts = [...spent].map(([entered, us]) => `${entered} ${ms(us)}`);
  return `${ms(sum)} (${parts.join(', ')})`;
}
