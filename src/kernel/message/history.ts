/**
 *   history_request => output raw hist_access_type: range | tail | search
 *     range  => session start stop          start inclusive, stop exclusive
 *     tail   => n
 *     search => pattern n unique            the pattern is a glob
 *   history_reply   => status history: [session line input] or, with output, [session line [input output]]
 *
 * Inputs are kept as typed, so `raw` changes nothing. Cells show displays and have no result, so every output is null.
 */
import type { Answer } from '../answer.js';
import type { ExecutionLog, LoggedInput } from '../execution-log.js';
import { BadRequest, countOf, flagOf, textOf } from '../fields.js';
import type { Json } from '../wire.js';

/** The only session: nothing is kept from one kernel process to the next. Clients also call the current one 0. */
const session = 1;

export const history: Answer = (content, desk) => {
  const output = flagOf(content, 'output', false);
  return {
    status: 'ok',
    history: wanted(content, desk.log).map(({ count, code }) => [session, count, output ? [code, null] : code])
  };
};

function wanted(content: Json, log: ExecutionLog): readonly LoggedInput[] {
  const access = textOf(content, 'hist_access_type');
  switch (access) {
    case 'range': {
      const asked = countOf(content, 'session', 0);
      return asked === 0 || asked === session
        ? log.range(countOf(content, 'start', 0), countOf(content, 'stop', null))
        : [];
    }
    case 'tail':
      return log.tail(countOf(content, 'n', null));
    case 'search': {
      const pattern = content['pattern'] === undefined ? '*' : textOf(content, 'pattern');
      return log.search(pattern, countOf(content, 'n', null), flagOf(content, 'unique', false));
    }
    default:
      throw new BadRequest(`hist_access_type "${access}": range, tail or search is needed`);
  }
}
