/**
 *   is_complete_request => code
 *   is_complete_reply   => status: complete | incomplete | invalid, indent (incomplete only)
 *
 * A console asks this at each line's end: run it, or let the user go on?
 */
import type { Answer } from '../answer.js';
import { textOf } from '../fields.js';

export const isComplete: Answer = async (content, desk) => {
  const { status, indent } = (await desk.interpreter()).isComplete(textOf(content, 'code'));
  return status === 'incomplete' ? { status, indent } : { status };
};
