/** A kernel that is killed with SIGKILL, and what is left of its job. */
import { bundled, bundledScripts } from './bundled.js';
import { processesWith, startNode, untilNoneWith } from './processes.js';

/** The promise: so long after the kernel's end nothing of its job is left, ms. */
const longestMs = 2000;

export type KillWhen = number | 'steady' | 'paused';

export async function killedKernels() {
  const [kernel, scripts] = await Promise.all([
    bundled('tests/engine/local/kernel-main.ts', 'kernel'),
    bundledScripts()
  ]);
  return {
    /** Kills a kernel so many ms after its start, or when it has said so. @returns how many processes there were, and after how long none was left, ms. */
    async kill(when: KillWhen): Promise<{ readonly before: number; readonly tookMs: number }> {
      const words = [kernel, scripts.supervisor, scripts.process, ...(when === 'paused' ? ['paused'] : [])];
      const { child, says } = startNode(words);
      await (typeof when === 'number' ? new Promise(resolve => setTimeout(resolve, when)) : says(when));
      const all = [kernel, scripts.supervisor, scripts.process];
      const before = all.flatMap(processesWith).length;
      child.kill('SIGKILL');
      return { before, tookMs: await untilNoneWith(all, longestMs) };
    }
  };
}
