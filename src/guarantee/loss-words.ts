/** Where lost records vanished, as it stands in a finding: "only in memory when the driver died". */
import type { LossPlace } from '../terms/result.js';

/** `…` stands for what failed. */
const places: Readonly<Record<LossPlace, string>> = {
  'receiver memory': 'only in the receiver’s memory when …',
  'one memory': 'only in memory when …',
  'two memories': 'only in two memories when …',
  log: 'in the log when …, and never read back',
  'log without its entry': 'in the log without its entry when …',
  batch: 'with their batch when …',
  'skipped offsets': 'skipped after …',
  expired: 'expired in the topic after …',
  'not in the topic': 'acknowledged, and not in the topic after …',
  'in flight': 'on their way to the receiver when …'
};

/** The place of all, or of most. @param died `the driver died`; null: nothing failed. */
export function lossWords(lost: Readonly<Partial<Record<LossPlace, number>>>, died: string | null): string {
  const most = mainLossPlace(lost);
  if (most === null) {
    return 'nobody had them';
  }
  const words = died === null ? places[most].replace(/ (when|after) …/, '') : places[most].replace('…', died);
  const kinds = Object.values(lost).filter(here => here > 0).length;
  return kinds > 1 ? `most of them ${words}` : words;
}

/** Where most of them vanished; of places with as many, the first. */
export function mainLossPlace(lost: Readonly<Partial<Record<LossPlace, number>>>): LossPlace | null {
  return Object.keys(places)
    .filter(isPlace)
    .reduce<LossPlace | null>((most, place) => {
      const before = most === null ? 0 : (lost[most] ?? 0);
      return (lost[place] ?? 0) > before ? place : most;
    }, null);
}

function isPlace(key: string): key is LossPlace {
  return key in places;
}
