/**
 *   comm_open  => comm_id target_name data
 *   comm_close => comm_id data            the answer, on iopub: there is no such target
 */
import type { Answer } from '../answer.js';
import { textOf } from '../fields.js';

export const commOpen: Answer = (content, desk) => {
  desk.publish('comm_close', { comm_id: textOf(content, 'comm_id'), data: {} });
  return null;
};
