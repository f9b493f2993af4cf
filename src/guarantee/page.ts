/** The page as values: what it promises streaming jobs, row by row and in its own words. Nothing here is ours but the ids. */
import type { Consumer } from '../terms/job.js';
import type { ConfigurationId } from '../terms/result.js';
import { configurations, type DecidingSettings } from './configuration.js';
import type { FailureKind } from './failure-kind.js';
import { sentencesByWord } from './page-sentences.js';
import { directSemantics, receiverSemantics, rowTexts, type PagePromise, type PageSemantics } from './page-texts.js';

export type { FailureKind } from './failure-kind.js';
export type { PagePromise, PageSemantics } from './page-texts.js';

export interface PageConfiguration {
  readonly id: ConfigurationId;
  /** Its place on the page, from 1. */
  readonly number: number;
  readonly title: string;
  readonly sentences: readonly string[];
  /** The keys of a cell that make this row. */
  readonly settings: Readonly<Record<string, string>>;
  readonly promises: Readonly<Record<FailureKind, PagePromise>>;
}

/** The six rows, in the page's order. */
export const pageConfigurations: readonly PageConfiguration[] = configurations.map(({ id, title, expands }, at) => ({
  id,
  number: at + 1,
  title,
  settings: settingsOf(expands),
  ...rowTexts[id]
}));

function settingsOf(row: DecidingSettings): Readonly<Record<string, string>> {
  return {
    consumer: row.consumer,
    ...(row.consumer === 'direct' ? {} : { storageLevel: row.storageLevel }),
    ...(row.writeAheadLog ? { writeAheadLog: 'true' } : {}),
    ...(row.checkpoint === 'none' ? {} : { checkpoint: 'true' })
  };
}

/** @throws RangeError for an id that is no row; the type allows none. */
export function pageConfiguration(id: ConfigurationId): PageConfiguration {
  const row = pageConfigurations.find(one => one.id === id);
  if (row === undefined) {
    throw new RangeError(`the page has no row ${id}`);
  }
  return row;
}

/** The two rows on how often a received record is processed, in the page's order. */
export const pageSemantics: readonly PageSemantics[] = [receiverSemantics, directSemantics];

export function semanticsOf(consumer: Consumer): PageSemantics {
  return consumer === 'direct' ? directSemantics : receiverSemantics;
}

/** The page's sentence that bears on a key or a value of a cell, or on a Spark property; null: the page says nothing of it. */
export function pageSentenceOn(key: string): string | null {
  return sentencesByWord.get(key) ?? null;
}
