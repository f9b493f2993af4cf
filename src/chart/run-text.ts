/** A run in sentences: what stands in a terminal, and what is read to those who do not see the picture. */
import { count } from '../guarantee/words.js';
import type { VerdictResult } from '../terms/result.js';
import { failureSentences } from './failure-words.js';
import { finePrint } from './fine-print.js';
import { promiseSentences } from './promise-lines.js';
import { outOf, plain, sentence } from './writing.js';

export function runText(finding: string, verdict: VerdictResult): string {
  return plain(
    [
      sentence(finding),
      ...failureSentences(verdict),
      countsSentence(verdict),
      ...promiseSentences(verdict),
      ...finePrint(verdict)
    ].join('\n')
  );
}

/** Both oracles, never netted: lost and doubled stand beside each other. */
export function countsSentence({ records, receipt, output }: VerdictResult): string {
  const sent =
    records.sent === records.delivered ? '' : `${count(records.sent)} sent, ${count(records.delivered)} delivered. `;
  const waiting = records.waiting === 0 ? '' : `, ${count(records.waiting)} still waiting at the source`;
  const inSink =
    receipt.lost === output.lost && receipt.duplicated === output.duplicated
      ? ''
      : ` In the sink: ${count(output.lost)} missing, ${count(output.duplicated)} more than once.`;
  const lost = `${outOf(receipt.lost, records.delivered)} delivered records lost`;
  return `${sent}${lost}, ${count(receipt.duplicated)} processed twice${waiting}.${inSink}`;
}
