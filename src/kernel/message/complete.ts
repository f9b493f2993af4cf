/**
 *   complete_request => code cursor_pos
 *   complete_reply   => status matches cursor_start cursor_end metadata
 *     metadata => _jupyter_types_experimental: [start end text type signature]
 *
 * `signature` carries a match's help, a sentence; JupyterLab squeezes `type` into a narrow column, so that is one word.
 * `cursor_pos` counts code points.
 */
import type { Answer } from '../answer.js';
import { toCodePoints, toUtf16 } from '../code-points.js';
import { countOf, textOf } from '../fields.js';

export const complete: Answer = async (content, desk) => {
  const code = textOf(content, 'code');
  const at = toUtf16(code, countOf(content, 'cursor_pos', code.length));
  const completion = (await desk.interpreter()).complete(code, at);
  const start = toCodePoints(code, completion.from);
  const end = toCodePoints(code, completion.to);
  return {
    status: 'ok',
    matches: completion.matches.map(match => match.text),
    cursor_start: start,
    cursor_end: end,
    metadata: {
      _jupyter_types_experimental: completion.matches.map(({ text, help }) => ({
        start,
        end,
        text,
        type: 'keyword',
        signature: help
      }))
    }
  };
};
