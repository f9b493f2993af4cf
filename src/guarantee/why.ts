/** The finding of a run, or of several, as one sentence: the title of its picture. */
import type { Job } from '../terms/job.js';
import { struck } from './evidence.js';
import { kindOf } from './failure-kind.js';
import type { Finding } from './finding.js';
import { lossWords } from './loss-words.js';
import { failuresWords, whoTook } from './who-died.js';
import { capital, count, counted, durationWords, ofTotal } from './words.js';

export { atStakeSentence } from './stake-words.js';

/** `30 of 1,990 records lost: only in memory when the driver died`. No full stop. */
export function findingSentence(job: Job, finding: Finding): string {
  const { ended, outcome, limitMs, tally } = finding;
  const { records, receipt } = tally;
  switch (ended) {
    case 'never steady':
      return `“${job.name}” never became steady, so nothing is said of it`;
    case 'limit':
      return records.waiting === 0
        ? `All ${counted(records.delivered, 'record')} processed, and yet the job did not come to rest within ${durationWords(limitMs)}`
        : `No end within ${durationWords(limitMs)}: ${ofTotal(records.waiting, records.delivered)} records still on the way`;
    case 'running':
      return `${ofTotal(records.waiting, records.delivered)} records are on the way`;
    case 'drained':
      break;
  }
  if (outcome === 'stopped' || outcome === 'aborted') {
    const left = `${count(receipt.lost)} lost, ${count(records.waiting)} waiting at the source`;
    return `${endedWords(job, finding)}: ${left}${alsoTwice(finding)}`;
  }
  if (receipt.lost > 0) {
    const places = lossWords(tally.causes.lost, whoTook(finding));
    return `${ofTotal(receipt.lost, records.delivered)} records lost: ${places}${alsoTwice(finding)}`;
  }
  return nothingLost(finding);
}

function endedWords(job: Job, finding: Finding): string {
  if (finding.outcome === 'aborted') {
    const failures = failuresWords(finding.failures, 'killed');
    return failures === null ? 'The job ended itself' : `The job ended itself after ${failures}`;
  }
  const driver = finding.failures.filter(
    ({ report }) => report.fired && kindOf(report.failure.fault) === 'driver failure'
  );
  const who = failuresWords(driver.slice(-1), 'killed');
  if (who === null) {
    return 'The job was stopped';
  }
  return `${capital(who)} and ${job.supervise ? 'did not come back' : 'nothing restarts it'}`;
}

/** Lost and processed twice stand beside each other, never netted. */
function alsoTwice({ tally: { receipt } }: Finding): string {
  return receipt.duplicated === 0 ? '' : `; ${count(receipt.duplicated)} processed twice`;
}

function nothingLost({ tally, failures }: Finding): string {
  const { records, receipt, output } = tally;
  const when = failuresWords(
    failures.filter(({ report }) => report.fired),
    'died'
  );
  if (receipt.duplicated > 0) {
    const cause = causeWords(tally.causes.receipt);
    return `No record lost, ${ofTotal(receipt.duplicated, records.delivered)} processed twice${cause}`;
  }
  if (output.duplicated > 0) {
    const cause = causeWords(tally.causes.output);
    return `No record lost; ${ofTotal(output.duplicated, records.delivered)} twice in the sink${cause}`;
  }
  if (output.lost > 0) {
    return `Every record processed, and ${ofTotal(output.lost, records.delivered)} missing in the sink`;
  }
  const all = `all ${counted(records.delivered, 'record')} processed once`;
  if (failures.length === 0) {
    return `Undisturbed: ${all}`;
  }
  if (when === null) {
    return `The failure did not fire: ${all}`;
  }
  return failures.some(struck)
    ? `No record lost and none processed twice when ${when}`
    : `Nothing was on its way when ${when}: ${all}`;
}

const causes: Readonly<Record<string, string>> = {
  'producer retry': 'the producer sent them again',
  'source re-send': 'the source sent them again',
  'log replay': 'the log was read back after they were processed',
  'checkpoint replay': 'the batch of the checkpoint ran again',
  'task retry': 'a task wrote and was run again',
  'output retry': 'an output was written again'
};

/** The cause of most of them. */
function causeWords(counts: Readonly<Partial<Record<string, number>>>): string {
  const [most] = Object.entries(counts).sort(([, a = 0], [, b = 0]) => b - a);
  const words = most === undefined ? undefined : causes[most[0]];
  return words === undefined ? '' : `: ${words}`;
}

/** Several runs: how many of them lost records, and how many processed some twice. */
export function findingsSentence(job: Job, findings: readonly Finding[]): string {
  const [only, ...others] = findings;
  if (only !== undefined && others.length === 0) {
    return findingSentence(job, only);
  }
  const judged = findings.filter(({ ended }) => ended === 'drained');
  const open = findings.length - judged.length;
  const losing = judged.filter(({ tally }) => tally.receipt.lost > 0);
  const twice = judged.filter(({ tally }) => tally.receipt.duplicated > 0).length;
  const [most] = [...losing].sort((a, b) => b.tally.receipt.lost - a.tally.receipt.lost);
  const lost =
    most === undefined
      ? `None of ${counted(judged.length, 'run')} lost a record`
      : `${ofTotal(losing.length, judged.length)} runs lost records: ${lossWords(most.tally.causes.lost, whoTook(most))}`;
  const again = twice === 0 ? '' : `; ${ofTotal(twice, judged.length)} processed some twice`;
  return `${lost}${again}${open === 0 ? '' : `; ${counted(open, 'run')} did not end`}`;
}
