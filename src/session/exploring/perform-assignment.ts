import { Laboratory, runCells } from '../../explore/laboratory.js';
import type { Assignment, Report } from './worker-message.js';

/** The same wherever it is done: in a worker thread, or where it was asked for. */
export function performAssignment(assignment: Assignment): Report {
  if (assignment.kind === 'jobs') {
    return assignment.jobs.map(runCells);
  }
  const laboratory = new Laboratory(assignment.job);
  return assignment.schedules.map(schedule => laboratory.try(schedule));
}
