/** Where a life is put together: rows from the top, lanes as they are needed, copies that begin and end. */
import type { ProcessId, RecordId } from '../terms/trace.js';
import type { Hold, Lane, LaneKind, Life, LifeRow, Way } from './life.js';

type Open<T> = { -readonly [K in keyof T]: T[K] };
interface OpenLane {
  readonly kind: LaneKind;
  readonly processes: string[];
  readonly alive: Open<Lane['alive'][number]>[];
  isDead: boolean;
}
type OpenRow = Omit<LifeRow, 'dies'> & { text: string; readonly dies: OpenLane[] };
interface OpenHold {
  readonly lane: OpenLane;
  readonly from: number;
  readonly again: boolean;
  to: number;
  end: Hold['end'] | null;
}

const order: readonly LaneKind[] = ['source', 'receiver', 'replica', 'task', 'log', 'driver', 'sink'];

/** Lines and bars end a little above the cut, so that both are seen. */
const aboveCut = 0.42;

export class LifeCanvas {
  readonly rows: OpenRow[] = [];
  private readonly lanes: OpenLane[] = [];
  private readonly laneOfProcess = new Map<ProcessId, OpenLane>();
  private readonly holds = new Map<string, OpenHold>();
  private readonly ended: OpenHold[] = [];
  private readonly ways: (Omit<Way, 'from' | 'to'> & { readonly from: OpenLane; readonly to: OpenLane })[] = [];

  get last(): OpenRow | undefined {
    return this.rows.at(-1);
  }

  row(atMs: number, text: string, kind: LifeRow['kind'] = 'own'): number {
    return this.rows.push({ atMs, text, kind, dies: [] }) - 1;
  }

  /** A place that is never empty: source, log, sink. */
  place(kind: 'source' | 'log' | 'sink'): OpenLane {
    return this.lanes.find(lane => lane.kind === kind) ?? this.newLane(kind, -0.5);
  }

  /** The lane of a process; it takes that of a dead one who did the same. @param since the row from which it is there. */
  process(id: ProcessId, kind: LaneKind, since: number): OpenLane {
    const known = this.laneOfProcess.get(id);
    if (known !== undefined) return known;
    const heir = this.lanes.find(lane => lane.kind === kind && lane.isDead);
    const lane = heir ?? this.newLane(kind, since);
    if (heir !== undefined) heir.alive.push({ from: since, to: Infinity });
    lane.isDead = false;
    lane.processes.push(id);
    this.laneOfProcess.set(id, lane);
    return lane;
  }

  knows(id: ProcessId): OpenLane | undefined {
    return this.laneOfProcess.get(id);
  }

  private newLane(kind: LaneKind, since: number): OpenLane {
    const lane: OpenLane = { kind, processes: [], alive: [{ from: since, to: Infinity }], isDead: false };
    this.lanes.push(lane);
    return lane;
  }

  /** A process is gone, and every copy it had. */
  dies(id: ProcessId, row: number): void {
    const lane = this.laneOfProcess.get(id);
    if (lane === undefined) return;
    this.laneOfProcess.delete(id);
    lane.isDead = true;
    this.rows[row]?.dies.push(lane);
    const line = lane.alive.at(-1);
    if (line !== undefined) line.to = row;
    for (const [key, hold] of this.holds) {
      if (hold.lane === lane) this.end(key, row - aboveCut, 'dies');
    }
  }

  /** A copy begins; one of this name that is there already stays as it is. */
  hold(key: string, lane: OpenLane, { from, again }: Pick<Hold, 'from' | 'again'>): void {
    if (!this.holds.has(key)) this.holds.set(key, { lane, from, again, to: from, end: null });
  }

  letGo(key: string, row: number): void {
    this.end(key, row, 'let go');
  }

  private end(key: string, to: number, end: Hold['end']): void {
    const hold = this.holds.get(key);
    if (hold === undefined) return;
    hold.to = Math.max(hold.from, to);
    hold.end = end;
    this.ended.push(hold);
    this.holds.delete(key);
  }

  /** The same copy under another name. */
  rename(from: string, to: string): void {
    const hold = this.holds.get(from);
    if (hold === undefined || this.holds.has(to)) return;
    this.holds.delete(from);
    this.holds.set(to, hold);
  }

  /** The last message has been answered, in the same row. */
  answer(): void {
    const way = this.ways.pop();
    if (way !== undefined) this.ways.push({ ...way, look: 'both' });
  }

  isHeld(key: string): boolean {
    return this.holds.has(key);
  }

  /** A living holder of the record, from the left. */
  holder(): OpenLane | undefined {
    const lanes = [...this.holds.values()].map(({ lane }) => lane);
    return (['replica', 'receiver', 'log', 'source'] as const)
      .map(kind => lanes.find(lane => lane.kind === kind))
      .find(lane => lane !== undefined);
  }

  way(way: Omit<Way, 'from' | 'to'>, from: OpenLane, to: OpenLane): void {
    this.ways.push({ ...way, from, to });
  }

  /** Rows at the end that are not about the record say nothing more of it. */
  trim(): void {
    while (this.last !== undefined && this.last.kind !== 'own') this.rows.pop();
  }

  finish(record: RecordId): Life {
    const end = this.rows.length - 0.4;
    const lanes = [...this.lanes]
      .filter(lane => lane.alive.some(({ from }) => from < end))
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    const at = (lane: OpenLane) => lanes.indexOf(lane);
    const line = ({ from, to }: Lane['alive'][number]) => (from < end ? [{ from, to: Math.min(to, end) }] : []);
    const holds = [...this.ended, ...this.holds.values()].filter(({ lane, from }) => at(lane) >= 0 && from < end);
    return {
      record,
      rows: this.rows.map(({ dies, ...row }) => ({ ...row, dies: dies.map(at) })),
      lanes: lanes.map(({ kind, processes, alive }) => ({ kind, processes, alive: alive.flatMap(line) })),
      holds: holds.map(({ lane, from, again, to, end: how }) => {
        const stays = how === null || to > end;
        return { lane: at(lane), from, again, to: stays ? end : to, end: stays || how === null ? 'stays' : how };
      }),
      ways: this.ways
        .filter(({ row }) => row < this.rows.length)
        .map(({ from, to, ...way }) => ({ ...way, from: at(from), to: at(to) }))
    };
  }
}
