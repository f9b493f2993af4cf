/** One document's text as a tree: YAML 1.2, core schema, by the library; what is wrong with it in our own words. */
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Pair, ParsedNode } from 'yaml';
import type { Problem } from './cell.js';
import type { DocumentSpan } from './documents.js';
import { problem, quoted } from './problem.js';
import { syntaxProblem } from './syntax.js';
import type { EntryNode, Place, ScalarNode, TreeNode } from './tree.js';

export interface Parsed {
  /** null: nothing there but comments, or nothing that could be read. */
  readonly root: TreeNode | null;
  readonly problems: readonly Problem[];
}

/** A text that is still being written as the tree that can be made out; null: none. What is wrong with it is nobody's matter here. */
export function parseLoosely(whole: string, span: DocumentSpan): TreeNode | null {
  try {
    const { contents } = parseDocument(whole.slice(span.from, span.to), options);
    return contents === null ? null : new Reader(whole, span.from, []).node(contents);
  } catch {
    return null;
  }
}

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  strict: true,
  logLevel: 'silent'
} as const;

/** Never throws: what the library throws (a nesting too deep for it) is a problem of the text. */
export function parse(whole: string, span: DocumentSpan): Parsed {
  const text = whole.slice(span.from, span.to);
  try {
    const document = parseDocument(text, options);
    const [error] = document.errors;
    if (error !== undefined)
      return { root: null, problems: [syntaxProblem(error.code, whole, shift(error.pos, span))] };
    const problems: Problem[] = [];
    const contents = document.contents;
    const root = contents === null ? null : new Reader(whole, span.from, problems).node(contents);
    const nothing = root?.kind === 'scalar' && root.value === null && root.source === '';
    return { root: nothing ? null : root, problems };
  } catch {
    return {
      root: null,
      problems: [problem('syntax', span, 'this text cannot be read as YAML; write it more simply')]
    };
  }
}

function shift([from, to]: readonly [number, number], span: DocumentSpan): Place {
  return { from: Math.min(from + span.from, span.to), to: Math.min(to + span.from, span.to) };
}

/** Turns the library's nodes into ours, and refuses what cells do without. */
class Reader {
  constructor(
    private readonly whole: string,
    private readonly offset: number,
    private readonly problems: Problem[]
  ) {}

  node(node: ParsedNode): TreeNode {
    const at = this.placeOf(node);
    if (isAlias(node)) {
      const message = `"*${node.source}" refers to an anchor, and cells have none; write the value out, or use "parameters:"`;
      this.problems.push(problem('anchor', at, message));
      return nothingAt(at);
    }
    this.refuse(node.anchor, node.tag, this.withProperties(at));
    if (isScalar(node)) return this.scalar(node, at);
    if (isSeq<ParsedNode>(node)) return { kind: 'list', ...at, items: node.items.map(item => this.node(item)) };
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const entries = node.items.flatMap(pair => this.entry(pair));
      return { kind: 'map', ...at, entries, flow: node.flow === true };
    }
    return nothingAt(at);
  }

  private refuse(anchor: string | undefined, tag: string | undefined, at: Place): void {
    if (anchor !== undefined) {
      const message = `cells have no anchors ("&${anchor}"); write the value where it is used, or name it in "parameters:"`;
      this.problems.push(problem('anchor', at, message));
    }
    if (tag !== undefined) {
      const written = /!\S*/.exec(this.whole.slice(at.from, at.to))?.[0] ?? '!';
      const message = `cells have no tags (${quoted(written)}); leave it out: every key knows what kind of value it takes`;
      this.problems.push(problem('tag', at, message));
    }
  }

  /** The place from where the anchor or tag before a node begins, on its line. */
  private withProperties({ from, to }: Place): Place {
    const before = this.whole.slice(this.whole.lastIndexOf('\n', from - 1) + 1, from);
    const properties = /(?:[&!]\S*\s+)+$/.exec(before)?.[0] ?? '';
    return { from: from - properties.length, to };
  }

  private scalar(
    node: { readonly value: unknown; readonly source?: string; readonly type?: string },
    at: Place
  ): ScalarNode {
    const source = node.source ?? '';
    const value = node.value;
    const quotes = node.type !== undefined && node.type !== 'PLAIN';
    const base = { kind: 'scalar', ...at, source, quoted: quotes } as const;
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return { ...base, value };
    // What a number cannot hold exactly stays a text: offsets are read from it, everything else refuses it.
    if (
      typeof value === 'number' &&
      Number.isFinite(value) &&
      (!Number.isInteger(value) || Number.isSafeInteger(value))
    ) {
      return { ...base, value };
    }
    return { ...base, value: source };
  }

  private entry(pair: Pair<ParsedNode, ParsedNode | null>): readonly EntryNode[] {
    const keyAt = this.placeOf(pair.key);
    const key = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : '';
    if (key === '<<') {
      this.problems.push(
        problem('anchor', keyAt, 'cells have no merge key "<<"; write "like: NAME" to start from a job')
      );
      return [];
    }
    if (key === '' || isAlias(pair.key)) {
      this.problems.push(problem('key is no word', keyAt, 'a key is one word before a colon; write "key: value"'));
      return [];
    }
    const value = pair.value === null ? nothingAt({ from: keyAt.to, to: keyAt.to }) : this.node(pair.value);
    return [{ key, keyAt, value: this.atColon(value, keyAt) }];
  }

  /** An empty value stands right behind its colon. */
  private atColon(value: TreeNode, keyAt: Place): TreeNode {
    if (value.kind !== 'scalar' || value.source !== '' || value.quoted) return value;
    const at = Math.min(keyAt.to + 1, this.whole.length);
    return { ...value, from: at, to: at };
  }

  private placeOf(node: ParsedNode): Place {
    return { from: node.range[0] + this.offset, to: node.range[1] + this.offset };
  }
}

function nothingAt({ from, to }: Place): ScalarNode {
  return { kind: 'scalar', from, to, value: null, source: '', quoted: false };
}
