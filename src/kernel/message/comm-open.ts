/**
 *   comm_open  => comm_id target_name data
 *   comm_msg   => comm_id data            the answer of the live comm, on iopub, now and later
 *   comm_close => comm_id data            the answer for any other: there is no such target
 */
import type { Answer } from '../answer.js';
import { textOf } from '../fields.js';
import { LIVE_COMM, tellLive } from '../live-comm.js';

export const commOpen: Answer = async (content, desk) => {
  const id = textOf(content, 'comm_id');
  if (id === LIVE_COMM) await tellLive(content, desk);
  else desk.publish('comm_close', { comm_id: id, data: {} });
  return null;
};
