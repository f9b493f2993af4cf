/** A driver or an executor of a job. Neither reads the input; an executor computes records. */
import { openComputation } from '../../input/computation.js';
import { dataFolders } from '../../input/data-folders.js';
import { stepsOf } from '../../protocol/cluster-manager.js';
import type { Application } from '../../protocol/stream-record.js';
import { runProcess } from './run-process.js';
import type { Begin } from './wire.js';

function notHere(): never {
  throw new Error('only a source and a producer read the input');
}

async function applicationFor({ job, launch, baseFolder, seed }: Begin): Promise<Application> {
  if (launch.role !== 'executor') {
    return { text: notHere, compute: notHere };
  }
  const places = { baseFolder, dataFolders: dataFolders(), seed };
  const { compute } = await openComputation(job.source.content, places);
  return { text: notHere, compute };
}

runProcess(async begin => {
  const { job, self, launch } = begin;
  return stepsOf({ self, launched: launch, job, application: await applicationFor(begin) });
});
