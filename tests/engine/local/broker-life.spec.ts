import { expect, test } from '@jest/globals';
import { BrokerLife } from '../../../src/engine/local/broker-life.js';
import { lostAtBroker } from '../../../src/engine/local/mail.js';
import type { StepMoment } from '../../../src/terms/trace.js';

/** Brokers whose killing and starting take until they are let. */
function stage(brokers = 1) {
  const told: string[] = [];
  const done: string[] = [];
  const let1: { next: (error?: Error) => void } = { next: () => undefined };
  const act = (what: string, broker: number): Promise<void> => {
    done.push(`${what} ${broker}`);
    return new Promise((resolve, reject) => {
      let1.next = error => (error === undefined ? resolve() : reject(error));
    });
  };
  const life = new BrokerLife({
    broker: { brokers, act },
    nowMs: () => 5,
    record: moment => void told.push(`${moment.kind} ${moment.process}`),
    fail: error => void told.push(String(error))
  });
  const step = async (error?: Error): Promise<void> => {
    let1.next(error);
    await new Promise(setImmediate);
  };
  return { life, told, done, step };
}

test('a broker that is killed starts again, as another process', async () => {
  const { life, told, step } = stage();
  expect(told).toEqual(['launched broker-1']);
  life.kill('executor-1');
  life.kill('broker-1');
  await step();
  expect(told).toEqual(['launched broker-1', 'died broker-1']);
  await step();
  expect(told).toEqual(['launched broker-1', 'died broker-1', 'launched broker-2']);
});

test('a broker that is being killed is not killed again', async () => {
  const { life, told, done, step } = stage();
  life.kill('broker-1');
  life.kill('broker-1');
  await step();
  life.kill('broker-1');
  await step();
  expect(done).toEqual(['kill 1', 'start again 1']);
  expect(told).toEqual(['launched broker-1', 'died broker-1', 'launched broker-2']);
});

test('of several each has a name of its own, and what befalls one is done to that one', async () => {
  const { life, told, done, step } = stage(3);
  life.kill('broker-2');
  await step();
  await step();
  life.pause('broker-2'); // it is no more
  life.pause('broker-4');
  life.goOn('broker-4');
  expect(done).toEqual(['kill 2', 'start again 2', 'pause 2', 'go on 2']);
  expect(told.slice(3)).toEqual(['died broker-2', 'launched broker-4', 'state broker-4']);
});

test('one that does not start again fails the run, unless that is over', async () => {
  for (const isOver of [false, true]) {
    const { life, told, step } = stage();
    life.kill('broker-1');
    await step();
    if (isOver) life.end();
    await step(new Error('no memory'));
    expect(told.slice(2)).toEqual(isOver ? [] : ['Error: no memory']);
  }
});

test('where a broker answers, its answer is lost at the broker, and the question goes its way', () => {
  const moment = (): StepMoment => {
    throw new Error('nobody asks for it');
  };
  let lost = 0;
  const answers = { 'is lost': { kind: 'is lost' }, 'its answer is lost': { kind: 'its answer is lost' } } as const;
  for (const [kind, answer] of Object.entries(answers)) {
    expect(lostAtBroker(() => answer, undefined)('acknowledgement', moment)).toBe(answer);
    const fate = lostAtBroker(() => answer, () => void (lost += 1))('produce acknowledgement', moment); // prettier-ignore
    expect([fate.kind, lost]).toEqual(kind === 'is lost' ? ['is lost', 0] : ['arrives', 1]);
  }
});
