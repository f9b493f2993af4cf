/**
 *   kernel_info_request =>
 *   kernel_info_reply   => status protocol_version implementation implementation_version language_info banner help_links debugger
 *
 * The first message of every client. It is answered without the interpreter, which may still be loading.
 */
import type { Answer } from '../answer.js';
import { protocolVersion } from '../wire.js';

export const kernelInfo: Answer = (_content, desk) => ({
  status: 'ok',
  protocol_version: protocolVersion,
  ...desk.identity,
  debugger: false
});
