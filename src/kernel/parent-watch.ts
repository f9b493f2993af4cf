/**
 * A kernel must not outlive the server that started it, also when that is killed. jupyter_client names the server in
 * `JPY_PARENT_PID` (`launcher.py`): on Unix its process id, on Windows a handle that only native code could wait for.
 * On Unix an orphan gets another parent; on Windows it keeps the dead one's id, so there the parent is asked for.
 */
export interface Parentage {
  /** `JPY_PARENT_PID`; absent: the kernel was started to be independent, or by hand. */
  readonly named: string | undefined;
  /** The parent's process id, now. */
  parent(): number;
  /** Whether a process with this id runs. */
  runs(pid: number): boolean;
}

/** How often the parent is looked at, in ms. */
export const lookEveryMs = 500;

/** Calls `gone` once when the parent has died. Keeps no process alive. */
export function watchParent(parentage: Parentage, gone: () => void): void {
  if (parentage.named === undefined) return;
  const parent = parentage.parent();
  const look = setInterval(() => {
    if (parentage.parent() === parent && parentage.runs(parent)) return;
    clearInterval(look);
    gone();
  }, lookEveryMs);
  look.unref();
}

/** The parentage of this process. */
export const ownParentage: Parentage = {
  named: process.env['JPY_PARENT_PID'],
  parent: () => process.ppid,
  runs: pid => {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // Not ours to signal, but there.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  }
};
