import ts from 'typescript';
import { isPure } from './rooms.js';
import { at, nodes } from './source.js';
import type { Rooms } from './rooms.js';
import type { Complaint, Source } from './source.js';

/** Members of globals that are a clock, randomness or the machine, each with what to use in its place. */
const MEMBERS: Readonly<Record<string, string>> = {
  'Date.now': 'the clock that is handed in',
  'performance.now': 'the clock that is handed in',
  'performance.timeOrigin': 'the clock that is handed in',
  'Math.random': 'the stream of choices that is handed in',
  'crypto.randomUUID': 'the stream of choices that is handed in',
  'crypto.getRandomValues': 'the stream of choices that is handed in'
};

/** Node's `process` by what is asked of it, since a process of the protocol may bear the same name. */
const OF_PROCESS =
  /^(env|argv|exit|exitCode|cwd|hrtime|nextTick|pid|ppid|platform|std(in|out|err)|memoryUsage|uptime|versions?|kill)$/;

/** Functions and classes that are time, network or the terminal. */
const CALLED =
  /^(setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame|fetch|XMLHttpRequest|WebSocket|require)$/;

/** Pure rooms ask no clock, no randomness, no file, socket or terminal that is not handed in. */
export function purity(files: readonly Source[], rooms: Rooms): readonly Complaint[] {
  return files
    .filter(file => isPure(rooms, file.path))
    .flatMap(file =>
      [...nodes(file.tree)].flatMap(node => {
        const why = impure(node);
        return why === null ? [] : [`${at(file, node)} ${why}`];
      })
    );
}

function impure(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return impureMember(node.expression.text, node.name.text);
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return null;
  if (!ts.isIdentifier(node.expression)) return null;
  const name = node.expression.text;
  if (CALLED.test(name)) return `uses ${name}: a pure room has no time, network or machine of its own`;
  const reads = name === 'Date' && (ts.isCallExpression(node) || (node.arguments ?? []).length === 0);
  return reads ? 'reads the date: use the clock that is handed in' : null;
}

function impureMember(global: string, member: string): string | null {
  const instead = MEMBERS[`${global}.${member}`];
  if (instead !== undefined) return `uses ${global}.${member}: use ${instead}`;
  if (global === 'process' && OF_PROCESS.test(member)) return `uses process.${member}: let it be handed in`;
  return global === 'console' ? 'writes to the terminal: give the text back' : null;
}
