/**
 *   comm_info_request => target_name (optional)
 *   comm_info_reply   => status comms: {comm_id: {target_name}}
 *
 * The live comm is always open.
 */
import type { Answer } from '../answer.js';
import { LIVE_COMM } from '../live-comm.js';

export const commInfo: Answer = ({ target_name: target = LIVE_COMM }) => ({
  status: 'ok',
  comms: target === LIVE_COMM || target === null ? { [LIVE_COMM]: { target_name: LIVE_COMM } } : {}
});
