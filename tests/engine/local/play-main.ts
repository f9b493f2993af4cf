/** A process that plays a part of the contract. */
import { runProcess } from '../../../src/engine/local/run-process.js';
import { contract, mistaken } from '../contract/contract.js';
import { partOf } from '../contract/play.js';

const plays = [...Object.values(contract).flat(), mistaken];

runProcess(({ self, launch }) => Promise.resolve(partOf(plays, self, launch)));
