import { describe, expect, test } from '@jest/globals';
import { behind, visibleEntries, type DecodedEntry } from '../../src/kafka/visible-entries.js';

interface Written {
  readonly offset: number;
  readonly by?: string;
  readonly marker?: 'commit' | 'abort';
  readonly lastOffsetDelta?: number;
}
const decoded = ({ offset, by, marker, lastOffsetDelta = 0 }: Written): DecodedEntry => ({
  offset: `${offset}`,
  timestamp: '0',
  key: marker === undefined ? null : Buffer.from([0, 0, 0, marker === 'abort' ? 0 : 1]),
  value: null,
  isControlRecord: marker !== undefined,
  batchContext: { firstOffset: `${offset}`, lastOffsetDelta, producerId: by ?? '-1', inTransaction: by !== undefined }
});
const seen = (written: readonly Written[], ...aborted: readonly (readonly [string, number])[]) =>
  visibleEntries(
    written.map(decoded),
    aborted.map(([producerId, firstOffset]) => ({ producerId, firstOffset: `${firstOffset}` }))
  ).map(({ offset }) => Number(offset));

describe('a reader of committed records', () => {
  test('does not see markers', () => {
    expect(seen([{ offset: 0, by: 'a' }, { offset: 1, by: 'a', marker: 'commit' }, { offset: 2 }])).toEqual([0, 2]);
  });

  test('does not see an aborted transaction, but what its producer wrote before and after', () => {
    const written = [
      { offset: 0, by: 'a' },
      { offset: 1, by: 'a', marker: 'commit' as const },
      { offset: 2, by: 'a' },
      { offset: 3, by: 'a', marker: 'abort' as const },
      { offset: 4, by: 'a' },
      { offset: 5, by: 'a', marker: 'commit' as const }
    ];
    expect(seen(written, ['a', 2])).toEqual([0, 4]);
  });

  test('sees another producer inside an aborted transaction, and two that abort in each other', () => {
    const written = [
      { offset: 0, by: 'a' },
      { offset: 1, by: 'b' },
      { offset: 2 },
      { offset: 3, by: 'c' },
      { offset: 4, by: 'a', marker: 'abort' as const },
      { offset: 5, by: 'b' },
      { offset: 6, by: 'b', marker: 'abort' as const }
    ];
    expect(seen(written, ['b', 1], ['a', 0])).toEqual([2, 3]);
  });
});

describe('where to read on', () => {
  test('is behind the last batch, also where compaction has taken its last records', () => {
    expect(behind([decoded({ offset: 7, lastOffsetDelta: 4 })])).toBe(12n);
  });
  test('is behind the last record of the oldest format, and unknown where nothing came', () => {
    expect(behind([{ offset: '7', timestamp: '0', key: null, value: null }])).toBe(8n);
    expect(behind([])).toBeNull();
  });
});
