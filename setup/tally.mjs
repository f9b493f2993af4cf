/** How many tests of one stage did what. */
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Readonly<Record<string, keyof Count>>} */
const WORDS = {
  passed: 'passed',
  failed: 'failed',
  error: 'failed',
  errors: 'failed',
  flaky: 'failed',
  interrupted: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
  xfailed: 'passed',
  'did not run': 'failed'
};

/**
 * A runner's own closing lines.
 *
 * @param {string} output all it printed
 * @param {RegExp} pattern what such a line looks like, with the flags g and m
 * @returns {string[]} without colours and blanks around
 */
export function closing(output, pattern) {
  // eslint-disable-next-line no-control-regex -- colours begin with the escape character
  const plain = output.replaceAll(/\u001b\[[\d;]*m/g, '').replaceAll('\r', '');
  return [...plain.matchAll(pattern)].map(([line]) => line.trim());
}

/**
 * Adds up closing lines, and holds them against the exit status: a stage that failed counts at least one failure, and a
 * runner that ran no test has failed.
 *
 * @param {readonly string[]} lines as `closing` gives them
 * @param {number} status
 * @param {boolean} counted whether the runner counts at all; a stage that does not is one check
 * @returns {Count}
 */
export function count(lines, status, counted) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines.filter(text => !text.startsWith('Test Suites:'))) {
    for (const [, number, word] of line.matchAll(/(\d+) (did not run|[a-z]+)/g)) {
      const what = WORDS[word ?? ''];
      if (what !== undefined) sum[what] += Number(number);
    }
  }
  if (!counted && status === 0) sum.passed = 1;
  if (sum.failed === 0 && (status !== 0 || sum.passed === 0)) sum.failed = 1;
  return sum;
}
