/** What was seen of each record from outside the job: flat arrays by record number, so that millions are counted in a second. */
import type { AcceptedMoment, RecordId, SentMoment, SettledSendMoment, Trace, WrittenMoment } from '../terms/trace.js';

/** The producer was about to send it, or the source had it from somewhere else. */
export const SENT = 1;
export const ACCEPTED = 2;
/** The source accepted it more than once: a producer's retry. */
export const ACCEPTED_AGAIN = 4;
export const ACKNOWLEDGED = 8;
/** Every send so far is known to have failed. */
export const FAILED = 16;
/** Of some send nobody knows whether it arrived. */
export const DOUBTFUL = 32;
/** A write attempt reached the sink's journal. */
export const PROCESSED = 64;
/** The sink holds a copy. */
export const KEPT = 128;
/** More than one write attempt: worth a closer look. */
export const WRITTEN_AGAIN = 256;

/** 18 bytes a record. */
export interface Observed {
  /** Record numbers are below this. */
  readonly count: number;
  readonly flags: Uint16Array;
  /** The first position at which the source holds it; Infinity: none known. */
  readonly position: Float64Array;
  /** When it was first heard of. */
  readonly sentMs: Float64Array;
  /** Records in the sink that no producer sent and no source held. */
  readonly phantoms: readonly RecordId[];
  /** Whether any record has WRITTEN_AGAIN. */
  readonly repeats: boolean;
}

const firstCapacity = 1024;

/** The arrays while they are being filled; they grow with the record numbers that come. */
class Sheet {
  flags = new Uint16Array(firstCapacity);
  position = new Float64Array(firstCapacity).fill(Infinity);
  sentMs = new Float64Array(firstCapacity);
  count = 0;

  /** Makes room for these records, once a moment, so that the loops over them need not look. */
  reach(records: readonly RecordId[]): void {
    let highest = this.count - 1;
    for (const record of records) {
      if (record > highest) {
        highest = record;
      }
    }
    this.count = highest + 1;
    if (this.count > this.flags.length) {
      const capacity = Math.max(this.count, 2 * this.flags.length);
      const before = this.flags.length;
      this.flags = enlarged(this.flags, new Uint16Array(capacity));
      this.position = enlarged(this.position, new Float64Array(capacity)).fill(Infinity, before);
      this.sentMs = enlarged(this.sentMs, new Float64Array(capacity));
    }
  }
}

function enlarged<Numbers extends Uint16Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** Reads the outside moments of a trace, once, in order. */
export function observe(trace: Trace): Observed {
  const sheet = new Sheet();
  const early = new Map<RecordId, number>();
  let repeats = false;
  for (const moment of trace.moments) {
    switch (moment.kind) {
      case 'sent':
        noteSent(sheet, moment);
        break;
      case 'accepted':
        noteAccepted(sheet, moment);
        break;
      case 'send settled':
        noteSettled(sheet, moment);
        break;
      case 'written':
        repeats = noteWritten(sheet, moment, early) || repeats;
        break;
      case 'step':
      case 'launched':
      case 'died':
      case 'fault':
      case 'state':
        break;
    }
  }
  const { flags, position, sentMs, count } = sheet;
  for (const record of trace.topicRead?.kept?.later ?? []) {
    flags[record] = (flags[record] ?? 0) | ACCEPTED; // behind the end: it has no position of this run
  }
  const phantoms: RecordId[] = [];
  for (const [record, marks] of early) {
    const seen = flags[record] ?? 0;
    if ((seen & SENT) === 0) {
      phantoms.push(record);
    } else {
      flags[record] = written(seen, marks);
      repeats ||= ((flags[record] ?? 0) & WRITTEN_AGAIN) !== 0;
    }
  }
  return { count, flags, position, sentMs, phantoms, repeats };
}

/** A new send is open: that those before it failed says nothing of this one. */
function noteSent(sheet: Sheet, { records, atMs }: SentMoment): void {
  sheet.reach(records);
  const { flags, sentMs } = sheet;
  for (const record of records) {
    const before = flags[record] ?? 0;
    if ((before & SENT) === 0) {
      sentMs[record] = atMs;
    }
    flags[record] = (before & ~FAILED) | SENT;
  }
}

function noteAccepted(sheet: Sheet, { records, position: first, atMs }: AcceptedMoment): void {
  sheet.reach(records);
  const { flags, position, sentMs } = sheet;
  let at = first;
  for (const record of records) {
    const before = flags[record] ?? 0;
    if ((before & SENT) === 0) {
      sentMs[record] = atMs;
    }
    flags[record] = before | SENT | ACCEPTED | ((before & ACCEPTED) === 0 ? 0 : ACCEPTED_AGAIN);
    if (at < (position[record] ?? 0)) {
      position[record] = at;
    }
    at += 1;
  }
}

const settled = { acknowledged: ACKNOWLEDGED, failed: FAILED, indeterminate: DOUBTFUL } as const;

function noteSettled(sheet: Sheet, { records, state }: SettledSendMoment): void {
  sheet.reach(records);
  const { flags } = sheet;
  for (const record of records) {
    flags[record] = (flags[record] ?? 0) | SENT | settled[state];
  }
}

/**
 * @param early gets what is written before its send is seen (clocks of several processes meet): phantoms, unless their sends show up.
 * @returns whether some record had been written before.
 */
function noteWritten({ flags }: Sheet, { records, effect }: WrittenMoment, early: Map<RecordId, number>): boolean {
  const marks = effect === 'refused' ? PROCESSED : PROCESSED | KEPT;
  let seen = 0;
  for (const record of records) {
    const before = flags[record] ?? 0;
    if ((before & SENT) === 0) {
      early.set(record, written(early.get(record) ?? 0, marks));
    } else {
      const after = written(before, marks);
      flags[record] = after;
      seen |= after;
    }
  }
  return (seen & WRITTEN_AGAIN) !== 0;
}

const written = (before: number, marks: number): number =>
  before | marks | ((before & PROCESSED) === 0 ? 0 : WRITTEN_AGAIN);
