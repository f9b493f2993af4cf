/** What every world promises of processes: their births, deaths and pauses. */
import { expect } from '@jest/globals';
import {
  append,
  askUntyped,
  clock,
  death,
  exit,
  fork,
  mark,
  serve,
  sleep,
  type Steps
} from '../../../src/protocol/effect.js';
import type { Moment } from '../../../src/terms/trace.js';
import { tell, type Play, type Start } from './play.js';

function* mortalAndWitness(start: Start): Steps<void> {
  yield* start('witness', { mortal: yield* start('mortal') });
}
/** The times of the moments of a process, after the first one of this step. */
function timesAfter(step: string, process: string, moments: readonly Moment[]): readonly number[] {
  const index = moments.findIndex(moment => moment.kind === 'step' && moment.step === step);
  return moments.slice(index + 1).flatMap(moment => (moment.process === process ? [moment.atMs] : []));
}

export const ofProcesses: readonly Play[] = [
  {
    says: 'memory does not survive, and the next process has another name',
    parts: {
      *keeper(self) {
        let memory = 0;
        if (self === 'executor-1') {
          memory = 7;
          yield* mark('put');
        }
        yield* tell(memory);
      }
    },
    *plot(start) {
      const first = yield* start('keeper');
      yield* death(first);
      const second = yield* start('keeper');
      yield* tell(first === second ? 1 : 0);
    },
    strikes: [{ after: 'put', victim: 'executor-1', by: 'kill' }],
    told: [0, 0]
  },
  {
    says: 'a death tells its code, and tells it again later',
    parts: {
      *mortal() {
        yield* sleep(40);
        yield* exit(3);
      },
      *witness(_, { mortal = '' }) {
        yield* tell(yield* death(mortal));
        yield* tell(yield* death(mortal));
        yield* sleep(100);
        yield* tell(yield* death(mortal));
      }
    },
    plot: mortalAndWitness,
    told: [3, 3, 3]
  },
  {
    says: 'an end without an error is told as 0',
    parts: {
      *mortal() {
        yield* exit(0);
      },
      *witness(_, { mortal = '' }) {
        yield* tell(yield* death(mortal));
      }
    },
    plot: mortalAndWitness,
    told: [0]
  },
  {
    says: 'a kill is told as 137',
    parts: {
      *mortal() {
        yield* sleep(150);
        yield* mark('put');
      },
      *witness(_, { mortal = '' }) {
        yield* tell(yield* death(mortal));
      }
    },
    plot: mortalAndWitness,
    strikes: [{ after: 'put', victim: 'executor-1', by: 'kill' }],
    told: [137]
  },
  {
    says: 'every witness hears of a death',
    parts: {
      *mortal() {
        yield* sleep(300);
        yield* exit(4);
      },
      *witness(_, { mortal = '' }) {
        yield* tell(yield* death(mortal));
      }
    },
    *plot(start) {
      const mortal = yield* start('mortal');
      yield* start('witness', { mortal });
      yield* start('witness', { mortal });
      yield* tell(yield* death(mortal));
    },
    told: [4, 4, 4]
  },
  {
    says: 'a process notices a death once: who waits for it has heard when its question to the dead ends',
    parts: {
      *server() {
        yield* serve({
          *number() {
            yield* mark('queue');
            return 7;
          }
        });
      },
      *client(_, { server = '' }) {
        let heard = 0;
        function* watch(): Steps<void> {
          yield* death(server);
          heard = 1;
          yield* mark(null);
        }
        yield* fork(watch());
        yield* mark(null); // now it waits: a fork gets its turn only when whoever forks waits for something
        yield* askUntyped(server, { what: 'number', body: null });
        yield* tell(heard);
      }
    },
    *plot(start) {
      yield* start('client', { server: yield* start('server') });
    },
    strikes: [{ after: 'queue', victim: 'executor-1', by: 'kill' }],
    told: [1]
  },
  {
    says: 'a victim is dead before the performer of the step goes on',
    parts: {
      *server() {
        yield* serve({
          *number() {
            return 7;
          }
        });
      },
      *client(_, { server = '' }) {
        yield* sleep(20);
        yield* mark('put');
        yield* tell((yield* askUntyped(server, { what: 'number', body: null })) === null ? 0 : 7);
      }
    },
    *plot(start) {
      yield* start('client', { server: yield* start('server') });
    },
    strikes: [{ after: 'put', victim: 'executor-1', by: 'kill' }],
    told: (told, moments) => {
      expect(told).toEqual([0]);
      const put = moments.findIndex(moment => moment.kind === 'step' && moment.step === 'put');
      expect(moments[put + 1]).toMatchObject({ kind: 'died', process: 'executor-1' });
    }
  },
  {
    says: 'a paused process does nothing, from the very step on, and finds its clock moved on',
    parts: {
      *one() {
        const fromMs = yield* clock();
        yield* mark('put');
        yield* tell((yield* clock()) >= fromMs + 200 ? 1 : 0);
      }
    },
    *plot(start) {
      yield* start('one');
    },
    strikes: [{ after: 'put', victim: 'executor-1', by: 200 }],
    told: (told, moments) => {
      expect(told).toEqual([1]);
      expect(moments.find(moment => moment.kind === 'state')).toMatchObject({
        state: 'resumed',
        process: 'executor-1'
      });
      const put = moments.find(moment => moment.kind === 'step' && moment.step === 'put');
      const [nextMs = 0] = timesAfter('put', 'executor-1', moments);
      expect(nextMs).toBeGreaterThanOrEqual((put?.atMs ?? Infinity) + 200);
    }
  },
  {
    says: 'what a paused process was about to ask is not on its way',
    parts: {
      *server() {
        yield* serve({
          *number(body: number) {
            yield* tell(body);
            return body;
          }
        });
      },
      *client(_, { server = '' }) {
        yield* append('file', 'entry', { step: 'wal' });
        yield* askUntyped(server, { what: 'number', body: 7 });
      }
    },
    *plot(start) {
      yield* start('client', { server: yield* start('server') });
    },
    strikes: [{ after: 'wal', victim: 'executor-2', by: 200 }],
    told: (told, moments) => {
      expect(told).toEqual([7]);
      const logged = moments.find(moment => moment.kind === 'step' && moment.step === 'wal');
      const heard = moments.find(moment => moment.kind === 'step' && moment.step === 'out');
      expect(heard?.atMs).toBeGreaterThanOrEqual((logged?.atMs ?? Infinity) + 200);
    }
  },
  {
    says: 'to others a paused process is slow, not dead',
    parts: {
      *server() {
        yield* serve({
          *number() {
            yield* mark('queue');
            return 7;
          }
        });
      },
      *client(_, { server = '' }) {
        const fromMs = yield* clock();
        const answer = yield* askUntyped(server, { what: 'number', body: null });
        yield* tell(answer === 7 ? 7 : 0, (yield* clock()) >= fromMs + 200 ? 1 : 0);
      }
    },
    *plot(start) {
      yield* start('client', { server: yield* start('server') });
    },
    strikes: [{ after: 'queue', victim: 'executor-1', by: 200 }],
    told: [7, 1]
  },
  {
    says: 'what comes to a paused process waits, in its order; a time-out too',
    parts: {
      *server() {
        yield* serve({
          *number(body: number) {
            yield* tell(body);
            return body;
          },
          *slow() {
            yield* sleep(400);
            return 1;
          }
        });
      },
      *client(_, { server = '' }) {
        yield* askUntyped(server, { what: 'number', body: 0 }); // it is there
        yield* mark('put'); // the server is paused
        for (const body of [1, 2, 3]) {
          yield* askUntyped(server, { what: 'number', body }, { timeoutMs: 50 });
        }
        yield* mark('rdd'); // and so is the client, with a time-out under way
        yield* askUntyped(server, { what: 'slow', body: null }, { timeoutMs: 20 });
        yield* tell(4);
      }
    },
    *plot(start) {
      yield* start('client', { server: yield* start('server') });
    },
    strikes: [
      { after: 'put', victim: 'executor-1', by: 300 },
      { after: 'rdd', victim: 'executor-2', by: 400 }
    ],
    told: [0, 1, 2, 3, 4]
  },
  {
    says: 'who is killed while paused never goes on',
    parts: {
      *one() {
        yield* sleep(900);
        yield* tell(1);
      },
      *two() {
        yield* mark('put');
        yield* sleep(50);
        yield* mark('rdd');
      }
    },
    *plot(start) {
      yield* start('one');
      yield* start('two');
      yield* sleep(500);
    },
    strikes: [
      { after: 'put', victim: 'executor-1', by: 800 },
      { after: 'rdd', victim: 'executor-1', by: 'kill' }
    ],
    told: (told, moments) => {
      expect(told).toEqual([]);
      expect(moments.filter(moment => moment.kind === 'state')).toEqual([]);
    }
  },
  {
    says: 'a second pause lengthens the first',
    parts: {
      *one() {
        yield* sleep(900);
        yield* tell(1);
      },
      *two() {
        yield* mark('put');
        yield* sleep(50);
        yield* mark('rdd');
      }
    },
    *plot(start) {
      yield* start('one');
      yield* start('two');
      yield* sleep(500);
    },
    strikes: [
      { after: 'put', victim: 'executor-1', by: 400 },
      { after: 'rdd', victim: 'executor-1', by: 400 }
    ],
    told: (told, moments) => {
      expect(told).toEqual([1]);
      const resumed = moments.filter(moment => moment.kind === 'state');
      const rdd = moments.find(moment => moment.kind === 'step' && moment.step === 'rdd');
      expect(resumed).toHaveLength(1);
      expect(resumed[0]?.atMs).toBeGreaterThanOrEqual((rdd?.atMs ?? Infinity) + 400);
    }
  }
];
