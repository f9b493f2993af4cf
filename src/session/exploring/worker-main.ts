/** A worker thread of an exploration: tries the schedules that it is sent, and answers in their order. */
import { parentPort } from 'node:worker_threads';
import { Laboratory } from '../../explore/laboratory.js';
import type { Assignment, Report } from './worker-message.js';

parentPort?.on('message', ({ job, schedules }: Assignment) => {
  const laboratory = new Laboratory(job);
  const report: Report = schedules.map(schedule => laboratory.try(schedule));
  parentPort?.postMessage(report);
});
