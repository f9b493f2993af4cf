/** What every world promises of the durable store. */
import { expect } from '@jest/globals';
import { append, claim, death, fork, mark, read, readAt, replace, type Steps } from '../../../src/protocol/effect.js';
import { tell, type Play, type Start } from './play.js';

/** One writes, and when it is dead another reads. */
function* oneAfterTheOther(start: Start): Steps<void> {
  yield* death(yield* start('writer'));
  yield* start('reader');
}
const killWriter = (after: 'put' | 'wal', occurrence = 1) =>
  [{ after, occurrence, victim: 'executor-1', by: 'kill' }] as const;

function* both(start: Start): Steps<void> {
  yield* start('one');
  yield* start('two');
}

export const ofTheStore: readonly Play[] = [
  {
    says: 'what an append has answered survives a kill',
    parts: {
      *writer() {
        yield* append('file', 'first', { step: 'wal' });
        yield* append('file', 'second');
      },
      *reader() {
        const entries = yield* read<string>('file');
        yield* tell(entries.length, entries[0] === 'first' ? 1 : 0);
      }
    },
    plot: oneAfterTheOther,
    strikes: killWriter('wal'),
    told: [1, 1]
  },
  {
    says: 'of an effect that a crash precedes nothing has happened, and nobody outside has seen it',
    parts: {
      *writer() {
        yield* mark('put');
        yield* append('file', 'entry', { seen: { kind: 'send settled', records: [1], state: 'acknowledged' } });
      },
      *reader() {
        yield* tell((yield* read('file')).length);
      }
    },
    plot: oneAfterTheOther,
    strikes: killWriter('put'),
    told: (told, moments) => {
      expect(told).toEqual([0]);
      expect(moments.filter(moment => moment.kind === 'send settled')).toEqual([]);
    }
  },
  {
    says: 'an outside moment is seen when its entry is durable, before its step has passed',
    parts: {
      *writer() {
        yield* append('file', 'entry', {
          step: 'wal',
          seen: { kind: 'send settled', records: [1], state: 'acknowledged' }
        });
      },
      *reader() {
        yield* tell((yield* read('file')).length);
      }
    },
    plot: oneAfterTheOther,
    strikes: killWriter('wal'),
    told: (told, moments) => {
      expect(told).toEqual([1]);
      const kinds = moments.filter(moment => moment.process === 'executor-1').map(moment => moment.kind);
      expect(kinds).toEqual(['launched', 'send settled', 'step', 'died']);
    }
  },
  {
    says: 'replace leaves the old or the new, whole',
    parts: {
      *writer() {
        for (let version = 1; version < 9; version += 1) {
          yield* replace('file', { version, again: version }, { step: 'wal' });
        }
      },
      *reader() {
        const entries = yield* read<{ readonly version: number; readonly again: number }>('file');
        yield* tell(entries.length, entries[0]?.version ?? 0, entries[0]?.again ?? 0);
      }
    },
    plot: oneAfterTheOther,
    strikes: killWriter('wal', 3),
    told: [1, 3, 3]
  },
  {
    says: 'an append answers the place at which its entry is found again',
    parts: {
      *writer() {
        for (const entry of [10, 11, 12]) {
          const place = yield* append('file', entry);
          yield* append('places', place);
          yield* tell(place);
        }
        yield* mark('put');
      },
      *reader() {
        const [, second = -1] = yield* read<number>('places');
        yield* tell((yield* readAt<number>('file', second)) ?? -1);
        yield* tell((yield* readAt<number>('file', 999)) ?? -1, (yield* readAt<number>('nowhere', 0)) ?? -1);
        yield* tell((yield* read('nowhere')).length);
      }
    },
    plot: oneAfterTheOther,
    strikes: killWriter('put'),
    told: told => {
      expect(told.slice(0, 3)).toEqual([...told.slice(0, 3)].sort((a, b) => a - b));
      expect(told.slice(3)).toEqual([11, -1, -1, 0]);
    }
  },
  {
    says: 'what was read does not change when more is appended',
    parts: {
      *one() {
        yield* append('file', 1);
        const before = yield* read('file');
        yield* append('file', 2);
        yield* tell(before.length, (yield* read('file')).length);
      }
    },
    *plot(start) {
      yield* start('one');
    },
    told: [1, 2]
  },
  {
    says: 'of two that claim one place, one is refused',
    parts: {
      *one() {
        yield* tell((yield* claim('file', { length: 0, entry: 'one' })) ? 1 : 0);
      },
      *two() {
        yield* tell((yield* claim('file', { length: 0, entry: 'two' })) ? 1 : 0);
      }
    },
    plot: both,
    told: told => expect([...told].sort()).toEqual([0, 1])
  },
  {
    says: 'a claim is refused where the file is longer or shorter',
    parts: {
      *one() {
        yield* append('file', 'entry');
        for (const length of [0, 2, 1]) {
          yield* tell((yield* claim('file', { length, entry: 'entry' })) ? 1 : 0);
        }
        yield* tell((yield* read('file')).length);
      }
    },
    *plot(start) {
      yield* start('one');
    },
    told: [0, 0, 1, 2]
  },
  {
    says: 'appends of two processes at once stay whole, each in its own order',
    parts: {
      *one() {
        yield* many(1);
      },
      *two() {
        yield* many(2);
      },
      *reader() {
        yield* toldWhole();
      }
    },
    *plot(start) {
      const [one, two] = [yield* start('one'), yield* start('two')];
      yield* death(one);
      yield* death(two);
      yield* start('reader');
    },
    told: [40, 1, 1]
  },
  {
    says: 'what a kill left half-written is no entry, and spoils none that comes after it',
    parts: {
      *writer() {
        yield* append('file', 1);
        yield* mark('put');
        yield* append('file', 2);
      },
      *reader() {
        yield* tell(...(yield* read<number>('file')));
        const place = yield* append('file', 3);
        yield* tell(...(yield* read<number>('file')), (yield* readAt<number>('file', place)) ?? -1);
        yield* tell((yield* claim('file', { length: 2, entry: 4 })) ? 1 : 0);
      }
    },
    plot: oneAfterTheOther,
    strikes: [{ after: 'put', victim: 'executor-1', by: 'kill', tears: 'file' }],
    told: [1, 1, 3, 3, 1]
  },
  {
    says: 'a kill amid appends leaves whole entries only',
    parts: {
      *writer() {
        yield* fork(many(1));
        yield* many(2);
      },
      *reader() {
        const entries = yield* read<Wide>('file');
        yield* tell(entries.length > 3 ? 1 : 0, entries.every(isWhole) ? 1 : 0);
      }
    },
    plot: oneAfterTheOther,
    strikes: killWriter('wal', 7),
    told: [1, 1]
  }
];

interface Wide {
  readonly by: number;
  readonly serial: number;
  readonly text: string;
}
const textOf = (by: number, serial: number): string => `${by}:${serial} `.repeat(400);
const isWhole = ({ by, serial, text }: Wide): boolean => text === textOf(by, serial);

/** Twenty wide entries. */
function* many(by: 1 | 2): Steps<void> {
  for (let serial = 0; serial < 20; serial += 1) {
    yield* append('file', { by, serial, text: textOf(by, serial) } satisfies Wide, { step: 'wal' });
  }
}

function* toldWhole(): Steps<void> {
  const entries = yield* read<Wide>('file');
  const inOrder = [1, 2].every(by => {
    const serials = entries.filter(entry => entry.by === by).map(entry => entry.serial);
    return serials.every((serial, index) => serial === index);
  });
  yield* tell(entries.length, entries.every(isWhole) ? 1 : 0, inOrder ? 1 : 0);
}
