/** A worker thread of an exploration: does what it is sent, and answers in the order in which it was sent. */
import { parentPort } from 'node:worker_threads';
import { performAssignment } from './perform-assignment.js';
import type { Assignment } from './worker-message.js';

parentPort?.on('message', (assignment: Assignment) => parentPort?.postMessage(performAssignment(assignment)));
