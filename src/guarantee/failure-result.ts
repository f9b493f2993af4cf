/** A failure as machines read it: the cell's own words, and what came of it. */
import type { Standing } from '../ledger/whereabouts.js';
import type { Failure, Fault, Place } from '../terms/failure.js';
import type { ExplorationPoint, FailureResult } from '../terms/result.js';
import type { FailureReport } from '../terms/trace.js';
import { durationWords } from './words.js';

/** What was asked for, without what came of it. */
export type FailureWords = ExplorationPoint['failures'][number];

export function failureResult(report: FailureReport, standing: Standing | null): FailureResult {
  return {
    ...failureWords(report.failure),
    fired: report.fired,
    atMs: report.atMs,
    backAtMs: report.backAtMs,
    victims: report.victims.map(({ process }) => process),
    stake: standing?.stake ?? null,
    ...(report.why === null ? {} : { why: report.why })
  };
}

/** A failure under the keys of a cell. */
export function failureWords({ fault, place, withinMs, duringRecovery, duringStart }: Failure): FailureWords {
  return {
    ...faultWords(fault),
    ...placeWords(place),
    ...(withinMs === null ? {} : { within: durationWords(withinMs) }),
    ...(duringRecovery ? { during: 'recovery' } : {}),
    ...(duringStart ? { during: 'start' } : {})
  };
}

function faultWords(fault: Fault): FailureWords {
  switch (fault.kind) {
    case 'kill': {
      const [only, ...others] = fault.victims;
      return {
        kill: only === undefined || others.length > 0 ? fault.victims : only,
        ...(fault.forMs === undefined ? {} : { for: durationWords(fault.forMs) })
      };
    }
    case 'drop':
      return { drop: fault.message };
    case 'delay':
      return { delay: fault.message, by: durationWords(fault.byMs) };
    case 'pause':
      return { pause: fault.victim, for: durationWords(fault.forMs) };
  }
}

function placeWords(place: Place): FailureWords {
  switch (place.at) {
    case 'step':
      return {
        after: place.step,
        occurrence: place.occurrence,
        ...(place.record === null ? {} : { record: place.record }),
        ...(place.phaseMs === null ? {} : { phase: durationWords(place.phaseMs) })
      };
    case 'time':
      return { at: durationWords(place.ms) };
    case 'random':
      return { at: 'random' };
    case 'now':
      return {};
    case 'effect':
      return { at: `effect ${place.effect}` };
  }
}
