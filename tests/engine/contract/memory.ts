/** What every world promises of a process's memory, its fibers and its time. */
import { expect } from '@jest/globals';
import {
  all,
  clock,
  fork,
  mark,
  oneOf,
  sleep,
  sleepUntil,
  take,
  until,
  type Steps
} from '../../../src/protocol/effect.js';
import { tell, type Play } from './play.js';

function* only(start: (part: string) => Steps<string>): Steps<void> {
  yield* start('one');
}

export const ofMemory: readonly Play[] = [
  {
    says: '"until" resumes when another fiber has made it so',
    parts: {
      *one() {
        let count = 0;
        yield* fork(
          (function* () {
            yield* sleep(5);
            count = 5;
            yield* mark(null);
          })()
        );
        yield* until(() => count > 0);
        yield* tell(count);
      }
    },
    plot: only,
    told: [5]
  },
  {
    says: 'a fiber never starts in the middle of another one’s turn',
    parts: {
      *one() {
        let inside = false;
        function* enter(): Steps<void> {
          yield* tell(inside ? 1 : 0);
        }
        inside = true;
        yield* fork(enter());
        yield* clock();
        inside = false;
        yield* sleep(1);
      }
    },
    plot: only,
    told: [0]
  },
  {
    says: 'a mark lets other fibers have their turn',
    parts: {
      *one() {
        function* count(from: number): Steps<void> {
          yield* tell(from);
          yield* tell(from + 1);
        }
        yield* all([count(10), count(20)]);
      }
    },
    plot: only,
    told: [10, 20, 11, 21]
  },
  {
    says: 'of two fibers that wait for one thing, one gets it',
    parts: {
      *one() {
        const queue: number[] = [];
        function* taker(): Steps<void> {
          yield* tell(yield* take(queue));
        }
        yield* fork(taker());
        yield* fork(taker());
        yield* sleep(1);
        queue.push(7);
        yield* mark(null);
        yield* sleep(5);
        queue.push(8);
        yield* mark(null);
        yield* until(() => queue.length === 0);
        yield* sleep(5);
      }
    },
    plot: only,
    told: [7, 8]
  },
  {
    says: '"all" waits for the last and answers in the order of the works',
    parts: {
      *one() {
        function* work(ms: number): Steps<number> {
          yield* sleep(ms);
          return ms;
        }
        yield* tell(...(yield* all([work(9), work(3), work(6)])));
        yield* tell((yield* all<number>([])).length);
      }
    },
    plot: only,
    told: [9, 3, 6, 0]
  },
  {
    says: 'a sleep is never early',
    parts: {
      *one() {
        const fromMs = yield* clock();
        yield* sleep(25);
        const thenMs = yield* clock();
        yield* sleepUntil(thenMs + 10);
        const endMs = yield* clock();
        yield* sleepUntil(fromMs); // past: it goes on
        yield* tell(thenMs >= fromMs + 25 ? 1 : 0, endMs >= thenMs + 10 ? 1 : 0);
      }
    },
    plot: only,
    told: [1, 1]
  },
  {
    says: 'a choice is one of the options',
    parts: {
      *one() {
        for (let times = 0; times < 40; times += 1) {
          yield* tell(yield* oneOf([3, 4, 5]));
        }
        yield* tell(yield* oneOf([9]));
      }
    },
    plot: only,
    told: told => {
      expect(told).toHaveLength(41);
      expect(new Set(told.slice(0, 40))).toEqual(new Set([3, 4, 5]));
      expect(told[40]).toBe(9);
    }
  },
  {
    says: 'a crash stops every fiber of the process',
    parts: {
      *one() {
        let rounds = 0;
        yield* fork(
          (function* () {
            for (;;) {
              yield* tell(1);
              rounds += 1;
              yield* sleep(1);
            }
          })()
        );
        yield* until(() => rounds > 3);
        yield* mark('put');
        yield* tell(2);
      }
    },
    plot: only,
    strikes: [{ after: 'put', victim: 'executor-1', by: 'kill' }],
    told: (told, moments) => {
      expect(told.length).toBeGreaterThan(3);
      expect(told).not.toContain(2);
      expect(moments.filter(moment => moment.process === 'executor-1').at(-1)).toMatchObject({
        kind: 'died',
        code: 137
      });
    }
  }
];
