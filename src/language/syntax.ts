/** What YAML refuses, in the words of a cell. */
import type { ErrorCode } from 'yaml';
import type { Problem, ProblemCode } from './cell.js';
import { problem } from './problem.js';
import type { Place } from './tree.js';

const sentences: Readonly<Record<ErrorCode, readonly [ProblemCode, string]>> = {
  ALIAS_PROPS: ['anchor', 'cells have no anchors; write the value where it is used, or name it in "parameters:"'],
  BAD_ALIAS: [
    'anchor',
    'a value cannot start with "*" or "&", which name anchors, and cells have none; put quotes around it'
  ],
  BAD_COLLECTION_TYPE: ['tag', 'cells have no tags; leave out the word that starts with "!"'],
  BAD_DIRECTIVE: ['directive', 'cells have no directives; leave out the line that starts with "%"'],
  BAD_DQ_ESCAPE: ['syntax', 'this backslash means nothing between double quotes; write \\\\, or use single quotes'],
  BAD_INDENT: [
    'indentation',
    'this line is indented differently from its neighbours; begin keys of one mapping in one column'
  ],
  BAD_PROP_ORDER: ['anchor', 'cells have no anchors and no tags; leave them out'],
  BAD_SCALAR_START: ['syntax', 'a value cannot start with this character; put quotes around the value'],
  BLOCK_AS_IMPLICIT_KEY: ['several on a line', 'these are two settings on one line; write each on a line of its own'],
  BLOCK_IN_FLOW: [
    'syntax',
    'between brackets a list is written [a, b] and a mapping {key: value}; lines with dashes go outside'
  ],
  DUPLICATE_KEY: ['duplicate key', 'this key is there twice; leave one of them'],
  IMPOSSIBLE: ['syntax', 'this text cannot be read as YAML; write it more simply'],
  KEY_OVER_1024_CHARS: ['key is no word', 'a key is one word before a colon; write "key: value"'],
  MISSING_CHAR: ['syntax', 'a colon, a comma, a quote or a bracket is missing here; a setting is written "key: value"'],
  MULTILINE_IMPLICIT_KEY: ['syntax', 'a colon is missing before this line\'s end; each line is "key: value"'],
  MULTIPLE_ANCHORS: ['anchor', 'cells have no anchors; leave them out'],
  MULTIPLE_DOCS: ['directive', 'a cell after another begins with a line "---" of its own'],
  MULTIPLE_TAGS: ['tag', 'cells have no tags; leave out the word that starts with "!"'],
  NON_STRING_KEY: ['key is no word', 'a key is one word before a colon; write "key: value"'],
  RESOURCE_EXHAUSTION: ['too deep', 'nothing in a cell is nested this deep; write it more simply'],
  TAB_AS_INDENT: ['tab', 'there is a tab where YAML takes blanks only; write blanks'],
  TAG_RESOLVE_FAILED: ['tag', 'cells have no tags; leave out the word that starts with "!"'],
  UNEXPECTED_TOKEN: ['syntax', 'this does not belong here; a setting is written "key: value", a list "[a, b]"']
};

/** The problem that a refusal of the library amounts to; its own wording is not used. */
export function syntaxProblem(code: ErrorCode, whole: string, at: Place): Problem {
  const [ours, sentence] = sentences[code];
  return problem(ours, ours === 'too deep' ? at : firstLine(whole, at), sentence);
}

/** A problem points at one line: the library's places may span several. */
function firstLine(whole: string, { from, to }: Place): Place {
  const written = whole.slice(from, to).split('\n')[0] ?? '';
  return { from, to: from + Math.max(written.trimEnd().length, Math.min(1, to - from)) };
}
