import { describe, expect, test } from '@jest/globals';
import { completeCell } from '../../src/language/complete.js';
import { verbs } from '../../src/language/schema.js';
import { after } from './notebook.js';

const context = after(
  'job: clicks\nconfiguration: reliable-replicated',
  'job: straight\nconfiguration: direct-checkpoint',
  'parameters: {rate: 500/s}'
);

/** What is offered where `|` stands. */
function offered(marked: string): readonly string[] {
  const at = marked.indexOf('|');
  return completeCell(marked.replace('|', ''), at, context).matches.map(match => match.text);
}
/** The text after taking the first match. */
function taken(marked: string): string {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { matches, from, to } = completeCell(text, at, context);
  return text.slice(0, from) + (matches[0]?.text ?? '') + text.slice(to);
}
const words = (list: readonly string[]) => list.map(text => text.replace(/:\s*$/, ''));

describe('an empty cell', () => {
  test.each(['|', '  \n|', '# a comment\n|'])('%j completes to the verbs', text => {
    expect(words(offered(text))).toEqual(verbs);
  });
  test('each with a sentence', () => {
    for (const { help } of completeCell('', 0, context).matches) expect(help).toMatch(/^[A-Z].*\.$/s);
  });
  test('a verb begun', () => {
    expect(words(offered('ch|'))).toEqual(['chart']);
    expect(taken('ch|')).toBe('chart: ');
  });
});

describe('keys', () => {
  test('those of the verb that are not given yet', () => {
    const keys = words(offered('job: a\nengine: local\n|'));
    expect(keys).toEqual(expect.arrayContaining(['configuration', 'storageLevel', 'like']));
    expect(keys).not.toContain('engine');
    expect(keys).not.toContain('kill');
  });
  test('those of a source, in braces and on lines', () => {
    expect(words(offered('job: a\nsource: {ra|}'))).toEqual(['rate']);
    expect(words(offered('job: a\nsource:\n  dataset: flights\n  |'))).toContain('rate');
  });
  test('those of a failure in a list', () => {
    expect(words(offered('job: a\nfailures:\n  - ki|'))).toEqual(['kill']);
    expect(words(offered('job: a\nfailures: [{kill: driver, af|'))).toEqual(['after']);
  });
  test('Spark properties', () => {
    expect(words(offered('job: a\nconf: {spark.streaming.bl|}'))).toEqual(
      expect.arrayContaining(['spark.streaming.blockInterval', 'spark.streaming.blockQueueSize'])
    );
  });
  test('a key that has its colon gets no second one', () => {
    expect(taken('job: a\nstorag|: MEMORY_ONLY')).toBe('job: a\nstorageLevel: MEMORY_ONLY');
  });
});

describe('values', () => {
  test('of a set', () => {
    expect(offered('job: a\nconsumer: |')).toEqual(['unreliable receiver', 'reliable receiver', 'direct']);
    expect(taken('job: a\nstorageLevel: DISK_ONLY_|')).toBe('job: a\nstorageLevel: DISK_ONLY_2');
  });
  test('of two words', () => {
    expect(offered('fail: clicks\nkill: receiver ex|')).toEqual(['receiver executor']);
  });
  test('true and false', () => {
    expect(offered('job: a\nwriteAheadLog: |')).toEqual(expect.arrayContaining(['true', 'false']));
  });
  test('jobs of the notebook', () => {
    expect(offered('chart: |')).toEqual(expect.arrayContaining(['clicks', 'straight']));
    expect(offered('compare: [clicks, s|]')).toEqual(['straight']);
  });
  test('parameters of the notebook', () => {
    expect(offered('job: a\nsource: {rate: $|}')).toEqual(['$rate']);
  });
  test('steps and victims that this job has', () => {
    expect(offered('fail: straight\nkill: driver\nafter: |')).toEqual(
      expect.arrayContaining(['compute', 'ckpt1', 'out'])
    );
    expect(offered('fail: straight\nkill: driver\nafter: |')).not.toContain('ack');
    expect(offered('fail: straight\nkill: |')).not.toContain('receiver executor');
    expect(offered('fail: clicks\nkill: driver\nafter: |')).toContain('ack');
  });
  test('of the second document by what it is', () => {
    expect(offered('job: a\n---\nchart: |')).toContain('a');
  });
  test('before a byte order mark: nothing, and in place', () => {
    expect(completeCell('\ufeffjob: a', 0, context)).toMatchObject({ from: 0, matches: [] });
  });
  test('nothing where nothing is known', () => {
    expect(offered('export: clicks\nto: |')).toEqual([]);
    expect(offered('# comm|')).toEqual([]);
  });
});

describe('remove', () => {
  test('a job, its Kafka, and whether it is meant', () => {
    expect(offered('remove: |')).toEqual(expect.arrayContaining(['clicks', 'all']));
    expect(words(offered('remove: clicks\n|'))).toEqual(['kafka', 'topics', 'confirm']);
    expect(words(offered('remove: clicks\nkafka: {|}'))).toEqual(['bootstrap', 'properties']);
    expect(offered('remove: clicks\nconfirm: |')).toEqual(['true', 'false']);
  });
});
