/** Picture 4: one record's life. Lifelines of all who could have it, its way thick, copies that turn hollow when their process dies, the crash a cut. */
import type { Tally } from '../ledger/tally.js';
import type { RecordId, Trace } from '../terms/trace.js';
import { frameOf, laneTitles, lineHeight, type BiographyFrame } from './biography-frame.js';
import { lifeLayers } from './biography-layers.js';
import type { Life } from './life.js';
import { lifeOf } from './life-of.js';
import { fateOfRecord, type Fate } from './life-words.js';
import { words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { sheet, sheetWidth } from './sheet.js';
import { colour, line, type } from './tokens.js';
import { wrapEvenly } from './wrap.js';
import { instant, plain } from './writing.js';

export interface Biography {
  readonly trace: Trace;
  readonly record: RecordId;
  /** The account of the run, where the caller has it already. */
  readonly tally?: Tally;
}

export function biographyPicture({ trace, record, tally }: Biography): Picture {
  const life = lifeOf(trace, record);
  const fate = fateOfRecord(trace, record, tally);
  const frame = frameOf(life);
  const last = wrapEvenly(fate.why, { width: sheetWidth - 8, face: { size: type.head, bold: true } });
  const lastTop = frame.bottom + 62;
  const text = biographyText(life, fate);
  // A second delivery breaks “exactly-once”; a receiver's is what “at least once” allows.
  const breaks = trace.job.consumer === 'direct' && fate.fate === 'duplicated' && fate.onReceipt;
  const spec = sheet({
    finding: fate.finding,
    description: text,
    height: lastTop + (last.length - 1) * line.finding + 4,
    layers: [
      ...lifeLayers(life, frame, breaks ? colour.breaks : colour.holds),
      ...heads(life, frame),
      ...ends(life, frame, isLog(trace) ? 'read past it' : 'forgot it'),
      ...sentences(life, frame),
      ...words(
        last.map((each, i) => ({ x: 0, y: lastTop + i * line.finding, text: each })),
        { size: type.head, bold: true }
      )
    ],
    finePrint: [...legend(life, breaks), made(trace, record)]
  });
  return { spec, text };
}

function heads({ lanes }: Life, { x, pitch, top }: BiographyFrame): readonly Layer[] {
  const titles = lanes.map(({ kind, processes }, i) => ({ title: laneTitles[kind], processes, i }));
  const ids = titles.flatMap(({ processes, i }) => {
    const id = processes.length > 1 ? shortened(processes) : (processes[0] ?? '');
    const fits = pitch >= 68 ? id : id.replace('executor', 'exec');
    return id === '' ? [] : [{ x: x(i), y: top - 8, text: fits }];
  });
  return [
    ...words(
      titles.flatMap(({ title, processes, i }) =>
        title.map((text, k) => ({
          x: x(i),
          y: top - 8 - (title.length - 1 - k + (processes.length > 0 ? 1 : 0)) * lineHeight,
          text
        }))
      ),
      { size: type.small, bold: true, align: 'center' }
    ),
    ...words(ids, { size: type.small, align: 'center', muted: true })
  ];
}

/** `driver-1, -2` */
function shortened(processes: readonly string[]): string {
  const [first = '', ...others] = processes;
  return [first, ...others.map(id => id.replace(/^\D*/, '-'))].join(', ').replace('executor', 'exec');
}

/** Under each lifeline what it has in the end. */
function ends(life: Life, { x, bottom }: BiographyFrame, gone: string): readonly Layer[] {
  const last = life.lanes.length - 1;
  const said = life.lanes.flatMap((_, i) =>
    endWords(life, i, gone).map((text, k) => ({ x: x(i), y: bottom + 16 + k * lineHeight, text, i }))
  );
  return [
    ...words(said.filter(({ i }) => i !== last).map(strip), { size: type.small, align: 'center' }),
    ...words(said.filter(({ i }) => i === last).map(strip), { size: type.small, align: 'center', bold: true })
  ];
}

/** A log keeps what its reader has passed; a queue forgets it. */
function isLog({ job }: Trace): boolean {
  return job.consumer === 'direct' || job.source.kind === 'log';
}

function strip({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }) {
  return { x, y, text };
}

function endWords({ lanes, holds }: Life, lane: number, gone: string): readonly string[] {
  const kind = lanes[lane]?.kind;
  const own = holds.filter(hold => hold.lane === lane);
  const kept = own.filter(({ end }) => end === 'stays').length;
  if (kind === 'driver') return [];
  if (kind === 'sink') {
    if (kept === 0) return ['never', 'got it'];
    return kept === 1 ? ['has it', 'once'] : kept === 2 ? ['has it', 'twice'] : ['has it', `${kept} times`];
  }
  if (kept > 0) return ['keeps it'];
  const last = [...own].sort((a, b) => a.to - b.to).at(-1);
  if (last === undefined) return [];
  return last.end === 'dies' ? ['its copy', 'died'] : [kind === 'source' ? gone : 'let it go'];
}

function sentences({ rows }: Life, frame: BiographyFrame): readonly Layer[] {
  const said = rows.flatMap((row, i) =>
    (frame.sentences[i] ?? []).map((text, k) => ({
      cut: row.kind === 'cut',
      word: { x: frame.wordsAt, y: frame.y(i) + frame.baseline + k * lineHeight, text }
    }))
  );
  const of = (cut: boolean) => said.filter(each => each.cut === cut).map(({ word }) => word);
  return [
    ...words(of(false), { size: type.small }),
    ...words(of(true), { size: type.small, bold: true }),
    ...words(
      rows.map(({ atMs }, i) => ({ x: 56, y: frame.y(i) + frame.baseline, text: instant(atMs) })),
      { size: type.small, align: 'right', muted: true }
    )
  ];
}

function legend({ ways, holds }: Life, breaks: boolean): readonly string[] {
  const again = ways.some(way => way.again);
  const hollow = holds.some(({ end }) => end === 'dies') ? ' Hollow: died with its process.' : '';
  const bar = holds.some(({ end }) => end === 'let go') ? ' Short bar: let go.' : '';
  return [
    `Thick: the record; thin: a message.${hollow}${bar}${again ? ` ${breaks ? 'Orange' : 'Blue'}: the second time.` : ''}`
  ];
}

function made({ engine, seed, job }: Trace, record: RecordId): string {
  const clock = engine === 'simulated' ? 'virtual milliseconds' : 'wall-clock milliseconds';
  return `${job.name}, record ${record} · ${engine} engine · seed ${seed} · ${clock}, in order and not to scale`;
}

function biographyText({ rows }: Life, { finding, why }: Fate): string {
  return plain([`${finding}.`, ...rows.map(({ atMs, text }) => `${instant(atMs)}: ${text}`), why].join('\n'));
}
