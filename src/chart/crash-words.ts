/** The crash map in sentences: its finding, with the bound that makes it true, and its fine print. */
import { count, counted, listed } from '../guarantee/words.js';
import type { Covered, CrashMap, CrashRows, Square } from './crash-squares.js';
import { breakingIn, crashesIn, doubling, losing } from './crash-squares.js';
import { shortNames } from './short-names.js';
import { outOf } from './writing.js';

export function mapFinding(map: CrashMap): string {
  const [only, ...others] = map.rows;
  if (only !== undefined && others.length === 0) return jobFinding(`“${only.job}”`, only.squares, { ...map, depth: 1 });
  return manyFinding(map);
}

/** How many failures a run: it is part of every bound. */
interface Bounded extends Covered {
  readonly depth: 1 | 2;
}

/** One job's finding: what breaks a promise first, then what was lost, then what came twice. */
export function jobFinding(name: string, squares: readonly Square[], bounded: Bounded): string {
  const n = crashesIn(squares);
  const crashes = bounded.depth === 1 ? 'crashes' : 'pairs of crashes';
  const lost = crashesIn(squares, losing);
  const twice = crashesIn(squares, doubling);
  const breaking = breakingIn(squares);
  const doubled = twice === 0 ? '' : `processed records twice at ${count(twice)}`;
  if (breaking > 0) {
    return `${name} breaks a promise of the page at ${outOf(breaking, n)} ${crashes}: ${brokenWords(squares)}`;
  }
  if (lost > 0) {
    return `${name} lost records at ${outOf(lost, n)} ${crashes}${doubled === '' ? '' : `, and ${doubled}`}`;
  }
  const nothing = isComplete(squares, bounded)
    ? `${name} lost nothing at any of ${count(n)} ${crashes}${bounded.depth === 1 ? ', one failure each' : ''}`
    : `${name} lost nothing at the ${count(n)} ${crashes} that were tried`;
  return doubled === '' ? nothing : `${nothing}; it ${doubled}`;
}

/** What the crashes that break a promise did. */
export function brokenWords(squares: readonly Square[]): string {
  const lost = breakingIn(squares, losing);
  const twice = breakingIn(squares, doubling);
  const parts = [
    ...(lost > 0 ? ['records were lost'] : []),
    ...(twice > 0 ? ['records were processed twice'] : []),
    ...(lost + twice === 0 ? ['the job ended'] : [])
  ];
  return listed(parts);
}

function manyFinding(map: CrashMap): string {
  const squares = map.rows.flatMap(row => row.squares);
  const n = crashesIn(squares);
  const lost = crashesIn(squares, losing);
  const breaking = breakingIn(squares);
  const worst = [...map.rows].sort((a, b) => breakingIn(b.squares) - breakingIn(a.squares))[0];
  if (breaking > 0 && worst !== undefined) {
    const rows = map.rows.filter(row => breakingIn(row.squares) > 0).length;
    const most = rows === 1 ? '' : `, most of them `;
    const where = rows === 1 ? `, all ` : most;
    return `${outOf(breaking, n)} crashes break a promise of the page${where}with ${nameOf(worst)}: ${brokenWords(worst.squares)}`;
  }
  if (map.rows.some(({ configuration }) => configuration === null)) {
    return `Records were lost at ${outOf(lost, n)} crashes of ${map.rows.length} jobs`;
  }
  const where = isComplete(squares, map)
    ? `at all ${count(n)} crashes, one failure each`
    : `at the ${count(n)} crashes that were tried`;
  return `The page holds ${where}: ${lost === 0 ? 'nothing was lost' : 'records were lost only where it warns of it'}`;
}

function nameOf({ job, configuration }: CrashRows): string {
  return configuration === null ? `“${job}”` : shortNames[configuration];
}

/** "At any" is said only where nothing was left out. */
function isComplete(squares: readonly Square[], { complete }: Covered): boolean {
  return complete && crashesIn(squares, ['?']) === 0;
}

/** How to read it, then what was covered, then how it was made. */
export function mapFinePrint(squares: readonly Square[], covered: Covered, how: readonly string[]): readonly string[] {
  const open = crashesIn(squares, ['?']);
  return [
    ...how,
    ...covered.bound,
    ...(open === 0
      ? []
      : [`${counted(open, 'crash', 'crashes')} without an end within the limit: nothing is said of them.`]),
    [
      covered.engine === 'simulated' ? 'simulated engine, reproducible' : `${covered.engine} engine`,
      `seed ${covered.seed}`,
      counted(covered.runs, 'run')
    ].join(' · ')
  ];
}
