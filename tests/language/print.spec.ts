import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newContext, readCell } from '../../src/language/read.js';
import { printCell, printFailure, printFailures, printJob } from '../../src/language/print.js';
import type { Failure } from '../../src/terms/failure.js';
import { failuresOf, jobs, plainJobs } from './jobs.js';
import { after, cellOf, jobOf } from './notebook.js';
import { rightCells } from './right-cells.js';

const once: Failure = {
  fault: { kind: 'kill', victims: ['driver'] },
  place: { at: 'step', step: 'ack', occurrence: 1, record: null, phaseMs: null },
  withinMs: null,
  duringRecovery: false
};

describe('printing and reading again', () => {
  test('any job comes back the same', () => {
    fc.assert(
      fc.property(jobs, job => {
        const text = printJob(job);
        const [document] = readCell(text, newContext());
        expect({
          text,
          job: document?.kind === 'cell' && document.cell.verb === 'job' ? document.cell.definition.job : document
        }).toEqual({ text, job });
      }),
      { numRuns: 1000, seed: 1 }
    );
  }, 120_000);

  test('any list of failures comes back the same, as a cell of its own too', () => {
    fc.assert(
      fc.property(
        plainJobs
          .chain(job => fc.tuple(fc.constant({ ...job, runs: 1, name: 'clicks' }), failuresOf(job)))
          .filter(([, list]) => list.length > 0),
        ([job, failures]) => {
          const context = after(printJob(job));
          expect(cellOf(`fail: clicks\nfailures: ${printFailures(failures)}`, context)).toEqual({
            verb: 'fail',
            job: 'clicks',
            failures
          });
          expect(cellOf(printCell({ verb: 'fail', job: 'clicks', failures }), context)).toEqual({
            verb: 'fail',
            job: 'clicks',
            failures
          });
        }
      ),
      { numRuns: 500, seed: 2 }
    );
  }, 120_000);

  test('every cell of the examples comes back the same', () => {
    for (const text of rightCells) {
      let context = newContext();
      for (const part of text.split('---\n')) {
        const cell = cellOf(part, context);
        expect(withoutOrigins(cellOf(printCell(cell), context))).toEqual(withoutOrigins(cell));
        context = after(...partsUpTo(text, part));
      }
    }
  });
});

/** What was given and what was not changes with the printing; what it amounts to does not. */
function withoutOrigins(cell: ReturnType<typeof cellOf>): unknown {
  if (cell.verb !== 'job' && cell.verb !== 'explore') return cell;
  const { job, configuration } = cell.definition ?? { job: null, configuration: null };
  return { ...cell, definition: { job, configuration } };
}

function partsUpTo(text: string, part: string): readonly string[] {
  const parts = text.split('---\n');
  return parts.slice(0, parts.indexOf(part) + 1);
}

describe('what is printed is what people would write', () => {
  test('a failure on one line', () => {
    expect(printFailure(once)).toBe('{kill: driver, after: ack}');
    expect(
      printFailure({ ...once, fault: { kind: 'kill', victims: ['driver', 'replica executor'] }, place: { at: 'now' } })
    ).toBe('{kill: [driver, replica executor]}');
    expect(
      printFailure({
        ...once,
        fault: { kind: 'pause', victim: 'driver', forMs: 3000 },
        place: { at: 'time', ms: 2000 }
      })
    ).toBe('{pause: driver, for: 3s, at: 2s}');
  });

  test('a job of the page by its configuration, with what was changed', () => {
    const { job } = jobOf('job: clicks\nconfiguration: reliable-wal\nsupervise: false\nseed: 7');
    const lines = printJob(job).trimEnd().split('\n');
    expect(lines[0]).toBe('job: clicks');
    expect([...lines].sort()).toEqual(
      ['job: clicks', 'configuration: reliable-wal', 'engine: local', 'seed: 7', 'supervise: false'].sort()
    );
  });

  test('an empty list of failures is a list', () => {
    expect(printFailures([]).trim()).toBe('[]');
  });
});
