/** The local engine: the same protocol in real processes. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { EngineUnavailable, type Engine } from '../engine.js';
import { KernelKafka } from './kernel-kafka.js';
import { LocalRun, type Scripts } from './local-run.js';
import { sweepRunFolders } from './run-folder.js';

/** A program of the bundle that this code is in: beside it, or above the folder of its chunks. @throws where it is missing. */
function bundled(name: string): string {
  const places = ['./', '../'].map(folder => fileURLToPath(new URL(`${folder}${name}`, import.meta.url)));
  const script = places.find(existsSync);
  if (script === undefined) {
    throw new EngineUnavailable(`the installation is not whole: ${name} is missing; install Spillway again`);
  }
  return script;
}

/** @throws EngineUnavailable where the programs are not beside this code. */
const bundledScripts = (): Scripts => ({
  supervisor: bundled('local-supervisor.mjs'),
  process: bundled('local-process.mjs'),
  keeper: bundled('broker-keeper.mjs')
});

export interface LocalEngineSetting {
  /** Where a relative file of the user's is looked for. */
  readonly baseFolder: string;
  /** Where the folder of a run is made. Unless given, the system's own folder of temporary files. */
  readonly temporaryFolder?: string;
  /** Unless given, those beside this code. */
  readonly scripts?: Scripts;
}

/** Each process opens the job's input itself, so that none waits for another's; of a topic that others write the input learns from the run. */
export function localEngine({ baseFolder, temporaryFolder = tmpdir(), scripts }: LocalEngineSetting): Engine {
  let swept = false;
  let kafka: KernelKafka | null = null;
  return {
    name: 'local',
    launch(job, input, seed) {
      if (!swept) {
        swept = true;
        sweepRunFolders(temporaryFolder);
      }
      const learn = input.learning?.();
      const programs = scripts ?? bundledScripts();
      kafka ??= new KernelKafka({ keeper: programs.keeper, temporaryFolder });
      const setting = { baseFolder, temporaryFolder, scripts: programs, kafka };
      return new LocalRun(job, seed, learn === undefined ? setting : { ...setting, learn });
    },
    stop() {
      void kafka?.stop();
    }
  };
}
