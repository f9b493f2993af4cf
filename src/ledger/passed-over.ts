/** Where records vanished that a direct stream planned in vain, or never planned. */
import type { Job } from '../terms/job.js';
import type { ProcessId, RecordId, Trace } from '../terms/trace.js';
import type { Vanishing } from './vanished.js';

/** Whether a driver that takes over would read again what its predecessor had planned in vain. */
const returns = ({ checkpoint, offsets, properties }: Job): boolean =>
  checkpoint === 'recovered' || offsets !== 'none' || properties.autoOffsetReset === 'earliest';

/**
 * A direct stream holds no records, only a position: a record goes with the plan it was in, or is passed over by the next plan;
 * or the topic's retention takes it before either.
 */
export function passedOver(trace: Trace, lost: readonly RecordId[]): ReadonlyMap<RecordId, Vanishing> {
  const tracked = new Set(lost);
  const positions = new Map<RecordId, number>();
  const planned = new Map<RecordId, { readonly driver: ProcessId; readonly index: number }>();
  const deaths = new Map<ProcessId, number>();
  const plans: { readonly index: number; readonly last: number }[] = [];
  const expired = new Map<RecordId, number>();
  let restarted: number | null = null;
  for (const [index, moment] of trace.moments.entries()) {
    if (moment.kind === 'accepted') {
      moment.records.forEach((record, place) => positions.set(record, moment.position + place));
    } else if (moment.kind === 'died') {
      deaths.set(moment.process, index);
    } else if (moment.kind === 'step' && moment.step === 'expire') {
      for (const record of moment.records) expired.set(record, index);
    } else if (moment.kind === 'step' && moment.step === 'restart') {
      restarted = index;
    } else if (moment.kind === 'step' && moment.step === 'compute') {
      let last = -1;
      for (const record of moment.records) {
        last = Math.max(last, positions.get(record) ?? -1);
        if (tracked.has(record)) {
          planned.set(record, { driver: moment.process, index });
        }
      }
      plans.push({ index, last });
    }
  }
  return new Map(
    lost.map((record): readonly [RecordId, Vanishing] => {
      const plan = planned.get(record);
      const gone = expired.get(record);
      if (gone !== undefined && plan !== undefined && returns(trace.job)) {
        return [record, { place: 'expired', momentIndex: gone }];
      }
      if (plan) {
        return [record, { place: 'batch', momentIndex: deaths.get(plan.driver) ?? plan.index }];
      }
      const position = positions.get(record) ?? Infinity;
      const passing = plans.find(({ last }) => last > position);
      const passed = passing?.index ?? restarted;
      return gone !== undefined && gone < (passed ?? Infinity)
        ? [record, { place: 'expired', momentIndex: gone }]
        : [record, { place: 'skipped offsets', momentIndex: passed }];
    })
  );
}
