/** A driver or an executor of a job. Neither reads the input; an executor computes records. */
import { openComputation } from '../../input/computation.js';
import { dataFolders } from '../../input/data-folders.js';
import { openKafka } from '../../kafka/kafkajs-log.js';
import { patiently } from '../../kafka/patience.js';
import { stepsOf } from '../../protocol/cluster-manager.js';
import type { Output } from '../../protocol/output.js';
import type { Application } from '../../protocol/stream-record.js';
import { speaksToKafka } from './able.js';
import { KafkaOutput } from './kafka-output.js';
import { runProcess } from './run-process.js';
import { letHeapGrow } from './small-heap.js';
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

/** It connects when it is first asked to write, patiently: its broker may be starting again. */
function outputFor({ job, self, launch, output: place }: Begin): { readonly output?: Output } {
  const source = launch.peers['source'];
  if (place === null || source === undefined) {
    return {};
  }
  const open = () => patiently(() => openKafka(place.connection), () => Promise.resolve()); // prettier-ignore
  return { output: new KafkaOutput({ self, source, job, place, open }) };
}

runProcess(async begin => {
  if (speaksToKafka(begin.job)) letHeapGrow();
  const { job, self, launch } = begin;
  const application = await applicationFor(begin);
  return stepsOf({ self, launched: launch, job, application, ...outputFor(begin) });
});
