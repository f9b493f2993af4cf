/**
 *   execute_request => code silent store_history user_expressions allow_stdin stop_on_error
 *   execute_input   => code execution_count                     on iopub, first
 *   error           => ename evalue traceback                   on iopub, last
 *   execute_reply   => status: ok    execution_count payload user_expressions
 *                    | status: error execution_count ename evalue traceback
 *                    | status: aborted execution_count          a cell before it failed
 *
 * `silent`: nothing on iopub, nothing stored, no number of its own. `allow_stdin` is not needed: no cell asks anything.
 */
import type { Execution } from '../../terms/display.js';
import { failedFrom, type Desk, type Failed } from '../answer.js';
import { flagOf, textOf } from '../fields.js';
import { outputsTo, type Outputs } from '../outputs.js';
import { isJson, type Json } from '../wire.js';

export interface ExecuteRequest {
  readonly code: string;
  readonly silent: boolean;
  readonly store: boolean;
  /** Whether cells that wait are aborted if this one fails. */
  readonly stopOnError: boolean;
  /** Names of the expressions to answer. */
  readonly expressions: readonly string[];
}

/** An interrupted cell has this long to end by itself; then the kernel answers in its place. */
export const graceMs = 100;
/** And this long in all where it says that it puts away what it has made: still less than `jupyter_client` gives a kernel that is to end. */
export const keepingMs = 2000;

const interrupted: Execution = {
  status: 'error',
  name: 'Interrupted',
  message: 'the cell was interrupted',
  lines: ['Interrupted: the cell was interrupted']
};

/** Content to request. Throws `BadRequest`. */
export function readExecute(content: Json): ExecuteRequest {
  const silent = flagOf(content, 'silent', false);
  const expressions = content['user_expressions'];
  return {
    code: textOf(content, 'code'),
    silent,
    store: !silent && flagOf(content, 'store_history', true),
    stopOnError: !silent && flagOf(content, 'stop_on_error', true),
    expressions: isJson(expressions) ? Object.keys(expressions) : []
  };
}

/** Runs one cell to its reply. Whatever the interpreter does, this neither throws nor outlives `keepingMs` after an abort. */
export async function execute(request: ExecuteRequest, desk: Desk, signal: AbortSignal): Promise<Json> {
  const execution_count = request.store ? desk.log.add(request.code) : desk.log.count;
  if (!request.silent) desk.publish('execute_input', { code: request.code, execution_count });
  const outputs = outputsTo(request.silent ? () => undefined : desk.publish);
  const run = async (): Promise<Execution> => {
    const interpreter = await desk.interpreter();
    return signal.aborted ? interrupted : interpreter.execute(request.code, outputs.publisher, signal);
  };
  const ended = await Promise.race([run().catch(failure), graceAfter(signal, outputs)]);
  if (ended === null) outputs.close();
  const execution = ended ?? interrupted;
  if (execution.status === 'ok')
    return { status: 'ok', execution_count, payload: [], user_expressions: unanswerable(request.expressions) };
  const failed: Failed = { ename: execution.name, evalue: execution.message, traceback: execution.lines };
  if (!request.silent) desk.publish('error', { ...failed });
  return { status: 'error', execution_count, ...failed };
}

/** The reply of a cell that waited behind one that failed. */
export function aborted(desk: Desk): Json {
  return { status: 'aborted', execution_count: desk.log.count };
}

/** Resolves when an aborted cell has had its time; without an abort, never. */
function graceAfter(signal: AbortSignal, outputs: Outputs): Promise<null> {
  return new Promise(resolve => {
    const over = (): void => resolve(null);
    const wait = () =>
      setTimeout(() => (outputs.isPuttingAway() ? setTimeout(over, keepingMs - graceMs) : over()), graceMs);
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}

/** An interpreter that throws has a fault; the cell shows it as an error like any other. */
function failure(thrown: unknown): Execution {
  const { ename, evalue, traceback } = failedFrom(thrown);
  return { status: 'error', name: ename, message: evalue, lines: traceback };
}

function unanswerable(expressions: readonly string[]): Json {
  const reply = {
    status: 'error',
    ename: 'NoExpressions',
    evalue: 'cells are settings, not expressions',
    traceback: []
  };
  return Object.fromEntries(expressions.map(name => [name, reply]));
}
