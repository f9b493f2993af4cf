/** Programs of the machine that a broker needs, run to their end. */
import { spawn } from 'node:child_process';

export interface Ran {
  /** null: it could not be started, or was killed. */
  readonly status: number | null;
  /** What it wrote on both of its outputs. */
  readonly output: string;
}

export interface Running {
  readonly folder?: string;
  /** Kills it. */
  readonly signal?: AbortSignal;
}
export type Run = (path: string, words: readonly string[], running?: Running) => Promise<Ran>;

/** Never throws: a program that is not there has no status. */
export const runProgram: Run = (path, words, { folder, signal } = {}) => {
  return new Promise(resolve => {
    // On Windows a .cmd file is a script of the shell's.
    const shell = path.endsWith('.cmd');
    const program = spawn(path, words, {
      ...{ cwd: folder, shell, signal, killSignal: 'SIGKILL', windowsHide: true },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    let output = '';
    for (const stream of [program.stdout, program.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    program.on('error', error => resolve({ status: null, output: error.message }));
    program.on('close', status => resolve({ status, output }));
  });
};
