/** A job is several processes on one machine, each with little that lives long: their heaps are kept small, at the price of collecting more often. */
import { setFlagsFromString } from 'node:v8';

/** For `fork`: one thread beside the main one. Options of V8's own would be slower: Node has compiled code at hand for none but the usual ones. */
export const fewThreads: readonly string[] = ['--v8-pool-size=1'];

/** … and for one through which all records of a Kafka go: with so many under way it has a larger young generation, MB. Its slower start is not noticed beside a broker's. */
export const fewThreadsManyYoung: readonly string[] = [...fewThreads, '--max-semi-space-size=64'];

/** The young generation stays as small as it begins; the old one grows to so much more than what lived through the last collection, in per cent. */
const flags = ['--semi-space-growth-factor=1', '--heap-growing-percent=20'];

/** V8's own: a client of Kafka lives by what is soon gone, and collecting it often would take half of its time. */
const usual = ['--semi-space-growth-factor=2', '--heap-growing-percent=0'];

/** To be called when a process begins. V8 ignores what it does not know. */
export function keepHeapSmall(): void {
  set(flags);
}

/** For a process that turns out to speak to Kafka. */
export function letHeapGrow(): void {
  set(usual);
}

function set(all: readonly string[]): void {
  for (const flag of all) {
    setFlagsFromString(flag);
  }
}
