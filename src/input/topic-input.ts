/** A topic that others write, as an input: what its records say is learned from the run that reads them. */
import { numberIn, parseFields, type Fields } from './fields.js';
import type { Computed, Input } from './input.js';

/** What is kept of the texts, in characters: enough for a chart's aggregate, and no kernel grows without end. */
const keptMax = 64 * 1024 * 1024;

export interface TopicInput {
  readonly title: string;
}

export function topicInput({ title }: TopicInput): Input {
  let texts: string[] = [];
  let kept = 0;
  return {
    title,
    aggregate: 'first number of each record by its first text',
    length: null,
    text: id => texts[id] ?? '',
    compute: computeAnything,
    learning() {
      texts = [];
      kept = 0;
      const mine = texts;
      return more => {
        if (mine !== texts) return; // another run is read now
        for (const text of more) {
          kept += text.length;
          if (kept <= keptMax) texts.push(text);
        }
      };
    },
    isKnown: () => texts.length > 0 && kept <= keptMax
  };
}

/** Of one record alone, so that every process comes to the same: a JSON object's first text is its key, its first number its measure. */
export function computeAnything(text: string): Computed {
  const fields = parseFields(text);
  if (fields === null) {
    const number = numberIn(text);
    return { key: 'all', measure: number ?? 1, row: text };
  }
  const { key, measure } = { key: firstText(fields) ?? 'all', measure: firstNumber(fields) ?? 1 };
  return { key, measure, row: JSON.stringify({ key, measure, record: fields }) };
}

const firstText = (fields: Fields): string | undefined =>
  Object.values(fields).find((value): value is string => typeof value === 'string' && value !== '');
const firstNumber = (fields: Fields): number | undefined =>
  Object.values(fields).find((value): value is number => typeof value === 'number');
