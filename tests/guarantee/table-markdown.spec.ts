import { test } from '@jest/globals';
import { guaranteesMarkdown } from '../../src/guarantee/table-markdown.js';
import { expectFile } from '../language/golden.js';

test('docs/guarantees.md is what the table prints', () => {
  expectFile('docs/guarantees.md', guaranteesMarkdown());
});
