/** The border of the archive: whether what a file holds is a run. Its checksum says it is whole; this says it is what was meant. */
import type { Trace } from '../terms/trace.js';
import type { FinishedRun } from './finished-run.js';

type Fields = Readonly<Record<string, unknown>>;

const MOMENTS: ReadonlySet<unknown> = new Set([
  'step',
  'sent',
  'accepted',
  'send settled',
  'written',
  'launched',
  'died',
  'fault',
  'state'
]);

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A run with compact traces. */
export function isStoredRun(value: unknown): value is FinishedRun {
  return (
    isFields(value) &&
    typeof value['job'] === 'string' &&
    isTextOrNull(value['configuration']) &&
    Array.isArray(value['settings']) &&
    isListOf(value['traces'], isTrace) &&
    isFields(value['result']) &&
    value['result']['kind'] === 'verdict' &&
    value['result']['job'] === value['job']
  );
}

function isTrace(value: unknown): value is Trace {
  return (
    isFields(value) &&
    isFields(value['job']) &&
    typeof value['job']['name'] === 'string' &&
    isFields(value['job']['source']) &&
    typeof value['engine'] === 'string' &&
    typeof value['seed'] === 'number' &&
    typeof value['outcome'] === 'string' &&
    typeof value['ended'] === 'string' &&
    isListOf(value['failures'], isFields) &&
    isListOf(value['moments'], isMoment)
  );
}

function isMoment(value: unknown): boolean {
  return (
    isFields(value) &&
    MOMENTS.has(value['kind']) &&
    typeof value['atMs'] === 'number' &&
    typeof value['process'] === 'string' &&
    typeof value['role'] === 'string' &&
    (value['records'] === undefined || isListOf(value['records'], Number.isInteger))
  );
}

function isListOf(value: unknown, is: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(element => is(element));
}

export function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
