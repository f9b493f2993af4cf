/**
 *   comm_msg   => comm_id data
 *   comm_msg   => comm_id data            the answer of the live comm: how things stand
 *   comm_close => comm_id data            the answer for any other: it is not open, so the sender's view is stale
 */
import { commOpen } from './comm-open.js';

export const commMsg = commOpen;
