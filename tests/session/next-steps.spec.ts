import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Notebook, textOf, type Played } from './notebook.js';

let notebook: Notebook;
beforeEach(async () => {
  notebook = await Notebook.open();
});
afterEach(() => notebook.remove());

/** The cell that an output ends with. */
function nextOf({ displays }: Played): string {
  const [, offered = ''] = textOf(displays)
    .split(/^Next\. .*$/m)
    .slice(-2);
  const lines = offered.split('\n').filter(line => line.startsWith('    '));
  return lines.map(line => line.slice(4)).join('\n');
}

const wal = 'engine: simulated\nconfiguration: reliable-wal';
const replicated = 'engine: simulated\nconfiguration: reliable-replicated';

test.each([
  ['fifty undisturbed runs', [`job: a\n${wal}\nruns: 50`]],
  ['a dropped acknowledgement', [`job: a\n${replicated}\nfailures: [{drop: acknowledgement, after: ack}]`]],
  ['a delayed acknowledgement', [`job: a\n${replicated}\nfailures: [{delay: acknowledgement, by: 300ms, after: ack}]`]],
  ['no supervision', [`job: a\n${wal}\nsupervise: false`, 'fail: a\nkill: driver\nafter: ack']],
  ['one executor', [`job: a\n${replicated}\nexecutors: 1`, 'fail: a\nkill: executor\nafter: ack']],
  ['one executor, unreplicated', ['job: a\nengine: simulated\nconfiguration: reliable-unreplicated\nexecutors: 1']],
  [
    'offsets elsewhere',
    ['job: a\nengine: simulated\nconsumer: direct\noffsets: after output', 'fail: a\nkill: driver\nafter: out']
  ],
  ['a checkpoint that is never read', [`job: a\nengine: simulated\nconsumer: direct\ncheckpoint: {recover: never}`]],
  [
    'an unreliable receiver',
    ['job: a\nengine: simulated\nconfiguration: unreliable', 'fail: a\nkill: executor\nafter: cut']
  ],
  [
    'a pause',
    ['job: a\nengine: simulated\nconfiguration: direct-checkpoint\nfailures: [{pause: driver, for: 1s, after: submit}]']
  ]
])('after %s, what comes next can be run, three times over', async (_, cells) => {
  let played: Played | null = null;
  for (const cell of cells) played = await notebook.ok(cell);
  for (let steps = 0; steps < 3 && played !== null; steps += 1) {
    const next = nextOf(played);
    expect(next).toMatch(/^\w+: /);
    if (next.startsWith('table')) return;
    played = await notebook.ok(next);
    expect(played.warnings).toBe('');
  }
});
