/** Slips that are seen in the text itself: what YAML would call by another name, or take in silence. */
import type { Problem } from './cell.js';
import { mask } from './mask.js';
import type { Masked } from './mask.js';
import { problem, withFix } from './problem.js';
import { everyKey } from './schema.js';
import type { DocumentSpan } from './documents.js';
import type { Place } from './tree.js';

/** More brackets or dashes inside each other than any cell needs. */
const depthMax = 32;

interface Line {
  readonly from: number;
  /** The line as it stands. */
  readonly raw: string;
  /** Without comments and what is quoted. */
  readonly text: string;
  readonly depth: number;
  /** Its comment, with the `#`, in offsets of the whole cell. */
  readonly comment: Place | null;
}

const keyWords = everyKey.map(key => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
const keyAtStart = new RegExp(`^(\\s*(?:- +)*)(${keyWords}):`);
const squeezedKey = new RegExp(`^(\\s*(?:- +)*)(${keyWords}):(?=[^\\s:])`);
const squeezedInBraces = new RegExp(`[{,]\\s*(${keyWords}):(?=[^\\s,}\\]])`, 'g');
const laterKey = new RegExp(`[\\s,;·]+(${keyWords}):`, 'g');
const keyWithValue = new RegExp(`^(\\s*(?:- +)*)(?:${keyWords}): +[^\\s|>]`);

/** The problems that the text of one document shows before anything parses it. */
export function problemsInText(whole: string, span: DocumentSpan): readonly Problem[] {
  const text = whole.slice(span.from, span.to);
  const marker = besideMarker(whole, span) ?? directive(text, span);
  if (marker !== null) return [marker];
  const masked = mask(text);
  if (masked.depth > depthMax || /^[ \t]*(?:[-?] +){32}/m.test(masked.text)) {
    const from = span.from + text.search(/\S/);
    return [
      problem(
        'too deep',
        { from, to: from + 1 },
        `nothing in a cell is nested this deep; write at most ${depthMax} levels`
      )
    ];
  }
  const lines = linesOf(text, masked, span.from);
  const slips = lines.flatMap(line => [
    ...tabs(line),
    ...typographic(line),
    ...squeezed(line),
    ...(line.depth === 0 ? several(line) : []),
    ...numberAfterHash(line)
  ]);
  const others = slips.length > 0 ? [] : [...strayIndents(lines), ...unclosed(whole, masked, span.from)];
  return slips.length > 0 ? slips : others;
}

function linesOf(text: string, masked: Masked, offset: number): readonly Line[] {
  let from = 0;
  let next = 0;
  return text.split('\n').map((raw, index) => {
    const to = from + raw.length;
    const comment = masked.comments[next];
    const isHere = comment !== undefined && comment.from < to + 1;
    if (isHere) next += 1;
    const line = {
      from: from + offset,
      raw: raw.replace(/\r$/, ''),
      text: masked.text.slice(from, to).trimEnd(),
      depth: masked.depthAtLine[index] ?? 0,
      comment: isHere ? { from: comment.from + offset, to: comment.to + offset } : null
    };
    from = to + 1;
    return line;
  });
}

function tabs({ from, raw, text }: Line): readonly Problem[] {
  const indent = /^\s*/.exec(raw)?.[0] ?? '';
  if (!indent.includes('\t') || text.trim() === '') return [];
  const at = { from, to: from + indent.length };
  return [
    withFix(
      problem('tab', at, 'this line is indented with a tab, and YAML takes blanks only; write two blanks for each tab'),
      {
        ...at,
        title: 'write blanks',
        text: indent.replaceAll('\t', '  ')
      }
    )
  ];
}

function squeezed({ from, text, depth }: Line): readonly Problem[] {
  const found: { readonly key: string; readonly colon: number }[] = [];
  const start = depth === 0 ? squeezedKey.exec(text) : null;
  if (start) found.push({ key: start[2] ?? '', colon: start[0].length });
  for (const match of text.matchAll(squeezedInBraces)) {
    found.push({ key: match[1] ?? '', colon: match.index + match[0].length });
  }
  return found.map(({ key, colon }) => {
    const at = { from: from + colon - 1 - key.length, to: from + colon };
    const message = `a blank is missing after "${key}:"; write "${key}: " and then the value`;
    return withFix(problem('blank after colon', at, message), {
      from: at.to,
      to: at.to,
      title: 'put the blank in',
      text: ' '
    });
  });
}

/** What word processors and web pages put in the place of blanks and quotes. */
function typographic({ from, text }: Line): readonly Problem[] {
  const blank = /[\u00A0\u2007\u202F\u3000]/.exec(text);
  if (blank !== null) {
    const at = { from: from + blank.index, to: from + blank.index + 1 };
    const message = 'this is no ordinary blank but one from a web page or a word processor; write a blank';
    return [withFix(problem('typographic', at, message), { ...at, title: 'write a blank', text: ' ' })];
  }
  const quotes = /: +([\u2018\u201C\u201D\u201E])([^\u2018-\u201E]*)[\u2018\u2019\u201C\u201D](?=\s*[,}\]]|\s*$)/.exec(
    text
  );
  if (quotes === null) return [];
  const [whole, , inside = ''] = quotes;
  const at = { from: from + quotes.index + whole.search(/[\u2018-\u201E]/), to: from + quotes.index + whole.length };
  const message = 'these are quotes from a word processor, which YAML takes for letters; write straight ones';
  const fix = { ...at, title: 'write straight quotes', text: JSON.stringify(inside) };
  return [withFix(problem('typographic', at, message), fix)];
}

/** A setting that is indented under one that has its value already. */
function strayIndents(lines: readonly Line[]): readonly Problem[] {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  return filled.flatMap((line, index) => {
    const above = keyWithValue.exec(filled[index - 1]?.text ?? '');
    const here = keyAtStart.exec(line.text);
    const [wanted, found] = [above?.[1], here?.[1]];
    if (line.depth > 0 || wanted === undefined || found === undefined || found.length <= wanted.length) return [];
    if (found.includes('-')) return [];
    const from = line.from + found.length;
    const key = here?.[2] ?? '';
    const message = `"${key}" is indented under a line that has its value already; begin both in the same column`;
    return [
      withFix(problem('indentation', { from, to: from + key.length }, message), {
        from: line.from,
        to: from,
        title: 'begin in the same column',
        text: wanted.replaceAll('-', ' ')
      })
    ];
  });
}

/** `job: clicks engine: local` on one line, outside of braces. */
function several({ from, text }: Line): readonly Problem[] {
  const first = keyAtStart.exec(text);
  if (!first || /^\s*[{["']/.test(text.slice(first[0].length))) return [];
  const [indent = ''] = first.slice(1);
  for (const match of text.slice(first[0].length).matchAll(laterKey)) {
    const key = match[1] ?? '';
    const at = first[0].length + match.index;
    const keyFrom = at + match[0].length - 1 - key.length;
    const message = `"${first[2] ?? ''}" and "${key}" are two settings on one line; write each on a line of its own`;
    return [
      withFix(problem('several on a line', { from: from + keyFrom, to: from + keyFrom + key.length + 1 }, message), {
        from: from + at,
        to: from + keyFrom,
        title: `put "${key}" on a line of its own`,
        text: `\n${indent.replaceAll('-', ' ')}`
      })
    ];
  }
  return [];
}

/** `after: ack #3`: to YAML a comment, to people the third time. */
function numberAfterHash(line: Line): readonly Problem[] {
  const { comment } = line;
  const written = comment && line.raw.slice(comment.from - line.from);
  const number = /^#(\d{1,9})(?=$|[\s,}\]])/.exec(written ?? '')?.[1];
  const key = /(?:^|[\s{,])(after|kill|drop|delay|pause|fail|biography):\s+\S[^,{}]*$/.exec(line.text)?.[1];
  if (comment === null || number === undefined || key === undefined) return [];
  const meant = `${key === 'biography' ? 'record' : 'occurrence'}: ${number}`;
  const { from } = comment;
  const to = from + 1 + number.length;
  const start = line.from + line.text.length;
  const inBraces = line.depth > 0 || /[{[]/.test(line.text);
  const indent = (/^\s*(?:- +)*/.exec(line.text)?.[0] ?? '').replaceAll('-', ' ');
  return [
    withFix(problem('hash number', { from, to }, `"#${number}" is a comment, which nobody reads; write "${meant}"`), {
      from: start,
      to,
      title: `write "${meant}"`,
      text: inBraces ? `, ${meant}` : `\n${indent}${meant}`
    })
  ];
}

function unclosed(whole: string, { unclosed: open, comments }: Masked, offset: number): readonly Problem[] {
  if (open === null) return [];
  const closing = { '{': '}', '[': ']' }[open.mark] ?? open.mark;
  const eaten = comments.find(
    ({ from, to }) => from > open.from && whole.slice(from + offset, to + offset).includes(closing)
  );
  if (eaten !== undefined && closing !== open.mark) {
    const message = `everything after # is a comment, so the ${closing} in it is not read; put the value in quotes, or leave the # out`;
    return [problem('comment ate value', { from: eaten.from + offset, to: eaten.to + offset }, message)];
  }
  const what = open.mark === '{' || open.mark === '[' ? 'bracket' : 'quote';
  const at = { from: open.from + offset, to: open.to + offset };
  return [problem('unclosed', at, `the ${what} ${open.mark} that opens here is never closed; write its ${closing}`)];
}

/** `--- job: clicks` */
function besideMarker(whole: string, { from, to }: DocumentSpan): Problem | null {
  const isMarked = from >= 3 && whole.slice(from - 3, from) === '---';
  const blanks = /^[ \t]+(?=[^\s#])/.exec(whole.slice(from, to))?.[0];
  if (!isMarked || blanks === undefined) return null;
  const message = '"---" stands on a line of its own; begin the cell on the next line';
  const fix = { from, to: from + blanks.length, title: 'begin a new line', text: '\n' };
  return withFix(problem('syntax', { from: from - 3, to: from }, message), fix);
}

function directive(text: string, span: DocumentSpan): Problem | null {
  const written = /^(?:\s*(?:#[^\n]*)?\n)*(%[^\n]*)/.exec(text);
  const [line = ''] = written?.slice(1) ?? [];
  if (line === '') return null;
  const from = span.from + (written?.[0].length ?? 0) - line.length;
  const message = 'a cell has no line that begins with %; leave it out';
  return problem('directive', { from, to: from + line.trimEnd().length }, message);
}
