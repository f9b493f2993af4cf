/** The mutations fit the protocol as it stands; `mutations.long.spec.ts` compiles and explores them. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mutations } from './mutations.js';

test.each(mutations)('$name: its place is there once', ({ file, find }) => {
  expect(readFileSync(`src/protocol/${file}`, 'utf8').split(find)).toHaveLength(2);
});
