import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Problem, ReadDocument } from '../../src/language/cell.js';
import { completeCell } from '../../src/language/complete.js';
import { explainAt } from '../../src/language/explain.js';
import { completeness } from '../../src/language/is-complete.js';
import { readCell } from '../../src/language/read.js';
import { renderProblems } from '../../src/language/render.js';
import { notebook } from './bad-cells.js';
import { cellTexts } from './mutations.js';
import { after } from './notebook.js';

const context = after(...notebook);
const minutes = 60_000;

function problemsIn(documents: readonly ReadDocument[]): readonly Problem[] {
  return documents.flatMap(document => (document.kind === 'problems' ? document.problems : []));
}

describe('whatever the text', () => {
  test(
    'reading gives documents, and never throws; what is wrong is said, and stands in the text',
    () => {
      fc.assert(
        fc.property(cellTexts, text => {
          const documents = readCell(text, context);
          expect(documents.length).toBeGreaterThan(0);
          for (const document of documents) {
            if (document.kind === 'problems') {
              expect(document.problems.some(problem => problem.severity === 'error')).toBe(true);
            }
          }
          const problems = problemsIn(documents);
          for (const { from, to, message, fix } of problems) {
            expect(message.length).toBeGreaterThan(10);
            expect(from >= 0 && from <= to && to <= text.length).toBe(true);
            if (fix) expect(fix.from >= 0 && fix.from <= fix.to && fix.to <= text.length).toBe(true);
          }
          if (problems.length > 0) expect(renderProblems(text, problems).join('\n')).toContain('line ');
        }),
        { numRuns: 10_000, seed: 1 }
      );
    },
    3 * minutes
  );

  test(
    'completing, explaining and asking whether it is complete never throw, at any place',
    () => {
      fc.assert(
        fc.property(cellTexts, fc.nat(), (text, place) => {
          const at = place % (text.length + 1);
          const { from, to, matches } = completeCell(text, at, context);
          expect(from >= 0 && from <= at && at <= to && to <= text.length).toBe(true);
          for (const match of matches) expect(match.text).not.toBe('');
          const explained = explainAt(text, at, context);
          if (explained) expect(explained.plain).not.toBe('');
          expect(['complete', 'incomplete', 'invalid']).toContain(completeness(text).status);
        }),
        { numRuns: 2000, seed: 2 }
      );
    },
    3 * minutes
  );

  test(
    'reading it again gives the same',
    () => {
      fc.assert(
        fc.property(cellTexts, text => {
          expect(readCell(text, context)).toEqual(readCell(text, context));
        }),
        { numRuns: 300, seed: 3 }
      );
    },
    minutes
  );
});
