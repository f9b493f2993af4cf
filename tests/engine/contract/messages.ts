/** What every world promises of messages. */
import { expect } from '@jest/globals';
import {
  askUntyped,
  clock,
  death,
  exit,
  fork,
  mark,
  serve,
  sleep,
  tellUntyped,
  type Steps
} from '../../../src/protocol/effect.js';
import type { ProcessId } from '../../../src/terms/trace.js';
import { tell, type Play, type Start } from './play.js';

/** A question with a number for an answer; -1: no answer came. */
function* ask(
  to: ProcessId | undefined,
  what: string,
  body: unknown = null,
  timeoutMs: number | null = null
): Steps<number> {
  const answer = yield* askUntyped(to ?? 'nobody', { what, body }, { timeoutMs });
  return typeof answer === 'number' ? answer : -1;
}

function* serverAndClient(start: Start): Steps<void> {
  yield* start('client', { server: yield* start('server') });
}
function* clientOfTheDead(start: Start): Steps<void> {
  const server = yield* start('server');
  yield* death(server);
  yield* start('client', { server });
}
/** Tells whatever number it is given. */
const echo = {
  *number(body: number) {
    yield* tell(body);
    return body;
  }
};

export const ofMessages: readonly Play[] = [
  {
    says: 'a question is answered with what its handler returns, and the handler knows who asked',
    parts: {
      *server() {
        yield* serve({
          *who(_: null, from: ProcessId) {
            return from === 'executor-2' ? 2 : 0;
          }
        });
      },
      *client(_, { server }) {
        yield* tell(yield* ask(server, 'who'));
      }
    },
    plot: serverAndClient,
    told: [2]
  },
  {
    says: 'a question that comes before "serve" waits for it',
    parts: {
      *server() {
        yield* sleep(60);
        yield* serve(echo);
      },
      *client(_, { server }) {
        yield* tell(yield* ask(server, 'number', 7));
      }
    },
    plot: serverAndClient,
    told: [7, 7]
  },
  {
    says: 'a question to the dead, or to nobody, has no answer',
    parts: {
      *server() {
        yield* mark('put');
      },
      *client(_, { server }) {
        yield* tell(yield* ask(server, 'number', 7), yield* ask('nobody', 'number', 7));
      }
    },
    plot: clientOfTheDead,
    strikes: [{ after: 'put', victim: 'executor-1', by: 'kill' }],
    told: [-1, -1]
  },
  {
    says: 'a question that is open when the other dies has no answer',
    parts: {
      *server() {
        yield* serve({
          *number() {
            yield* mark('queue');
            return 7;
          }
        });
      },
      *client(_, { server }) {
        yield* tell(yield* ask(server, 'number', 7));
      }
    },
    plot: serverAndClient,
    strikes: [{ after: 'queue', victim: 'executor-1', by: 'kill' }],
    told: [-1]
  },
  {
    says: 'an answer that left before the death arrives',
    parts: {
      *server() {
        yield* serve({
          *number(body: number) {
            yield* fork(mark('queue')); // its turn comes when this handler has returned
            return body;
          }
        });
      },
      *client(_, { server }) {
        yield* tell(yield* ask(server, 'number', 7));
      }
    },
    plot: serverAndClient,
    strikes: [{ after: 'queue', victim: 'executor-1', by: 'kill' }],
    told: [7]
  },
  {
    says: 'what was said before the crash is heard after it',
    parts: {
      *server() {
        yield* serve(echo);
      },
      *client(_, { server }) {
        yield* ask(server, 'number', 7); // it is there
        yield* tellUntyped(server ?? 'nobody', { what: 'number', body: 8 });
        yield* fork(ask(server, 'number', 9));
        yield* sleep(0);
        yield* mark('put');
        yield* tell(1);
      }
    },
    plot: serverAndClient,
    strikes: [{ after: 'put', victim: 'executor-2', by: 'kill' }],
    told: [7, 8, 9]
  },
  {
    says: 'messages between two processes keep their order',
    parts: {
      *server() {
        yield* serve(echo);
      },
      *client(_, { server }) {
        for (let number = 0; number < 10; number += 1) {
          if (number % 2 === 0) {
            yield* fork(ask(server, 'number', number));
            yield* mark(null); // the fork has its turn
          } else {
            yield* tellUntyped(server ?? 'nobody', { what: 'number', body: number });
          }
        }
        yield* ask(server, 'number', 10);
      }
    },
    plot: serverAndClient,
    told: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  },
  {
    says: 'a late answer is no answer: the time-out is heard, once',
    parts: {
      *server() {
        yield* serve({
          *number() {
            yield* sleep(200);
            return 7;
          }
        });
      },
      *client(_, { server }) {
        let answers = 0;
        const fromMs = yield* clock();
        yield* tell(yield* ask(server, 'number', 7, 20));
        answers += 1;
        yield* tell((yield* clock()) >= fromMs + 20 ? 1 : 0);
        yield* sleep(300);
        yield* tell(answers);
      }
    },
    plot: serverAndClient,
    told: [-1, 1, 1]
  },
  {
    says: 'an answer in time is heard, and its time-out is not',
    parts: {
      *server() {
        yield* serve(echo);
      },
      *client(_, { server }) {
        yield* ask(server, 'number', 6); // it is there: the time-out measures the answer, not the start
        yield* tell(yield* ask(server, 'number', 7, 400));
        yield* sleep(500);
        yield* tell(1);
      }
    },
    plot: serverAndClient,
    told: [6, 7, 7, 1]
  },
  {
    says: 'a question without an answer has passed no step',
    parts: {
      *server() {
        yield* exit(1);
      },
      *client(_, { server }) {
        yield* askUntyped(server ?? 'nobody', { what: 'number', body: 1 }, { step: 'ack' });
        yield* tell(1);
      }
    },
    plot: clientOfTheDead,
    told: (told, moments) => {
      expect(told).toEqual([1]);
      expect(moments.filter(moment => moment.kind === 'step' && moment.step === 'ack')).toEqual([]);
    }
  },
  {
    says: 'the clock is the same for every process',
    parts: {
      *server() {
        yield* serve({
          *time() {
            return yield* clock();
          }
        });
      },
      *client(_, { server }) {
        const beforeMs = yield* clock();
        const thereMs = yield* ask(server, 'time');
        const afterMs = yield* clock();
        yield* tell(beforeMs <= thereMs && thereMs <= afterMs ? 1 : 0);
      }
    },
    plot: serverAndClient,
    told: [1]
  }
];
