/** A worker thread of an exploration: does what it is sent, and answers in the order in which it was sent. */
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { performAssignment } from './perform-assignment.js';
import type { Assignment } from './worker-message.js';

/**
 * Much of a run lives as long as the run, so V8 would soon put what its code makes among the old objects at once, where it outlives thousands
 * of runs that are over within a millisecond: a quarter of the time went into moving it about. V8 ignores what it does not know.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

parentPort?.on('message', (assignment: Assignment) => parentPort?.postMessage(performAssignment(assignment)));
