/** A process of a job: waits to be told which program it is, runs it, and dies with its supervisor. */
import { dataFolders } from '../../input/data-folders.js';
import { openInput } from '../../input/open-input.js';
import { stepsOf } from '../../protocol/cluster-manager.js';
import { ChildWorld } from './child-world.js';
import type { Begin, Told } from './wire.js';

async function begin(told: Begin): Promise<ChildWorld> {
  const { job, self, launch, baseFolder, seed } = told;
  const input = await openInput(job.source.content, { baseFolder, dataFolders: dataFolders(), seed });
  const world = new ChildWorld(told);
  world.process.start(stepsOf({ self, launched: launch, job, application: input }));
  return world;
}

let world: Promise<ChildWorld> | null = null;
process.on('message', (told: Told) => {
  if (told.kind === 'begin') {
    world = begin(told.begin);
    return;
  }
  void world?.then(one => one.hear(told));
});
process.on('disconnect', () => process.exit(1));
