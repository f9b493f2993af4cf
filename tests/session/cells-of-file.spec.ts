import { describe, expect, test } from '@jest/globals';
import { CellError } from '../../src/session/cell-error.js';
import { cellsOf } from '../../src/session/cells-of-file.js';

describe('the cells of a file', () => {
  test('a YAML file is one text, whatever its documents', () => {
    expect(cellsOf('cells.yaml', 'job: a\n---\nchart: a')).toEqual(['job: a\n---\nchart: a']);
  });

  test('a notebook gives its code cells, with lines joined', () => {
    const cells = [
      { cell_type: 'markdown', source: 'words' },
      { cell_type: 'code', source: ['job: a\n', 'seed: 2'] },
      { cell_type: 'code', source: 'chart: a' }
    ];
    expect(cellsOf('a.ipynb', JSON.stringify({ cells }))).toEqual(['job: a\nseed: 2', 'chart: a']);
  });

  test.each(['no JSON', '{}', '{"cells": [{"cell_type": "code"}]}', '{"cells": 3}'])(
    'refuses %s as a notebook',
    text => {
      expect(() => cellsOf('a.ipynb', text)).toThrow(CellError);
    }
  );
});
