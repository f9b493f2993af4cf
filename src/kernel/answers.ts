/** Which file answers which message. `execute_request` is not here: it waits its turn in the queue. */
import type { Answer } from './answer.js';
import { commClose } from './message/comm-close.js';
import { commInfo } from './message/comm-info.js';
import { commMsg } from './message/comm-msg.js';
import { commOpen } from './message/comm-open.js';
import { complete } from './message/complete.js';
import { history } from './message/history.js';
import { inspect } from './message/inspect.js';
import { interrupt } from './message/interrupt.js';
import { isComplete } from './message/is-complete.js';
import { kernelInfo } from './message/kernel-info.js';
import { shutdown } from './message/shutdown.js';

export const answers: ReadonlyMap<string, Answer> = new Map([
  ['kernel_info_request', kernelInfo],
  ['complete_request', complete],
  ['inspect_request', inspect],
  ['is_complete_request', isComplete],
  ['history_request', history],
  ['comm_info_request', commInfo],
  ['comm_open', commOpen],
  ['comm_msg', commMsg],
  ['comm_close', commClose],
  ['shutdown_request', shutdown],
  ['interrupt_request', interrupt]
]);
