/**
 *   comm_msg   => comm_id data
 *   comm_close => comm_id data            the answer, on iopub: no such comm is open, so the sender's view is stale
 */
import { commOpen } from './comm-open.js';

export const commMsg = commOpen;
