/** How an expectation came out, in words. */
import type { ExpectationResult } from '../terms/result.js';
import { nextStep } from './next-step.js';
import { nextText } from './table-text.js';

export function expectationText(result: ExpectationResult): string {
  const failed = result.failed.map(({ what, wanted, got }) => `${what}: wanted ${wanted}, got ${got}`);
  const held = (result.expected ?? [])
    .filter(({ what }) => !result.failed.some(failure => failure.what === what))
    .map(({ what, wanted }) => `${what}: ${wanted}, as expected`);
  const soft = result.soft === true ? ' (soft: the notebook goes on)' : '';
  const finding = result.held ? `“${result.job}” is as expected` : `“${result.job}” is not as expected${soft}`;
  return [finding, ...failed, ...held, '', nextText(nextStep({ verb: 'expect', result }))].join('\n');
}
