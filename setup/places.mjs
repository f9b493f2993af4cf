import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's own folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Whether this is Windows, where programs end in .exe and links to folders are junctions. */
export const windows = process.platform === 'win32';

/**
 * A path inside the checkout.
 *
 * @param {string[]} parts names below the root
 */
export function inside(...parts) {
  return join(root, ...parts);
}

/**
 * A program of the checkout's virtual environment.
 *
 * @param {string} name without ending: `python`, `jupyter`
 */
export function venvProgram(name) {
  return windows ? inside('.venv', 'Scripts', `${name}.exe`) : inside('.venv', 'bin', name);
}

/** Where the virtual environment looks for kernels and extensions: the build outputs are linked there. */
export const share = inside('.venv', 'share', 'jupyter');
