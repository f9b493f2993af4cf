/**
 *   interrupt_request =>                  on control, because kernel.json says interrupt_mode: message
 *   interrupt_reply   => status           the cell itself ends by its own reply
 */
import type { Answer } from '../answer.js';

export const interrupt: Answer = (_content, desk) => {
  desk.interrupt();
  return { status: 'ok' };
};
