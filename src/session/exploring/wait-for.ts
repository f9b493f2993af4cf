import type { Pace } from '../../engine/engine.js';

/** How often a wait for others' work draws, and looks whether it was interrupted. */
const breathMs = 40;

/** Waits for work that goes on elsewhere, breathing meanwhile. @throws what the work or the breath throws. */
export async function waitFor<T>(work: Promise<T>, pace: Pace): Promise<T> {
  let over = false;
  const settled = work.then(
    () => void (over = true),
    () => void (over = true)
  );
  while (!over) {
    const breath: { timer?: NodeJS.Timeout } = {};
    await Promise.race([
      settled,
      new Promise(resolve => {
        breath.timer = setTimeout(resolve, breathMs);
      })
    ]);
    clearTimeout(breath.timer);
    await pace.breathe();
  }
  return work;
}
