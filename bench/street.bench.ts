/** The street as a user feels it: from Run to the first picture, the whole table, fifty runs. Goals: picture < 1 s, table < 2 s. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCell } from '../src/run-cell.js';
import { drawing } from '../src/session/drawing.js';
import { newSession } from '../src/session/new-session.js';
import type { Session } from '../src/session/session.js';

const cells = {
  'a job to its steady point, data set opened': 'job: clicks\nengine: simulated\nconfiguration: reliable-replicated',
  'a failure and its recovery': 'fail: clicks\nkill: driver\nafter: ack',
  'the first picture: drained, judged, drawn as SVG and PNG': 'chart: clicks',
  'the same again': 'chart: clicks',
  'table: streaming': 'table: streaming\nengine: simulated',
  'the table again': 'table: streaming\nengine: simulated',
  'fifty runs with a failure at random':
    'job: fifty\nengine: simulated\nconfiguration: reliable-replicated\nruns: 50\nfailures: [{kill: driver, at: random}]'
} as const;

async function timed(session: Session, text: string, cellId: string): Promise<void> {
  const wallMs = performance.now();
  const cpu = process.cpuUsage();
  const publisher = { display: () => undefined, update: () => undefined, stream: () => undefined };
  const { error } = await runCell(text, { session, publisher, signal: new AbortController().signal, cellId });
  if (error !== null) {
    throw error;
  }
  const { user, system } = process.cpuUsage(cpu);
  const [wall, processor] = [performance.now() - wallMs, (user + system) / 1000].map(ms => ms.toFixed(0).padStart(6));
  console.log(`${cellId.padEnd(58)} ${wall} ms wall ${processor} ms processor`);
}

const folder = mkdtempSync(join(tmpdir(), 'spillway-bench-'));
const session = newSession({ folder, notebook: null, drawing: drawing(), overrides: {} });
try {
  for (const [name, text] of Object.entries(cells)) {
    await timed(session, text, name);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
