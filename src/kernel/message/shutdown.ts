/**
 *   shutdown_request => restart
 *   shutdown_reply   => status restart    also on iopub, so that other clients hear of it
 *
 * The reply says that all is ended; the process exits once it is sent. A restart is a shutdown: the client starts anew.
 */
import type { Answer } from '../answer.js';
import { flagOf } from '../fields.js';

export const shutdown: Answer = async (content, desk) => {
  const reply = { status: 'ok', restart: flagOf(content, 'restart', false) };
  await desk.shutDown();
  desk.publish('shutdown_reply', reply);
  return reply;
};
