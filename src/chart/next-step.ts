/** What to try next: one cell after every output, chosen from what the output showed. */
import type {
  ComparisonResult,
  ConfigurationId,
  ExpectationResult,
  FaultResult,
  JobsResult,
  TableResult,
  VerdictResult
} from '../terms/result.js';
import { atRandomAsFlow, failureAsFlow } from './failure-words.js';
import { squareOf } from './guarantee-square.js';

export interface NextStep {
  /** A sentence that leads to the cell. */
  readonly why: string;
  /** The cell, ready to be run. */
  readonly cell: string;
}

export type Shown =
  | {
      readonly verb: 'job';
      readonly job: string;
      readonly configuration: ConfigurationId | null;
      /** What lies behind it already, and waits for its chart. */
      readonly behind: 'nothing' | 'its failures' | 'its runs';
    }
  | { readonly verb: 'fail'; readonly result: FaultResult }
  | { readonly verb: 'chart'; readonly result: VerdictResult }
  | { readonly verb: 'table'; readonly result: TableResult }
  | { readonly verb: 'compare'; readonly result: ComparisonResult }
  | { readonly verb: 'expect'; readonly result: ExpectationResult }
  | { readonly verb: 'stop'; readonly job: string }
  | { readonly verb: 'jobs'; readonly result: JobsResult };

export function nextStep(shown: Shown): NextStep {
  switch (shown.verb) {
    case 'job':
      return afterJob(shown);
    case 'fail':
      return { why: 'Stop the source, wait for the rest, and count:', cell: `chart: ${shown.result.job}` };
    case 'chart':
      return afterVerdict(shown.result);
    case 'table':
      return afterTable(shown.result);
    case 'compare':
      return afterComparison(shown.result);
    case 'expect':
      return shown.result.held ? wholePage : { why: 'See where it went:', cell: `chart: ${shown.result.job}` };
    case 'stop':
      return { why: 'See what it did:', cell: `chart: ${shown.job}` };
    case 'jobs': {
      const job = shown.result.jobs[0]?.job;
      return job === undefined ? firstJob : { why: 'See one of them:', cell: `chart: ${job}` };
    }
  }
}

function afterJob({ job, configuration, behind }: Extract<Shown, { readonly verb: 'job' }>): NextStep {
  switch (behind) {
    case 'nothing':
      return { why: 'Now break it:', cell: cellOf([`fail: ${job}`, ...tellingFailure(configuration).lines]) };
    case 'its failures':
      return { why: 'Its failures are behind it; see what they did:', cell: `chart: ${job}` };
    case 'its runs':
      return { why: 'Its runs are over; see what came of them:', cell: `chart: ${job}` };
  }
}

const firstJob: NextStep = {
  why: 'There is none yet; begin with one:',
  cell: cellOf(['job: clicks', 'configuration: reliable-replicated'])
};

function cellOf(lines: readonly string[]): string {
  return lines.join('\n');
}

/** The failure that tells most about a configuration, as lines of a `fail` cell and as one entry of a list. */
function tellingFailure(configuration: ConfigurationId | null): {
  readonly lines: readonly string[];
  readonly flow: string;
} {
  const [kill, after] = tellingPlace(configuration);
  return { lines: [`kill: ${kill}`, `after: ${after}`], flow: `{kill: ${kill}, after: ${after}}` };
}

function tellingPlace(configuration: ConfigurationId | null): readonly [kill: string, after: string] {
  switch (configuration) {
    case 'unreliable':
      return ['receiver executor', 'put'];
    case 'reliable-unreplicated':
      return ['receiver executor', 'ack'];
    case 'reliable-replicated':
    case 'reliable-wal':
      return ['driver', 'ack'];
    case 'direct-no-checkpoint':
    case 'direct-checkpoint':
      return ['driver', 'compute'];
    case null:
      return ['driver', 'submit'];
  }
}

/** The same job under another name, with one thing changed and the same failures. */
function variant(result: VerdictResult, name: string, changes: readonly string[]): string {
  const failures = result.failures.map(failureAsFlow);
  const list = failures.length === 0 ? [] : [`failures: [${failures.join(', ')}]`];
  return cellOf([`job: ${result.job}-${name}`, `like: ${result.job}`, ...changes, ...list]);
}

function afterVerdict(result: VerdictResult): NextStep {
  if (result.failures.length === 0) {
    const flow = tellingFailure(result.configuration).flow;
    return {
      why: 'Nothing struck it; the same job with a failure:',
      cell: variant(result, 'failed', [`failures: [${flow}]`])
    };
  }
  const voided = result.promises.flatMap(({ voided: why }) => remedies.filter(([setting]) => why?.startsWith(setting)));
  const [remedy] = voided;
  if (remedy !== undefined) {
    const [setting, name, changes] = remedy;
    return {
      why: `The page promises nothing with “${setting}”; the same without:`,
      cell: variant(result, name, changes)
    };
  }
  if (result.outcome === 'stopped') {
    return {
      why: 'Nothing restarted the driver; the same with supervision:',
      cell: variant(result, 'supervised', ['supervise: true'])
    };
  }
  switch (result.verdict) {
    case 'not exercised':
      return {
        why: 'The failure struck nothing; a place that every record passes:',
        cell: variant({ ...result, failures: [] }, 'earlier', [
          `failures: [${tellingFailure(result.configuration).flow}]`
        ])
      };
    case 'inconclusive':
      return { why: 'Give it more time to end:', cell: variant(result, 'longer', ['limit: 300s']) };
    case 'contradicts':
      return { why: 'Does it happen with another seed?', cell: variant(result, 'again', [`seed: ${result.seed + 1}`]) };
    case 'not shown':
      return manyRuns(result);
    case 'agrees':
    case null:
      return result.receipt.lost > 0 ? safer(result) : manyRuns(result);
  }
}

/** Settings that void a promise, each with the changes that undo it. */
const remedies: readonly (readonly [setting: string, name: string, changes: readonly string[]])[] = [
  ['supervise: false', 'supervised', ['supervise: true']],
  ['checkpoint: {recover: never}', 'recovered', ['checkpoint: true']],
  ['executors: 1', 'two-executors', ['executors: 2']],
  ['offsets:', 'checkpointed', ['offsets: none', 'checkpoint: true']],
  ['auto.offset.reset: earliest', 'checkpointed', ['checkpoint: true']],
  ['retention:', 'kept', ['source: {kafka: {start: true}}']]
];

/** The first of the failures, at random moments. */
function manyRuns(result: VerdictResult): NextStep {
  const [first] = result.failures;
  if (result.runs !== undefined || first === undefined) return wholePage;
  return {
    why: 'One run proves little; fifty, struck at random:',
    cell: variant({ ...result, failures: [] }, 'fifty', ['runs: 50', `failures: [${atRandomAsFlow(first)}]`])
  };
}

const wholePage: NextStep = { why: 'See the whole page measured:', cell: 'table: streaming' };

/** The next row down the page that keeps more. */
function safer(result: VerdictResult): NextStep {
  const change = (why: string, lines: readonly string[], struck = result) => ({
    why,
    cell: variant(struck, 'safer', lines)
  });
  switch (result.configuration) {
    case 'unreliable':
      return change('The same failure with a receiver that acknowledges:', ['consumer: reliable receiver'], {
        ...result,
        // A reliable receiver stores whole blocks and cuts none.
        failures: result.failures.map(failure => (failure.after === 'cut' ? { ...failure, after: 'put' } : failure))
      });
    case 'reliable-unreplicated':
      return change('The same failure with a second copy, in a second executor:', [
        'storageLevel: MEMORY_AND_DISK_SER_2',
        'executors: 2'
      ]);
    case 'reliable-replicated':
      return change('The same failure with the write-ahead log:', [
        'storageLevel: MEMORY_AND_DISK_SER',
        'writeAheadLog: true',
        'checkpoint: true'
      ]);
    case 'direct-no-checkpoint':
      return change('The same failure with a checkpoint:', ['checkpoint: true']);
    case 'reliable-wal':
    case 'direct-checkpoint':
    case null:
      return wholePage;
  }
}

function afterTable(result: TableResult): NextStep {
  const odd = result.rows.find(row => squareOf(row).verdict !== 'agrees');
  const row = odd ?? result.rows.find(cell => cell.receipt.lost > 0) ?? result.rows[0];
  if (row === undefined || row.configuration === null) return firstJob;
  const failures = row.failures.map(failureAsFlow).join(', ');
  return {
    why: odd === undefined ? 'Look into one square:' : 'Look into the square that does not agree:',
    cell: cellOf([
      `job: ${row.configuration}-${row.cell.split(' ')[0] ?? 'square'}`,
      `configuration: ${row.configuration}`,
      `engine: ${row.engine}`,
      'executors: 3',
      'source: {rate: 500/s, records: 2000}',
      `seed: ${row.seed}`,
      ...(failures === '' ? [] : [`failures: [${failures}]`])
    ])
  };
}

function afterComparison(result: ComparisonResult): NextStep {
  const best = result.verdicts.reduce<VerdictResult | null>(
    (least, verdict) => (least === null || verdict.receipt.lost < least.receipt.lost ? verdict : least),
    null
  );
  if (best === null) return firstJob;
  return best.receipt.lost === 0
    ? { why: 'Hold it to what it kept:', cell: cellOf([`expect: ${best.job}`, 'lost: 0']) }
    : { why: 'None kept every record; see where the best one lost them:', cell: `chart: ${best.job}` };
}
