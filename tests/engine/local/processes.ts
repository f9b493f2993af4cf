/** The processes of this machine, looked at from outside. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Seen {
  readonly pid: number;
  readonly command: string;
}

/** Every process whose command line has this word. */
export function processesWith(word: string): readonly Seen[] {
  return execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap(line => {
      const [, pid, state = '', command = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return command.includes(word) && !state.startsWith('Z') ? [{ pid: Number(pid), command }] : [];
    });
}

/** Resolves with how long it took until none of those was left, ms. @throws with who was left after so long. */
export async function untilNoneWith(words: readonly string[], longestMs: number): Promise<number> {
  const from = performance.now();
  for (;;) {
    const left = words.flatMap(processesWith);
    const tookMs = performance.now() - from;
    if (left.length === 0) {
      return tookMs;
    }
    if (tookMs > longestMs) {
      throw new Error(`after ${longestMs} ms there were left: ${JSON.stringify(left)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** A program of node's, and the lines that it prints. */
export function startNode(words: readonly string[]): {
  readonly child: ChildProcess;
  says(word: string): Promise<void>;
} {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', line => said.push(line));
  return {
    child,
    /** Resolves when it has printed this line; rejects when it ends before. */
    says: word =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (said.includes(word)) resolve();
        };
        lines.on('line', look);
        child.on('close', () => reject(new Error(`it ended before it said "${word}"`)));
        look();
      })
  };
}
