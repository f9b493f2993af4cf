/** How many records were where over time: what the lanes of a run's picture show. */
import type { ProcessId, RecordId, Trace } from '../terms/trace.js';
import { Whereabouts, type Levels } from './whereabouts.js';

/** A level from here on until the next: the greatest within its bin. */
export interface Level {
  readonly fromMs: number;
  readonly records: number;
}
export interface Bar {
  readonly fromMs: number;
  readonly toMs: number;
  readonly records: number;
}
/** The copies that one driver's run of one batch wrote, from its submission to its last write. */
export interface BatchBar extends Bar {
  readonly batch: number;
  readonly driver: ProcessId;
}

export interface Lanes {
  readonly binMs: number;
  readonly untilMs: number;
  /** Records sent for the first time, bin by bin; empty bins are left out. */
  readonly sent: readonly Bar[];
  readonly source: readonly Level[];
  readonly memory: readonly Level[];
  readonly log: readonly Level[];
  readonly batch: readonly Level[];
  readonly written: readonly BatchBar[];
}

/** @param binMs the width of a bin; equal levels of neighbouring bins are one. */
export function lanes(trace: Trace, binMs: number): Lanes {
  const untilMs = trace.moments.at(-1)?.atMs ?? 0;
  return { binMs, untilMs, sent: sentBars(trace, binMs), ...levels(trace, binMs), written: batchBars(trace) };
}

const laneNames = ['source', 'memory', 'log', 'batch'] as const;

function levels(trace: Trace, binMs: number): Readonly<Record<keyof Levels, readonly Level[]>> {
  const series: Record<keyof Levels, Level[]> = { source: [], memory: [], log: [], batch: [] };
  const whereabouts = new Whereabouts(trace);
  let bin = 0;
  let peaks: Levels = { ...whereabouts.levels() };
  const close = (): void => {
    for (const name of laneNames) {
      note(series[name], bin * binMs, peaks[name]);
    }
  };
  for (const [index, { atMs }] of trace.moments.entries()) {
    const now = Math.floor(atMs / binMs);
    if (now > bin) {
      close();
      peaks = { ...whereabouts.levels() };
      bin += 1;
      if (now > bin) {
        close(); // between the two nothing moved
        bin = now;
      }
    }
    whereabouts.advanceTo(index + 1);
    peaks = highest(peaks, whereabouts.levels());
  }
  close();
  const last = whereabouts.levels();
  for (const name of laneNames) {
    note(series[name], (bin + 1) * binMs, last[name]);
  }
  return series;
}

function note(series: Level[], fromMs: number, records: number): void {
  if (series.at(-1)?.records !== records) {
    series.push({ fromMs, records });
  }
}

function highest(left: Levels, right: Levels): Levels {
  return {
    source: Math.max(left.source, right.source),
    memory: Math.max(left.memory, right.memory),
    log: Math.max(left.log, right.log),
    batch: Math.max(left.batch, right.batch)
  };
}

function sentBars(trace: Trace, binMs: number): readonly Bar[] {
  const seen = new Set<RecordId>();
  const bins = new Map<number, number>();
  for (const moment of trace.moments) {
    if (moment.kind !== 'sent') {
      continue;
    }
    const before = seen.size;
    for (const record of moment.records) {
      seen.add(record);
    }
    const bin = Math.floor(moment.atMs / binMs);
    bins.set(bin, (bins.get(bin) ?? 0) + seen.size - before);
  }
  return [...bins]
    .filter(([, records]) => records > 0)
    .sort(([a], [b]) => a - b)
    .map(([bin, records]) => ({ fromMs: bin * binMs, toMs: (bin + 1) * binMs, records }));
}

function batchBars(trace: Trace): readonly BatchBar[] {
  const submitted = new Map<string, number>();
  const bars = new Map<string, { -readonly [K in keyof BatchBar]: BatchBar[K] }>();
  for (const moment of trace.moments) {
    if (moment.kind === 'step' && moment.step === 'submit') {
      submitted.set(`${moment.process} ${moment.batch}`, moment.atMs);
    } else if (moment.kind === 'written' && moment.effect !== 'refused') {
      const { driver, batch, atMs, records } = moment;
      const key = `${driver} ${batch}`;
      const bar = bars.get(key) ?? { batch, driver, fromMs: submitted.get(key) ?? atMs, toMs: atMs, records: 0 };
      bar.toMs = atMs;
      bar.records += records.length;
      bars.set(key, bar);
    }
  }
  return [...bars.values()];
}
