/**
 *   comm_info_request => target_name (optional)
 *   comm_info_reply   => status comms: {comm_id: {target_name}}
 *
 * The kernel offers no comm target, so none is ever open.
 */
import type { Answer } from '../answer.js';

export const commInfo: Answer = () => ({ status: 'ok', comms: {} });
