import { beforeAll, describe, expect, test } from '@jest/globals';
import { killedKernels, type KillWhen } from './kernel-killed.js';

const onUnix = process.platform === 'win32' ? describe.skip : describe;
/** From before the supervisor is there until the job is long under way. */
const whiles: readonly KillWhen[] = Array.from({ length: 40 }, (_, index) => 20 + 25 * index);
const moments: readonly KillWhen[] = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 'paused' : 'steady'));

onUnix('a kernel that is killed at any moment leaves no process', () => {
  let kernels: Awaited<ReturnType<typeof killedKernels>>;
  beforeAll(async () => {
    kernels = await killedKernels();
  });

  test('fifty times', async () => {
    for (const when of [...whiles, ...moments]) {
      const { before } = await kernels.kill(when); // throws with who is left
      expect(before).toBeGreaterThanOrEqual(typeof when === 'number' ? 1 : 5);
    }
  }, 300_000);
});
