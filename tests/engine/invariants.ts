/** What is true of every trace, whatever was done to its job. Each law gives back what breaks it, in words. */
import { isDeepStrictEqual } from 'node:util';
import type { Moment, Trace } from '../../src/terms/trace.js';

type Law = (trace: Trace) => readonly string[];

/** What is wrong with a trace; nothing is wrong with a sound one. */
export const complaintsAbout: Law = trace => laws.flatMap(law => law(trace));

const timesNeverGoBack: Law = ({ moments }) =>
  moments.flatMap(({ atMs }, index) => {
    const before = moments[index - 1]?.atMs ?? 0;
    return atMs < before ? [`moment ${index} is at ${atMs} ms, after one at ${before} ms`] : [];
  });

/** A process is born once, under a name that nobody had before, and says nothing before its birth nor after its death. */
const onlyTheLivingSpeak: Law = ({ moments }) => {
  const born = new Set(['cluster-manager']);
  const dead = new Set<string>();
  return moments.flatMap((moment, index) => {
    const { kind, process } = moment;
    const bornTwice = kind === 'launched' && born.has(process);
    if (kind === 'launched') born.add(process);
    const silent = born.has(process) && !dead.has(process);
    if (kind === 'died') dead.add(process);
    return bornTwice || !silent
      ? [`moment ${index}: ${kind} of ${process}, which is ${bornTwice ? 'old' : 'not alive'}`]
      : [];
  });
};

/** What is accepted was sent before and takes the next positions; what is acknowledged was accepted; ids are dense, from 0. */
const sourcesKeepBooks: Law = ({ moments, endPosition }) => {
  const sent = new Set<number>();
  const accepted = new Set<number>();
  let position = 0;
  const complaints = moments.flatMap((moment, index) => {
    switch (moment.kind) {
      case 'sent':
        moment.records.forEach(record => sent.add(record));
        return [];
      case 'accepted': {
        const right = moment.position === position && moment.records.every(record => sent.has(record));
        position += moment.records.length;
        moment.records.forEach(record => accepted.add(record));
        return right ? [] : [`moment ${index}: accepted what was not sent, or at a wrong position`];
      }
      case 'send settled':
        return moment.state === 'acknowledged' && !moment.records.every(record => accepted.has(record))
          ? [`moment ${index}: acknowledged what was not accepted`]
          : [];
      default:
        return [];
    }
  });
  const dense = [...sent].every((record, index) => record === index);
  return [
    ...complaints,
    ...(dense ? [] : ['records are not numbered densely']),
    ...(endPosition === null || endPosition === position ? [] : [`the end is at ${endPosition}, not at ${position}`])
  ];
};

const whatIsWrittenWasAccepted: Law = ({ moments }) => {
  const accepted = new Set<number>();
  return moments.flatMap((moment, index) => {
    if (moment.kind === 'accepted') moment.records.forEach(record => accepted.add(record));
    const right = moment.kind !== 'written' || moment.records.every(record => accepted.has(record));
    return right ? [] : [`moment ${index}: written what the source never held`];
  });
};

/** A driver calls a batch done when each of its records has been written, or refused by the sink that held it. */
const aBatchIsDoneAfterItsOutput: Law = ({ moments }) => {
  const written = new Map<string, Set<number>>();
  return moments.flatMap((moment, index) => {
    if (moment.kind === 'written') {
      const of = `${moment.driver} ${moment.batch}`;
      const records = written.get(of) ?? new Set<number>();
      moment.records.forEach(record => records.add(record));
      written.set(of, records);
    }
    if (moment.kind !== 'step' || moment.step !== 'done') return [];
    const records = written.get(`${moment.process} ${moment.batch}`);
    const left = moment.records.filter(record => !records?.has(record));
    return left.length > 0 ? [`moment ${index}: batch ${moment.batch} is done without ${left.join(', ')}`] : [];
  });
};

/** A failure that fired is a fault moment where its report says; one that did not has a reason. */
const reportsMatchTheMoments: Law = ({ moments, failures }) => {
  const faults = moments.filter(({ kind }) => kind === 'fault').length;
  const fired = failures.filter(report => report.fired).length;
  const wrong = failures.flatMap((report, index) =>
    isRight(report, index, moments) ? [] : [`failure ${index}: its report is not what happened`]
  );
  return faults === fired ? wrong : [...wrong, `${faults} faults, of which the reports say ${fired}`];
};

function isRight(report: Trace['failures'][number], index: number, moments: readonly Moment[]): boolean {
  const { fired, atMs, momentIndex, victims, why, backAtMs } = report;
  if (!fired) {
    return isDeepStrictEqual([atMs, momentIndex, victims, backAtMs], [null, null, [], null]) && !!why;
  }
  const fault = moments[momentIndex ?? -1];
  return (
    fault?.kind === 'fault' &&
    fault.failure === index &&
    fault.atMs === atMs &&
    isDeepStrictEqual(fault.victims, victims) &&
    why === null &&
    (backAtMs === null || backAtMs >= fault.atMs)
  );
}

/** Who was killed dies right then, before anything else happens; nobody else dies by the fault. */
const theKilledDieAtOnce: Law = ({ moments }) =>
  moments.flatMap((moment, index) => {
    if (moment.kind !== 'fault' || moment.fault !== 'kill') return [];
    const victims = [...new Set(moment.victims.map(({ process }) => process))];
    const next = moments.slice(index + 1, index + 1 + victims.length);
    const right = next.every((one, nth) => one.kind === 'died' && one.code === 137 && one.process === victims[nth]);
    return right && next.length === victims.length ? [] : [`moment ${index}: the killed did not die at once`];
  });

/** Between its pause and its going on a process passes nothing. */
const thePausedStandStill: Law = ({ moments }) => {
  const paused = new Set<string>();
  return moments.flatMap((moment, index) => {
    const { kind, process } = moment;
    if (kind === 'state' || kind === 'died') paused.delete(process);
    const moved = paused.has(process) && kind !== 'fault';
    if (kind === 'fault' && moment.fault === 'pause') moment.victims.forEach(victim => paused.add(victim.process));
    return moved ? [`moment ${index}: ${kind} of ${process}, which is paused`] : [];
  });
};

const laws: readonly Law[] = [
  timesNeverGoBack,
  onlyTheLivingSpeak,
  sourcesKeepBooks,
  whatIsWrittenWasAccepted,
  aBatchIsDoneAfterItsOutput,
  reportsMatchTheMoments,
  theKilledDieAtOnce,
  thePausedStandStill
];
