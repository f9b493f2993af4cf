/** A driver or an executor of a job. */
import { dataFolders } from '../../input/data-folders.js';
import { openInput } from '../../input/open-input.js';
import { stepsOf } from '../../protocol/cluster-manager.js';
import { runProcess } from './run-process.js';

runProcess(async ({ job, self, launch, baseFolder, seed }) => {
  const input = await openInput(job.source.content, { baseFolder, dataFolders: dataFolders(), seed });
  return stepsOf({ self, launched: launch, job, application: input });
});
