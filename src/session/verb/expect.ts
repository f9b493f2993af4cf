/** `expect: NAME`: says what should come out; where it does not, the cell fails, unless it is soft. */
import { expectationText } from '../../chart/expectation.js';
import { expectationResult } from '../../guarantee/expectation.js';
import type { Expectation } from '../../language/cell.js';
import { CellError } from '../cell-error.js';
import { judgedByName } from '../from-archive.js';
import type { Stage } from '../stage.js';

export interface Expecting {
  readonly job: string;
  readonly expectations: readonly Expectation[];
  readonly soft: boolean;
}

export async function runExpectCell(stage: Stage, { job, expectations, soft }: Expecting): Promise<void> {
  const { verdict } = await judgedByName(stage, job);
  const result = expectationResult({ verdict, expected: expectations, soft });
  stage.text(expectationText(result), result);
  if (!result.held && !soft) {
    const failed = result.failed.map(({ what, wanted, got }) => `${what}: wanted ${wanted}, got ${got}`);
    throw new CellError({ kind: 'did not hold', name: 'ExpectationFailed', message: `"${job}": ${failed.join('; ')}` });
  }
}
