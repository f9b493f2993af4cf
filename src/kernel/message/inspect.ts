/**
 *   inspect_request => code cursor_pos detail_level
 *   inspect_reply   => status found data metadata
 *
 * There is one level of detail. `cursor_pos` counts code points.
 */
import type { Answer } from '../answer.js';
import { toUtf16 } from '../code-points.js';
import { countOf, textOf } from '../fields.js';

export const inspect: Answer = async (content, desk) => {
  const code = textOf(content, 'code');
  const at = toUtf16(code, countOf(content, 'cursor_pos', code.length));
  const help = (await desk.interpreter()).inspect(code, at);
  return { status: 'ok', found: help !== null, data: help ?? {}, metadata: {} };
};
