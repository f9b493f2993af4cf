/** Random cells, and right cells with something done to them that fingers do. */
import fc from 'fast-check';
import { badCombinations, badFailures, badNames, badShapes, badTexts } from './bad-cells.js';
import { rightCells } from './right-cells.js';

const seeds: readonly string[] = [
  ...rightCells.flatMap(text => [text, ...text.split('---\n')]),
  ...[...badTexts, ...badShapes, ...badNames, ...badFailures, ...badCombinations].map(cell => cell.text)
];

const words = [
  ...['job', 'fail', 'kill', 'after', 'source', 'rate', 'failures', 'conf', 'parameters', 'checkpoint', 'like'],
  ...['driver', 'receiver executor', 'ack', '500', '500ms', '1.5s', '$rate', '$(rate)', '#3', 'true', 'null', '.nan'],
  ...['__proto__', 'constructor', '&a', '*a', '!!map', '<<', '---', '...', '%YAML 1.2', '? ', '- ', ': ', '\t', '\r\n'],
  ...['{', '}', '[', ']', '"', "'", '|', '>', '@', '`', '\u{1d4b3}', '\ud800', '\u0000', '\ufeff', '\u2028', '\u0085']
];

type Mutation = (text: string, at: number, other: number, word: string) => string;

const mutations: readonly Mutation[] = [
  (text, at, other) => text.slice(0, Math.min(at, other)) + text.slice(Math.max(at, other)),
  (text, at, _, word) => text.slice(0, at) + word + text.slice(at),
  (text, at, _, word) => text.slice(0, at) + word + text.slice(at + word.length),
  (text, at) => text.slice(0, at),
  (text, at, other) => text.slice(0, at) + text.slice(other),
  text => text.replaceAll('\n', '\r\n'),
  text => text.replaceAll(': ', ':'),
  text => text.replaceAll('\n', ' '),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/\n/, '\n  '),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/[a-z]/, letter => letter.toUpperCase()),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/([a-z])([a-z])/, '$2$1')
];

const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat(), fc.nat(), fc.constantFrom(...words)), {
      minLength: 1,
      maxLength: 6
    })
  )
  .map(([text, steps]) =>
    steps.reduce(
      (sofar, [mutate, at, other, word]) =>
        mutate(sofar, at % (sofar.length + 1), other % (sofar.length + 1), word).slice(0, 5000),
      text
    )
  );

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words, ' ', '\n', ': '), { maxLength: 60 }).map(parts => parts.join(''))
);

/** Four of five are mutated. */
export const cellTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: mutated },
  { weight: 1, arbitrary: anything }
);
