import { describe, expect, test } from '@jest/globals';
import { renderProblems } from '../../src/language/render.js';
import * as lists from './bad-cells.js';
import type { BadCell } from './bad-cells.js';
import { expectFile } from './golden.js';
import { after, mended, problemsOf } from './notebook.js';

const context = after(...lists.notebook);
const errors = [
  ...lists.badTexts,
  ...lists.badShapes,
  ...lists.badNames,
  ...lists.badFailures,
  ...lists.badCombinations
];

function first({ text }: BadCell) {
  const problem = problemsOf(text, context)[0];
  if (!problem) throw new Error('No problem was found.');
  return problem;
}

describe.each(
  Object.entries({ ...lists, notebook: undefined }).flatMap(([name, cells]) => (cells ? [{ name, cells }] : []))
)('$name', ({ name, cells }) => {
  test.each([...cells])('$text', cell => {
    const problem = first(cell);
    expect(problem.code).toBe(cell.code);
    expect(cell.text.slice(problem.from, problem.to)).toBe(cell.at);
    expect(problem.severity).toBe(name === 'warned' ? 'warning' : 'error');
    if (cell.mended !== undefined) expect(mended(cell.text, problem)).toBe(cell.mended);
  });
});

test('a fix that is taken leaves no such problem behind', () => {
  for (const cell of [...errors, ...lists.warned]) {
    const problem = first(cell);
    const text = mended(cell.text, problem);
    if (text === null) continue;
    expect({ text, codes: problemsOf(text, context).map(left => left.code) }).toEqual({
      text,
      codes: expect.not.arrayContaining([problem.code])
    });
  }
});

test("a problem is told in our words, never in a library's", () => {
  const foreign =
    /implicit|block (?:map|seq|coll)|flow (?:map|seq|coll)|scalar|token|must NOT|must have|must match|must be (?:string|integer|number|object|array|equal)|additional propert|schema|JSON|pattern|undefined|NaN/i;
  for (const cell of [...errors, ...lists.warned]) expect(first(cell).message).not.toMatch(foreign);
});

test('what people read', () => {
  const pages = [...errors, ...lists.warned].map(({ text }) => {
    const lines = renderProblems(text, problemsOf(text, context));
    return [...text.split('\n').map(line => `| ${line}`), '', ...lines].join('\n').trimEnd();
  });
  expectFile('tests/language/golden/bad-cells.txt', `${pages.join('\n\n\n')}\n`);
});

describe('size', () => {
  test('a cell over 256 kB is refused unread', () => {
    const problems = problemsOf(`job: new # ${'x'.repeat(256 * 1024)}`);
    expect(problems.map(problem => problem.code)).toEqual(['too long']);
  });
  test('bytes count, not characters', () => {
    expect(problemsOf(`job: new # ${'é'.repeat(200_000)}`).map(problem => problem.code)).toEqual(['too long']);
  });
});
