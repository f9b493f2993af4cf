import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tableHtml } from '../../src/chart/table-html.js';
import { tableText } from '../../src/chart/table-text.js';
import type { Table } from '../../src/chart/table.js';

const table: Table = {
  title: 'Two jobs',
  columns: [{ head: 'job' }, { head: 'lost', align: 'right' }],
  rows: [
    ['clicks', '30'],
    ['safer', '0']
  ],
  notes: ['Counted outside the job.'],
  next: { why: 'Hold it to that:', cell: 'expect: safer\nlost: 0' }
};

describe('a table as text', () => {
  test('is aligned: words left, numbers right', () => {
    expect(tableText(table)).toBe(
      [
        'Two jobs',
        '',
        'job     lost',
        '------  ----',
        'clicks    30',
        'safer      0',
        '',
        'Counted outside the job.',
        '',
        'Next. Hold it to that:',
        '    expect: safer',
        '    lost: 0'
      ].join('\n')
    );
  });

  test('breaks long cells between words', () => {
    const long = { ...table, rows: [['a job whose name is longer than any column should ever be', '1']] };
    expect(tableText(long)).toContain('a job whose name is longer than     1\nany column should ever be\n');
  });

  test('has soft blanks only, so that it can be searched', () => {
    expect(tableText({ ...table, title: '30\u00a0of\u00a01,990' })).toContain('30 of 1,990');
  });

  test('leaves out what there is not', () => {
    expect(tableText({ title: null, columns: [], rows: [], notes: ['only this'], next: null })).toBe('only this');
  });
});

/** Anything that a file, a key or a job's name may bring in. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<script>alert(1)</script>', '"><img src=x>', "' & <b>")
);

describe('what few will want', () => {
  test('a secondary table is folded behind its title, the next step beside it', () => {
    expect(tableHtml({ ...table, isFolded: true })).toBe(
      [
        '<details>',
        '<summary>Two jobs</summary>',
        ...tableHtml({ ...table, title: null, next: null }).split('\n'),
        '</details>',
        '<p>Next. Hold it to that:</p>',
        '<pre>expect: safer',
        'lost: 0</pre>'
      ].join('\n')
    );
  });

  test('a terminal, which cannot unfold, has the table whole and of folded notes the summary', () => {
    expect(tableText({ ...table, isFolded: true })).toBe(tableText(table));
    const folded = { summary: '14 more', notes: ['seed: 1'] };
    expect(tableText({ title: null, columns: [], rows: [], notes: [], folded, next: null })).toBe('14 more');
  });
});

describe('a table as HTML', () => {
  test('folds what is to be copied below its row, across all of it', () => {
    const cells = {
      ...table,
      columns: [...table.columns, { head: 'cell', code: true as const }],
      notes: [],
      next: null
    };
    const html = tableHtml({ ...cells, rows: [['clicks', '30', 'job: clicks\nsupervise: true']] });
    const [heads, row, more] = ['<thead>', '<td style="text-align: left">clicks', '<td colspan="2"'].map(beginning =>
      html.indexOf(beginning)
    );
    expect(html.slice(heads, row)).not.toContain('cell');
    expect(html.slice(more)).toContain(
      '<details>\n<summary>cell</summary>\n<pre>job: clicks\nsupervise: true</pre>\n</details></td></tr>'
    );
  });

  test('reads without a style sheet', () => {
    expect(tableHtml(table)).toBe(
      [
        '<p><strong>Two jobs</strong></p>',
        '<table>',
        '<thead><tr><th scope="col" style="text-align: left">job</th><th scope="col" style="text-align: right">lost</th></tr></thead>',
        '<tbody>',
        '<tr><td style="text-align: left">clicks</td><td style="text-align: right">30</td></tr>',
        '<tr><td style="text-align: left">safer</td><td style="text-align: right">0</td></tr>',
        '</tbody>',
        '</table>',
        '<p>Counted outside the job.</p>',
        '<p>Next. Hold it to that:</p>',
        '<pre>expect: safer\nlost: 0</pre>'
      ].join('\n')
    );
  });

  test('escapes whatever stands in it', () => {
    const ours = /<\/?(p|strong|table|thead|tbody|tr|th|td|pre)( scope="col")?( style="text-align: (left|right)")?>/g;
    fc.assert(
      fc.property(fc.tuple(anyText, anyText, anyText, anyText, anyText), ([title, head, cell, note, next]) => {
        const html = tableHtml({
          title,
          columns: [{ head }],
          rows: [[cell]],
          notes: [note],
          next: { why: next, cell: next }
        });
        expect(html.replace(ours, '')).not.toMatch(/[<>"']/);
      })
    );
  });
});
