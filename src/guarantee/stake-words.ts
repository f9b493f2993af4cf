/** What was at stake at an instant, and where to strike so that something is. */
import type { Standing } from '../ledger/whereabouts.js';
import type { Job } from '../terms/job.js';
import type { Stake } from '../terms/result.js';
import { count } from './words.js';

const places: readonly (readonly [keyof Stake, string])[] = [
  ['processed', 'processed'],
  ['log', 'in the log'],
  ['twoMemories', 'in two memories'],
  ['oneMemory', 'in one memory'],
  ['nowhere', 'acknowledged and nowhere durable'],
  ['source', 'only at the source']
];

/** `1,180 processed · 30 in the log · 14 only at the source`; places that hold nothing are left out. */
export function atStakeSentence({ stake }: Standing): string {
  const held = places.filter(([place]) => stake[place] > 0);
  return held.length === 0
    ? 'nothing was sent yet'
    : held.map(([place, words]) => `${count(stake[place])} ${words}`).join(' · ');
}

/** The step after which a record of this kind of job is let go by its source and not yet processed. */
export function tellingStep({ consumer }: Job): 'put' | 'ack' | 'compute' {
  switch (consumer) {
    case 'unreliable receiver':
      return 'put';
    case 'reliable receiver':
      return 'ack';
    case 'direct':
      return 'compute';
  }
}
