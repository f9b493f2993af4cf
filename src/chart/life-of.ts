/** One record's life, read off a trace: where it was, who had copies, who died, what was said about it. */
import { SourceHold } from '../ledger/source-hold.js';
import { vanishings } from '../ledger/vanished.js';
import { count, listed } from '../guarantee/words.js';
import type { FaultMoment, Moment, ProcessId, RecordId, StepMoment, Trace, WrittenMoment } from '../terms/trace.js';
import type { LaneKind, Life } from './life.js';
import { LifeCanvas } from './life-canvas.js';

/** @param record one that was sent; any other has a life without rows. */
export function lifeOf(trace: Trace, record: RecordId): Life {
  const reader = new LifeReader(trace, record);
  for (const [index, moment] of trace.moments.entries()) reader.read(moment, index);
  return reader.finish();
}

const returning: ReadonlySet<StepMoment['step']> = new Set(['restart', 'restore', 'replay', 'start', 'again']);

class LifeReader {
  private readonly canvas = new LifeCanvas();
  private readonly source: SourceHold;
  private readonly passing: number | null;
  /** The row before which each process was there. */
  private readonly launches = new Map<ProcessId, number>();
  private driver: ProcessId | null = null;
  private deadDriver: ProcessId | null = null;
  private receiver: ProcessId | null = null;
  private lastFault: FaultMoment | null = null;
  private begun = false;
  private receptions = 0;
  private acceptances = 0;
  private writes = 0;
  private letGo = false;
  /** Blocks that hold the record, and whether they came of a second delivery. */
  private readonly blocks = new Map<string, boolean>();
  private readonly batches = new Set<string>();

  constructor(
    private readonly trace: Trace,
    private readonly record: RecordId
  ) {
    this.source = new SourceHold(trace.job, {
      held: held => {
        if (held === record) this.letGo = false;
      },
      letGo: gone => {
        if (gone === record) this.letGo = true;
      }
    });
    const isWritten = trace.moments.some(moment => moment.kind === 'written' && moment.records.includes(record));
    const vanished = isWritten || trace.job.consumer !== 'direct' ? undefined : vanishings(trace, [record]).get(record);
    this.passing = vanished?.place === 'skipped offsets' ? vanished.momentIndex : null;
  }

  read(moment: Moment, index: number): void {
    this.source.apply(moment);
    switch (moment.kind) {
      case 'accepted':
        if (moment.records.includes(this.record)) this.accepted(moment.atMs);
        return;
      case 'step':
        this.step(moment);
        if (index === this.passing && this.begun) this.passedOver(moment);
        return;
      case 'written':
        if (moment.records.includes(this.record)) this.written(moment);
        return;
      case 'fault':
        this.fault(moment);
        return;
      case 'died':
        this.died(moment.process, moment.atMs);
        return;
      case 'state':
        if (this.begun && (moment.state === 'stopped' || moment.state === 'aborted')) {
          this.canvas.row(
            moment.atMs,
            moment.state === 'stopped' ? 'nothing restarts the driver' : 'the job ends itself',
            'return'
          );
        }
        return;
      case 'launched':
        if (moment.role === 'driver') this.driver = moment.process;
        this.launches.set(moment.process, this.begun ? this.canvas.rows.length - 0.5 : -0.5);
        return;
      case 'sent':
      case 'send settled':
    }
  }

  finish(): Life {
    if (this.writes > 0) this.canvas.trim();
    return this.canvas.finish(this.record);
  }

  private lane(process: ProcessId, kind: LaneKind) {
    return this.canvas.process(process, kind, this.launches.get(process) ?? -0.5);
  }

  private accepted(atMs: number): void {
    const { canvas } = this;
    this.acceptances += 1;
    const again = this.acceptances > 1;
    if (!this.begun) {
      this.begun = true;
      canvas.place('source');
      canvas.place('sink');
      if (this.driver === null && this.lastFault !== null && this.deadDriver !== null) {
        this.cut(this.lastFault);
        this.lane(this.deadDriver, 'driver');
        canvas.dies(this.deadDriver, canvas.rows.length - 1);
      }
      if (this.driver !== null) this.lane(this.driver, 'driver');
    }
    const row = canvas.row(atMs, again ? 'sent again: the producer retries' : 'sent: the source holds it');
    canvas.hold(again ? `source ${this.acceptances}` : 'source', canvas.place('source'), { from: row, again });
  }

  private step(moment: StepMoment): void {
    if (moment.step === 'restart') this.driver = moment.process;
    if (!this.begun) {
      if (moment.step === 'start') this.receiver = moment.process;
      return;
    }
    if (returning.has(moment.step)) this.returned(moment);
    if (moment.records.includes(this.record)) this.ownStep(moment);
    if (this.letGo) {
      // Handed out, and not yet with the receiver: between this row and the next.
      const late = moment.step === 'deliver' ? 0.5 : 0;
      this.canvas.letGo('source', Math.max(0, this.canvas.rows.length - 1 + late));
    }
  }

  private ownStep(moment: StepMoment): void {
    switch (moment.step) {
      case 'recv':
        return this.received(moment);
      case 'put':
        return this.stored(moment);
      case 'replica':
        return this.replicated(moment.process, moment);
      case 'replicate':
        return moment.peer === null ? undefined : this.replicated(moment.peer, moment);
      case 'wal':
        return this.logged(moment);
      case 'meta':
      case 'queue':
        return this.registered(moment);
      case 'reply':
        return this.replied(moment);
      case 'settle':
        return this.settled(moment);
      case 'expire':
        this.canvas.row(moment.atMs, 'expire: its time in the topic is over');
        this.hasExpired = true;
        return;
      case 'alloc':
      case 'compute':
        return this.planned(moment);
      case 'remove':
        this.canvas.letGo(`${moment.process} ${moment.block}`, this.canvas.rows.length - 0.6);
        return;
      default:
    }
  }

  private again(block: string | null): boolean {
    return this.blocks.get(block ?? '') ?? this.receptions > 1;
  }

  private received({ process, atMs }: StepMoment): void {
    const { canvas } = this;
    this.receptions += 1;
    const again = this.receptions > 1;
    const row = canvas.row(
      atMs,
      again ? 'receive, again: not acknowledged, so re-sent' : 'receive: the source hands it over'
    );
    const lane = this.lane(process, 'receiver');
    canvas.way({ row, look: 'record', again }, canvas.place('source'), lane);
    canvas.hold(`${process} received`, lane, { from: row, again });
  }

  /** In a block now instead of the receiver's buffer: the same memory, so a row only where time has passed. */
  private stored({ process, block, atMs }: StepMoment): void {
    const again = this.receptions > 1;
    this.blocks.set(block ?? '', again);
    const { canvas } = this;
    const { last } = canvas;
    const isOneRow = last !== undefined && last.kind === 'own' && atMs - last.atMs < 1;
    if (!isOneRow) canvas.row(atMs, `store: in a block in its memory${again ? ', again' : ''}`);
    canvas.rename(`${process} received`, `${process} ${block}`);
  }

  private replicated(peer: ProcessId, { process, block, atMs }: StepMoment): void {
    const { canvas } = this;
    const key = `${peer} ${block}`;
    const from = peer === process ? this.receiverOf() : canvas.knows(process);
    if (this.copies.has(key) || from === undefined) return;
    this.copies.add(key);
    const again = this.again(block);
    const row = canvas.row(atMs, `replicate: ${again ? 'a second copy, again' : 'a second copy'}`);
    const lane = this.lane(peer, 'replica');
    canvas.way({ row, look: 'record', again }, from, lane);
    canvas.hold(key, lane, { from: row, again });
  }
  private readonly copies = new Set<string>();
  private hasExpired = false;

  /** Whose block it is that is spoken of: the receiver's of now, else whoever has a copy. */
  private receiverOf() {
    return this.receiver === null ? this.canvas.holder() : (this.canvas.knows(this.receiver) ?? this.canvas.holder());
  }

  private logged({ process, block, atMs }: StepMoment): void {
    const { canvas } = this;
    const again = this.again(block);
    const row = canvas.row(atMs, `log: written to the write-ahead log${again ? ', again' : ''}`);
    const log = canvas.place('log');
    canvas.way({ row, look: 'record', again }, this.lane(process, 'receiver'), log);
    canvas.hold(`log ${block}`, log, { from: row, again });
  }

  private registered({ process, block, atMs }: StepMoment): void {
    const key = `registered ${block}`;
    if (this.copies.has(key)) return;
    this.copies.add(key);
    const { canvas } = this;
    const from = this.receiverOf();
    const row = canvas.row(atMs, `register block: the driver notes it${this.again(block) ? ', again' : ''}`);
    const driver = this.lane(process, 'driver');
    if (from !== undefined) canvas.way({ row, look: 'message', again: false }, from, driver);
  }

  private replied({ process, block, atMs }: StepMoment): void {
    const { canvas } = this;
    const lane = canvas.knows(process);
    if (lane === undefined || this.driver === null) return;
    const again = this.again(block) ? ', again' : '';
    if (canvas.last?.text.startsWith('register block') === true) {
      canvas.last.text = `register block, reply${again}`;
      canvas.answer();
      return;
    }
    const row = canvas.row(atMs, `reply: stored as asked${again}`);
    canvas.way({ row, look: 'message', again: false }, this.lane(this.driver, 'driver'), lane);
  }

  /** What has gone already nobody lets go: a commit covers all that lies before it. */
  private settled({ atMs }: StepMoment): void {
    if (this.hasExpired) return;
    const { canvas } = this;
    const lane = this.receiverOf();
    const row = canvas.row(atMs, `acknowledge: ${this.letGo ? 'the source lets it go' : 'the source notes it'}`);
    if (lane !== undefined && lane.kind !== 'source') {
      canvas.way({ row, look: 'message', again: false }, lane, canvas.place('source'));
    } else if (this.driver !== null) {
      canvas.way({ row, look: 'message', again: false }, this.lane(this.driver, 'driver'), canvas.place('source'));
    }
  }

  private planned({ step, process, batch, atMs }: StepMoment): void {
    const { canvas } = this;
    const again = this.batches.has(`batch ${batch}`);
    this.batches.add(`batch ${batch}`);
    const what = step === 'compute' ? 'plan the range: it is in' : 'allocate: to';
    const row = canvas.row(atMs, `${what} batch ${count(batch ?? 0)}${again ? ' again' : ''}`);
    const driver = this.lane(process, 'driver');
    if (step === 'compute') canvas.way({ row, look: 'message', again: false }, driver, canvas.place('source'));
  }

  private passedOver({ atMs, step }: StepMoment): void {
    const text =
      step === 'restart' ? 'its plan begins behind the record' : 'plan the range: it begins behind the record';
    this.canvas.row(atMs, text);
  }

  private written({ process, batch, effect, atMs, origin, records }: WrittenMoment): void {
    const { canvas } = this;
    const copies = records.filter(each => each === this.record).length;
    this.writes += 1;
    const again = this.writes > 1;
    const ending = {
      append: '',
      upsert: again ? ', in its copy’s place' : '',
      transaction: '',
      refused: '; the sink refuses it'
    };
    const text = `write output: batch ${count(batch)} writes it${copies > 1 ? ' twice' : ''}${again ? ' again' : ''}${ending[effect]}`;
    if (canvas.last?.text.startsWith('allocate') === true) canvas.rows.pop();
    const row = canvas.row(atMs, text);
    const sink = canvas.place('sink');
    const isDirect = this.trace.job.consumer === 'direct';
    const task = isDirect ? this.lane(process, 'task') : canvas.knows(process);
    const from = (this.hasBlock(process, origin) ? task : undefined) ?? canvas.holder() ?? task;
    if (isDirect && task !== undefined) canvas.way({ row, look: 'record', again }, canvas.place('source'), task);
    const through = isDirect ? task : from;
    if (through !== undefined) canvas.way({ row, look: 'record', again }, through, sink);
    if (effect === 'refused' || (effect === 'upsert' && again)) return;
    // A producer's retry can lie in one range twice; an upsert has one copy all the same.
    for (let copy = 0; copy < (effect === 'upsert' ? 1 : copies); copy += 1) {
      canvas.hold(`sink ${this.writes} ${copy}`, sink, { from: row, again: again || copy > 0 });
    }
  }

  private hasBlock(process: ProcessId, origin: string): boolean {
    return this.canvas.isHeld(`${process} ${origin}`);
  }

  private fault(moment: FaultMoment): void {
    this.lastFault = moment;
    if (this.begun) this.cut(moment);
  }

  private cut(moment: FaultMoment): void {
    const { canvas } = this;
    const who = listed(moment.victims.map(({ victim }) => victim));
    if (moment.fault === 'kill') {
      canvas.row(moment.atMs, `${who} killed`, 'cut');
      return;
    }
    if (moment.fault === 'pause') {
      canvas.row(moment.atMs, `${who} paused`, 'cut');
      return;
    }
    if (!moment.records.includes(this.record)) return;
    const row = canvas.row(
      moment.atMs,
      `acknowledgement ${moment.fault === 'drop' ? 'lost on its way' : 'delayed'}`,
      'cut'
    );
    const lane = canvas.knows(moment.process);
    if (lane !== undefined) canvas.way({ row, look: 'lost', again: false }, lane, canvas.place('source'));
  }

  private died(process: ProcessId, atMs: number): void {
    const { canvas } = this;
    if (this.driver === process) {
      this.driver = null;
      this.deadDriver = process;
    }
    if (this.receiver === process) this.receiver = null;
    const lane = canvas.knows(process);
    if (!this.begun || lane === undefined) return;
    const last = canvas.last;
    if (last?.kind !== 'cut')
      canvas.row(atMs, `${process} dies${lane.kind === 'driver' ? '' : ' with its driver'}`, 'cut');
    else if (last.text === 'driver killed' && lane.kind !== 'driver')
      last.text = 'driver killed; its executors die with it';
    canvas.dies(process, canvas.rows.length - 1);
  }

  private returned({ step, process, batch, atMs }: StepMoment): void {
    const { canvas } = this;
    if (step === 'restart') {
      canvas.row(atMs, 'restart: a new driver, its memory empty', 'return');
      this.lane(process, 'driver');
    } else if (step === 'restore' || step === 'replay') {
      const { last } = canvas;
      const isRestart = last?.text.startsWith('restart') === true;
      if (last !== undefined && isRestart && step === 'restore')
        last.text = 'restart: a new driver reads its checkpoint';
      if (last !== undefined && isRestart && step === 'replay') last.text += ' and the log';
    } else if (step === 'start') {
      const isNew = this.receiver !== process;
      this.receiver = process;
      if (isNew) canvas.row(atMs, `start: ${process} runs the receiver now`, 'return');
      if (isNew) this.lane(process, 'receiver');
    } else if (batch !== null && this.batches.has(`batch ${batch}`)) {
      canvas.row(atMs, `run batch again: ${count(batch)}, from the checkpoint`);
    }
  }
}
