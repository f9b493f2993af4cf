import { describe, expect, test } from '@jest/globals';
import { explainAt } from '../../src/language/explain.js';
import { after } from './notebook.js';

const context = after('job: clicks\nconfiguration: reliable-wal', 'parameters: {rate: 500/s}');

function hover(marked: string) {
  const at = marked.indexOf('|');
  return explainAt(marked.replace('|', ''), at, context);
}

describe('hover', () => {
  test("a key: what it is, what Spark calls it, its default, and the page's sentence as the page's", () => {
    const help = hover('job: a\nwriteAh|eadLog: true');
    expect(help?.plain).toContain('Every received block is also written to the durable store');
    expect(help?.plain).toContain('spark.streaming.receiver.writeAheadLog.enable');
    expect(help?.plain).toContain(
      'To experience no data loss, you must run streaming jobs with write-ahead logging (WAL) enabled.'
    );
    expect(help?.plain).toMatch(/default/i);
    expect(help?.plain).toMatch(/page/i);
    expect(help?.markdown).toContain('writeAheadLog');
  });
  test('points at the word it explains', () => {
    const text = 'job: a\nwriteAheadLog: true';
    const help = explainAt(text, text.indexOf('Ahead'), context);
    expect(help && text.slice(help.from, help.to)).toBe('writeAheadLog');
  });
  test('where the lab is not as Spark is', () => {
    expect(hover('job: a\nsup|ervise: true')?.plain).toMatch(/Spark's flag is off/);
  });
  test('a value', () => {
    expect(hover('fail: clicks\nkill: driver\nafter: a|ck')?.plain).toContain('acknowledge');
    expect(hover('job: a\nstorageLevel: DISK_|ONLY')?.plain).toContain('local disk');
    expect(hover('fail: clicks\nkill: receiver |executor')?.plain).toContain('runs the receiver');
  });
  test('a verb', () => {
    expect(hover('ch|art: clicks')?.plain).toContain('Stops the source');
  });
  test('a Spark property', () => {
    expect(hover('job: a\nconf: {spark.streaming.block|Interval: 100ms}')?.plain).toContain('200ms');
  });
  test('the name of a job: what it is', () => {
    expect(hover('chart: cli|cks')?.plain).toContain('reliable-wal');
  });
  test('inside braces and lists', () => {
    expect(hover('job: a\nfailures: [{ki|ll: driver}]')?.plain).toContain('kill -9');
  });
  test.each(['# comm|ent', 'job: a\n|', '|', 'hello wor|ld'])('%j explains nothing', text => {
    expect(hover(text)).toBeNull();
  });
});
