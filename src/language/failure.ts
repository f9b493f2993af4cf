/** A failure, from the keys that say it to the value that the street works with. The schema has taken the keys one by one. */
import { steps } from '../terms/failure.js';
import type { Failure, Fault, Place } from '../terms/failure.js';
import { isMapping, listField, numberField, textField, wordField, wordOf } from './fields.js';
import type { Fields } from './fields.js';
import { parseDuration } from './quantity.js';
import { acknowledgements, victims } from './words.js';

export const faultKeys = ['kill', 'drop', 'delay', 'pause'] as const;

/** Durations that the schema has taken, in ms. */
export function durationField(fields: Fields, key: string): number | null {
  const text = textField(fields, key);
  return text === null ? null : parseDuration(text);
}

/** The failure that these keys say; null where they say none, which `failure-problems.ts` has words for. */
export function failureOf(fields: Fields): Failure | null {
  const fault = faultOf(fields);
  if (fault === null) return null;
  return {
    fault,
    place: placeOf(fields),
    withinMs: durationField(fields, 'within'),
    duringRecovery: textField(fields, 'during') === 'recovery',
    ...(textField(fields, 'during') === 'start' ? { duringStart: true } : {})
  };
}

/** Every failure of a list that can be read. */
export function failuresOf(list: readonly unknown[]): readonly Failure[] {
  return list.flatMap(item => (isMapping(item) ? (failureOf(item) ?? []) : []));
}

function faultOf(fields: Fields): Fault | null {
  const killed = (listField(fields, 'kill') ?? [textField(fields, 'kill')]).flatMap(
    word => wordOf(word, victims) ?? []
  );
  const forMs = durationField(fields, 'for');
  if (killed.length > 0) return { kind: 'kill', victims: killed, ...(forMs === null ? {} : { forMs }) };
  const dropped = wordField(fields, 'drop', acknowledgements);
  if (dropped !== null) return { kind: 'drop', message: dropped };
  const delayed = wordField(fields, 'delay', acknowledgements);
  const byMs = durationField(fields, 'by');
  if (delayed !== null && byMs !== null) return { kind: 'delay', message: delayed, byMs };
  const paused = wordField(fields, 'pause', victims);
  return paused !== null && forMs !== null ? { kind: 'pause', victim: paused, forMs } : null;
}

/** `within` alone is a moment in that time, which the seed chooses; nothing at all is now. */
function placeOf(fields: Fields): Place {
  const step = wordField(fields, 'after', steps);
  if (step !== null) {
    return {
      at: 'step',
      step,
      occurrence: numberField(fields, 'occurrence') ?? 1,
      record: numberField(fields, 'record'),
      phaseMs: durationField(fields, 'phase')
    };
  }
  const effect = numberField(fields, 'effect');
  if (effect !== null) return { at: 'effect', effect };
  const ms = durationField(fields, 'at');
  if (ms !== null) return { at: 'time', ms };
  return textField(fields, 'at') === 'random' || textField(fields, 'within') !== null
    ? { at: 'random' }
    : { at: 'now' };
}
