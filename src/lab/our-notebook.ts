/** Whether a notebook is one of our kernel: by the kernel that runs, and before there is one by what the notebook asks for. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { KERNEL_NAME } from './command-ids.js';

export function isOurs({ sessionContext, content }: NotebookPanel): boolean {
  const running = sessionContext.session?.kernel?.name;
  if (running !== undefined) return running === KERNEL_NAME;
  const asked: unknown = content.model?.getMetadata('kernelspec');
  return typeof asked === 'object' && asked !== null && 'name' in asked && asked.name === KERNEL_NAME;
}
