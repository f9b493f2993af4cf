/** The lanes of a run's picture, in the order of a record's way, each with its tally. The tallies add up to what was delivered. */
import { count } from '../guarantee/words.js';
import type { Lanes } from '../ledger/lanes.js';
import type { Tally } from '../ledger/tally.js';
import type { LossPlace } from '../terms/result.js';
import type { Trace } from '../terms/trace.js';
import type { FailureOutages, Outage } from './run-outages.js';
import { joined } from './run-outages.js';
import type { Window } from './run-window.js';
import { span } from './writing.js';

export type LaneName = 'sent' | 'source' | 'memory' | 'log' | 'batch' | 'written';

/** A line of a lane's tally, with the sign it explains. */
export interface TallyLine {
  readonly text: string;
  readonly sign: 'lost' | 'twice' | null;
}
/** A step of a level (`toMs` null: until the next one), or a bar. */
export interface Stage {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly records: number;
}
export interface Lane {
  readonly name: LaneName;
  readonly title: string;
  /** What is counted, in which unit. */
  readonly about: string;
  readonly stages: readonly Stage[];
  readonly tally: readonly TallyLine[];
  /** When the records were sent that vanished here, or came twice; ms. */
  readonly lostMs: readonly number[];
  readonly twiceMs: readonly number[];
  /** While the process that does this lane's work was down. */
  readonly outages: readonly Outage[];
}

interface Run {
  readonly trace: Trace;
  readonly tally: Tally;
  readonly window: Window;
  readonly outages: readonly FailureOutages[];
}

/** The lane in which a record vanished. */
export function laneOf(place: LossPlace): LaneName {
  switch (place) {
    case 'receiver memory':
    case 'one memory':
    case 'two memories':
      return 'memory';
    case 'log':
    case 'log without its entry':
      return 'log';
    case 'batch':
      return 'batch';
    case 'skipped offsets':
    case 'expired':
    case 'not in the topic':
    case 'in flight':
      return 'source';
  }
}

/** Lanes that this job has; a direct job keeps nothing in its executors, and only a write-ahead log has a lane of its own. */
export function lanesOf(run: Run, levels: Lanes): readonly Lane[] {
  const { trace, window } = run;
  const isDirect = trace.job.consumer === 'direct';
  const names: readonly LaneName[] = isDirect
    ? ['sent', 'source', 'batch', 'written']
    : trace.job.writeAheadLog
      ? ['sent', 'source', 'memory', 'log', 'written']
      : ['sent', 'source', 'memory', 'written'];
  return names.map(name => ({
    name,
    ...wordsOf(name, trace, window),
    stages: stagesOf(name, levels, run),
    ...badOf(name, names, run.tally),
    tally: tallyOf(name, names, run),
    outages: joined(run.outages.flatMap(outages => outageOf(name, outages) ?? []))
  }));
}

/** Executors' memory fills while a receiver runs; batches are planned and written while a driver does. */
function outageOf(name: LaneName, { receiver, driver }: FailureOutages): Outage | null {
  if (name === 'memory') return receiver;
  return name === 'batch' || name === 'written' ? driver : null;
}

function wordsOf(name: LaneName, trace: Trace, window: Window): Pick<Lane, 'title' | 'about'> {
  const isLog = trace.job.source.kind === 'log';
  switch (name) {
    case 'sent':
      return { title: 'sent', about: `records per ${span(window.sentBinMs)}` };
    case 'source':
      if (trace.job.consumer === 'direct') return { title: 'in Kafka', about: 'not yet planned' };
      return { title: isLog ? 'in the source’s log' : 'at the source', about: 'not yet acknowledged' };
    case 'memory':
      return { title: 'in executor memory', about: 'not yet processed' };
    case 'log':
      return { title: 'in the write-ahead log', about: 'not yet processed' };
    case 'batch':
      return { title: 'in a batch', about: 'planned, not yet processed' };
    case 'written':
      return {
        title: 'written to the sink',
        about: isCrowded(trace, window) ? `records per ${span(window.sentBinMs)}` : 'records, batch by batch'
      };
  }
}

function stagesOf(name: LaneName, levels: Lanes, { trace, window }: Run): readonly Stage[] {
  switch (name) {
    case 'sent':
      return grouped(levels.sent, window.sentBinMs);
    case 'written':
      return isCrowded(trace, window)
        ? grouped(
            levels.written.map(bar => ({ ...bar, fromMs: bar.toMs })),
            window.sentBinMs
          )
        : inTurn(levels.written, trace.job.properties.concurrentJobs);
    case 'source':
    case 'memory':
    case 'log':
    case 'batch':
      return levels[name].map(({ fromMs, records }) => ({ fromMs, toMs: null, records }));
  }
}

/** A batch that waits for the one before it is shown from when its turn came: where batches run one at a time, bars do not overlap. */
function inTurn(bars: Lanes['written'], concurrentJobs: number): readonly Stage[] {
  let freeMs = 0;
  return [...bars]
    .sort((a, b) => a.toMs - b.toMs)
    .map(({ fromMs, toMs, records }) => {
      const beganMs = concurrentJobs === 1 ? Math.max(fromMs, freeMs) : fromMs;
      freeMs = toMs;
      return { fromMs: beganMs, toMs, records };
    });
}

/** More batches than bins: several of them make one bar. */
function isCrowded(trace: Trace, window: Window): boolean {
  return window.sentBinMs > trace.job.batchIntervalMs;
}

/** Bins made wider: several neighbours become one. */
function grouped(bars: Lanes['sent'], binMs: number): readonly Stage[] {
  const bins = new Map<number, number>();
  for (const { fromMs, records } of bars) {
    const bin = Math.floor((fromMs + 1e-6) / binMs);
    bins.set(bin, (bins.get(bin) ?? 0) + records);
  }
  return [...bins].map(([bin, records]) => ({ fromMs: bin * binMs, toMs: (bin + 1) * binMs, records }));
}

function badOf(name: LaneName, names: readonly LaneName[], tally: Tally): Pick<Lane, 'lostMs' | 'twiceMs'> {
  const lostMs = tally.lost.filter(({ place }) => shownIn(place, names) === name).map(({ sentAtMs }) => sentAtMs);
  if (name !== 'written') return { lostMs: inOrder(lostMs), twiceMs: [] };
  const twice = new Map(
    [...tally.receiptDuplicates, ...tally.outputDuplicates].map(each => [each.record, each.sentAtMs])
  );
  return { lostMs: inOrder(lostMs), twiceMs: inOrder([...twice.values()]) };
}

function inOrder(times: readonly number[]): readonly number[] {
  return [...times].sort((a, b) => a - b);
}

/** A receiver's batch lies in its executors' memory, and a job without the lane shows a loss in the last one before the sink. */
function shownIn(place: LossPlace, names: readonly LaneName[]): LaneName {
  const lane = laneOf(place);
  return names.includes(lane) ? lane : (names.at(-2) ?? lane);
}

function tallyOf(name: LaneName, names: readonly LaneName[], { trace, tally }: Run): readonly TallyLine[] {
  const line = (text: string, sign: TallyLine['sign'] = null): TallyLine => ({ text, sign });
  const lost = tally.lost.filter(({ place }) => shownIn(place, names) === name).length;
  const lostLine = line(`${count(lost)} lost`, lost > 0 ? 'lost' : null);
  const { records, receipt, output } = tally;
  switch (name) {
    case 'sent':
      return [
        line(`${count(records.delivered)} delivered`),
        ...(records.sent === records.delivered ? [] : [line(`of ${count(records.sent)} sent`)])
      ];
    case 'source': {
      const left = trace.ended === 'drained' ? (records.waiting > 0 ? 'still waiting' : 'left') : 'on the way';
      return [line(`${count(records.waiting)} ${left}`), ...(lost > 0 ? [lostLine] : [])];
    }
    case 'memory':
    case 'log':
    case 'batch':
      return trace.ended === 'drained' ? [lostLine] : [];
    case 'written':
      return [
        ...writtenTally(receipt.distinct, output.distinct, line),
        ...twiceTally(receipt.duplicated, output.duplicated, line)
      ];
  }
}

type Write = (text: string, sign?: TallyLine['sign']) => TallyLine;

function writtenTally(processed: number, inSink: number, line: Write): readonly TallyLine[] {
  if (processed === inSink) return [line(`${count(processed)} written`)];
  return [line(`${count(processed)} processed`), line(`${count(inSink)} in the sink`)];
}

/** The two oracles, apart: what was processed twice, and what the sink holds twice. */
function twiceTally(processed: number, inSink: number, line: Write): readonly TallyLine[] {
  if (processed === inSink) return [line(`${count(processed)} twice`, processed > 0 ? 'twice' : null)];
  return [
    line(`${count(processed)} processed twice`, processed > 0 ? 'twice' : null),
    line(`${count(inSink)} twice in sink`, inSink > 0 ? 'twice' : null)
  ];
}
