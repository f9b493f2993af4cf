/** What one run makes on brokers, by its names. */
import { randomBytes } from 'node:crypto';
import { runName } from '../../language/own-names.js';
import type { Job } from '../../terms/job.js';

/** All of it begins with this. */
export const newRun = ({ name }: Pick<Job, 'name'>): string => runName(name, randomBytes(6).toString('hex'));

export interface OutputNames {
  readonly topic: string;
  /** What the names of its transactional producers and of its groups begin with. */
  readonly name: string;
  /** The topic's own settings, in Kafka's words. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The topic that a run writes to is its own: nobody else's records are counted. Whatever its cluster does with others, records stay as they are sent, since not every codec can be read here. */
export const outputNames = (run: string, sinkTopic: string, { sink }: Pick<Job, 'sink'>): OutputNames => ({
  topic: `${run}-${sinkTopic}`,
  name: `${run}-output`,
  settings: { 'compression.type': 'producer', ...(sink === 'idempotent' ? { 'cleanup.policy': 'compact' } : {}) }
});
