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
import { failureAsFlow } from './failure-words.js';
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
      readonly hasFailures: boolean;
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
      return shown.hasFailures
        ? { why: 'Its failures are in its list; see what they did:', cell: `chart: ${shown.job}` }
        : { why: 'Now break it:', cell: cellOf([`fail: ${shown.job}`, ...tellingFailure(shown.configuration).lines]) };
    case 'fail':
      return { why: 'Stop the source, wait for the rest, and count:', cell: `chart: ${shown.result.job}` };
    case 'chart':
      return afterVerdict(shown.result);
    case 'table':
      return afterTable(shown.result);
    case 'compare':
      return afterComparison(shown.result);
    case 'expect':
      return shown.result.held
        ? { why: 'See the whole page measured:', cell: 'table: streaming' }
        : { why: 'See where it went:', cell: `chart: ${shown.result.job}` };
    case 'stop':
      return { why: 'See what it did:', cell: `chart: ${shown.job}` };
    case 'jobs': {
      const job = shown.result.jobs[0]?.job;
      return job === undefined ? firstJob : { why: 'See one of them:', cell: `chart: ${job}` };
    }
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
      return { why: 'One run proves little; fifty, struck at random:', cell: manyRuns(result) };
    case 'agrees':
    case null:
      return result.receipt.lost > 0
        ? safer(result)
        : { why: 'One run proves little; fifty, struck at random:', cell: manyRuns(result) };
  }
}

function manyRuns(result: VerdictResult): string {
  const kill = result.failures[0]?.kill ?? 'driver';
  const victim = typeof kill === 'string' ? kill : (kill[0] ?? 'driver');
  if (result.runs !== undefined) return 'table: streaming';
  return variant({ ...result, failures: [] }, 'fifty', ['runs: 50', `failures: [{kill: ${victim}, at: random}]`]);
}

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
      return change('The same failure with a second copy:', ['storageLevel: MEMORY_AND_DISK_SER_2']);
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
      return { why: 'See the whole page measured:', cell: 'table: streaming' };
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
  return { why: 'Hold it to what it promises:', cell: cellOf([`expect: ${best.job}`, 'lost: 0']) };
}
