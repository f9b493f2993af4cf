import { describe, expect, test } from '@jest/globals';
import { renderAt, renderProblems } from '../../src/language/render.js';
import { problemsOf } from './notebook.js';

const shown = (text: string) => renderProblems(text, problemsOf(text));
/** The words above the carets. */
function underlined(lines: readonly string[]): string {
  const row = lines.findIndex(line => /^ *\^+$/.test(line));
  const from = [...(lines[row] ?? '')].indexOf('^');
  return [...(lines[row - 1] ?? '')].slice(from, [...(lines[row] ?? '')].length).join('');
}

describe('a problem is shown', () => {
  test('with its line, the line itself, a caret below it, and the sentence with the remedy', () => {
    const lines = shown('job: new\nexecutors: 2\nstorage_level: MEMORY_ONLY');
    expect(lines.join('\n')).toMatch(/line 3/);
    expect(underlined(lines)).toBe('storage_level');
    expect(lines.join('\n')).toMatch(/storageLevel/);
  });
  test.each(['job: new\r\nstorage_level: DISK_ONLY\r\n', '# 𝒳𝒴\njob: 𝒳\n{"𝒳𝒴": 1}', 'job: new\nseed: 𝒳'])(
    '%j',
    text => {
      const [problem] = problemsOf(text);
      const pointed = text.slice(problem?.from, problem?.to).split(/\r?\n/)[0];
      expect(underlined(shown(text))).toBe(pointed);
    }
  );
  test('each of several, in the order of the text', () => {
    const lines = shown('job: new\nexecutors: many\nbatchInterval: 500').join('\n');
    expect(lines.indexOf('line 2')).toBeGreaterThanOrEqual(0);
    expect(lines.indexOf('line 3')).toBeGreaterThan(lines.indexOf('line 2'));
  });
  test('without the rest of a very long line', () => {
    const lines = shown(`job: new\nsink: ${'x'.repeat(5000)}`);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(1000);
  });
});

describe('what only shows when the cell runs', () => {
  const text = 'job: first\n---\njob: second\nsource: {kafka: {topic: orders}}';
  test.each([
    [['source', 'kafka', 'topic'], 'orders'],
    [['source', 'kafka', 'bootstrap'], '{topic: orders}'],
    [['sink', 'kafka'], 'job: second']
  ])('%j is underlined, or what it would be in', (path, words) => {
    const lines = renderAt(text, { document: 1, path }, 'a remedy');
    expect(underlined(lines)).toBe(words);
    expect(lines.at(-1)).toBe('a remedy');
  });
});
