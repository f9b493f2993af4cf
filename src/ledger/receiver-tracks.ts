/** Where records vanished that a receiver, or its source, had promised to keep. */
import type { Moment, ProcessId, RecordId, StepMoment, Trace } from '../terms/trace.js';
import { Memories, type MemoryPart } from './memories.js';
import { releaseOf } from './source-hold.js';
import type { Vanishing } from './vanished.js';

/** What is remembered of one lost record that a receiver may have held. */
interface Track {
  /** The most processes that held it at once since the last failure began. */
  peak: number;
  epoch: number;
  emptied: { readonly part: MemoryPart; readonly index: number } | null;
  isWritten: boolean;
  hasEntry: boolean;
  /** The last batch that took it in. */
  allocatedIndex: number | null;
  letGo: { readonly index: number; readonly to: ProcessId | null } | null;
  isAccepted: boolean;
  /** When the topic's retention took it away. */
  expiredIndex: number | null;
  /** When a reader whose position was gone first began anew, of those that had not read on before it was accepted. */
  resetIndex: number | null;
}

/** Follows lost records through receivers, block stores and the log: a fold over the whole trace. */
export class ReceiverTracks {
  private readonly tracks = new Map<RecordId, Track>();
  private readonly memories: Memories;
  private readonly letGoStep: StepMoment['step'];
  /** When each process died. */
  private readonly deaths = new Map<ProcessId, number>();
  private readonly logged = new Map<string, readonly RecordId[]>();
  /** Grows with each failure and each death of a driver: executors fall one by one, and yet by one blow. */
  private epoch = 0;
  private index = 0;

  /** When the reader's position was gone, until it reads on: it asks a little later where it is to begin. */
  private openReset: number | null = null;
  private readonly resetsTo: 'earliest' | 'latest';

  constructor(trace: Trace, lost: readonly RecordId[]) {
    for (const record of lost) {
      this.tracks.set(record, {
        peak: 0,
        epoch: 0,
        emptied: null,
        isWritten: false,
        hasEntry: false,
        allocatedIndex: null,
        letGo: null,
        isAccepted: false,
        expiredIndex: null,
        resetIndex: null
      });
    }
    this.resetsTo = trace.job.properties.autoOffsetReset;
    this.letGoStep = releaseOf(trace.job) === 'delivered' ? 'deliver' : 'settle';
    this.memories = new Memories({
      gained: (record, holders) => this.gained(record, holders),
      dropped: (record, holders, part) => this.dropped(record, holders, part)
    });
    for (const [index, moment] of trace.moments.entries()) {
      this.index = index;
      this.apply(moment);
    }
  }

  vanishings(): ReadonlyMap<RecordId, Vanishing> {
    return new Map([...this.tracks].map(([record, track]) => [record, this.vanishingOf(record, track)]));
  }

  private apply(moment: Moment): void {
    if (moment.kind === 'fault' || (moment.kind === 'died' && moment.role === 'driver')) {
      this.epoch += 1;
    }
    if (moment.kind === 'died') {
      this.deaths.set(moment.process, this.index);
    }
    this.memories.apply(moment);
    if (moment.kind === 'step') {
      this.note(moment);
    } else if (moment.kind === 'accepted') {
      this.each(moment.records, track => {
        track.isAccepted = true;
        track.resetIndex ??= this.openReset;
      });
    }
  }

  private note({ step, records, block, peer }: StepMoment): void {
    if (step === 'recv' && records.length > 0) {
      this.openReset = null;
    } else if (step === 'wal') {
      this.each(records, track => (track.isWritten = true));
      this.logged.set(block ?? '', records);
    } else if (step === 'meta') {
      this.each(this.logged.get(block ?? '') ?? [], track => (track.hasEntry = true));
    } else if (step === 'alloc') {
      this.each(records, track => (track.allocatedIndex = this.index));
    } else if (step === 'expire') {
      this.each(records, track => (track.expiredIndex = this.index));
    } else if (step === 'out of range') {
      this.openReset = this.index;
      this.each(this.tracks.keys(), track => (track.resetIndex ??= track.isAccepted ? this.index : null));
    } else if (step === this.letGoStep) {
      this.each(records, track => (track.letGo ??= { index: this.index, to: peer }));
    }
  }

  private each(records: Iterable<RecordId>, change: (track: Track) => void): void {
    for (const record of records) {
      const track = this.tracks.get(record);
      if (track) {
        change(track);
      }
    }
  }

  private gained(record: RecordId, holders: number): void {
    const track = this.tracks.get(record);
    if (track) {
      track.peak = track.epoch === this.epoch ? Math.max(track.peak, holders) : holders;
      track.epoch = this.epoch;
    }
  }

  private dropped(record: RecordId, holders: number, part: MemoryPart): void {
    const track = this.tracks.get(record);
    if (!track) {
      return;
    }
    if (track.epoch !== this.epoch) {
      track.peak = holders + 1;
      track.epoch = this.epoch;
    }
    if (holders === 0) {
      track.emptied = { part, index: this.index };
    }
  }

  private vanishingOf(record: RecordId, track: Track): Vanishing {
    const { emptied, peak } = track;
    const index = emptied?.index ?? null;
    if (track.hasEntry) {
      return { place: 'log', momentIndex: index };
    }
    const inTopic = goneFromTopic(track, this.resetsTo);
    if (inTopic !== null) {
      return inTopic;
    }
    if (this.memories.holders(record) > 0) {
      return { place: 'batch', momentIndex: track.allocatedIndex }; // somebody holds it to this day, and no batch wrote it
    }
    if (emptied === null) {
      return { place: 'in flight', momentIndex: this.goneOnItsWay(track) };
    }
    if (track.isWritten && !track.hasEntry) {
      return { place: 'log without its entry', momentIndex: index };
    }
    if (peak > 1) {
      return { place: 'two memories', momentIndex: index };
    }
    return { place: emptied.part === 'receiver' ? 'receiver memory' : 'one memory', momentIndex: index };
  }

  /** What is on its way is gone when the process dies to which it was sent, or at once where that is dead already. */
  private goneOnItsWay({ letGo }: Track): number | null {
    return letGo === null ? null : Math.max(letGo.index, this.deaths.get(letGo.to ?? '') ?? letGo.index);
  }
}

/** Of a record that the topic held last: retention took it away, or a reader whose position was gone began behind it. null: a receiver had it, or let it go. */
function goneFromTopic(
  { letGo, emptied, expiredIndex, resetIndex }: Track,
  resetsTo: 'earliest' | 'latest'
): Vanishing | null {
  const skippedIndex = resetsTo === 'latest' ? resetIndex : null;
  const at = Math.min(expiredIndex ?? Infinity, skippedIndex ?? Infinity);
  if (at === Infinity || (letGo?.index ?? Infinity) < at || (emptied?.index ?? -1) > at) {
    return null;
  }
  return { place: at === expiredIndex ? 'expired' : 'skipped offsets', momentIndex: at };
}
