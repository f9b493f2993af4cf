/** `help: TOPIC`: a verb, a key, a step, or a job (its SparkConf and spark-submit line). */
import { helpFor } from '../../language/help.js';
import type { Stage } from '../stage.js';

export function runHelpCell(stage: Stage, topic: string | null): void {
  const { plain, markdown } = helpFor(topic, stage.session.context);
  stage.show({ content: { 'text/plain': plain, 'text/markdown': markdown } });
}
