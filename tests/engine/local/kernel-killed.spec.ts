import { beforeAll, describe, expect, test } from '@jest/globals';
import { killedKernels } from './kernel-killed.js';

const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('a kernel that is killed leaves no process', () => {
  let kernels: Awaited<ReturnType<typeof killedKernels>>;
  beforeAll(async () => {
    kernels = await killedKernels();
  });

  test.each(['steady', 'paused', 120, 170, 230] as const)('killed at %s', async when => {
    const { before } = await kernels.kill(when); // throws with who is left
    expect(before).toBeGreaterThanOrEqual(typeof when === 'number' ? 1 : 5);
  });
});
