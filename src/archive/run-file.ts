/**
 * One finished run as one file: a first line of JSON that says what it is, so that a listing reads no more, and behind it the run
 * itself as gzipped JSON. The first line holds the length and the checksum of the rest: a file is whole, or it is known not to be.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FinishedRun, RunSummary } from './finished-run.js';
import { portably } from './portable-path.js';
import { compactTrace, expandTrace } from '../engine/record-runs.js';
import { migrated, schemaSeam, type SchemaSeam } from './schema.js';
import { isFields, isStoredRun, isTextOrNull } from './stored-shape.js';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A first line is never longer. */
export const FIRST_LINE_BYTES = 64 * 1024;

/** What makes a file no whole run, in words. */
export class UnreadableRun extends Error {
  override readonly name = 'UnreadableRun';
}

interface FirstLine {
  readonly schema: number;
  readonly summary: Omit<RunSummary, 'name'>;
  /** Bytes of the line itself, with its line feed. */
  readonly lineBytes: number;
  /** Bytes behind it. */
  readonly bodyBytes: number;
  readonly sha256: string;
}

export interface RunToWrite {
  readonly run: FinishedRun;
  readonly finishedAt: string;
  readonly notebook: string | null;
  /** Paths inside it are written relative to it. */
  readonly folder: string;
}

export async function encodeRun({ run, finishedAt, notebook, folder }: RunToWrite): Promise<Buffer> {
  const stored = { ...run, traces: run.traces.map(compactTrace) };
  const body = await compress(JSON.stringify(stored, portably(run, folder)));
  const first = {
    schema: schemaSeam.current,
    job: run.job,
    notebook,
    configuration: run.configuration,
    verdict: run.result.verdict,
    finishedAt,
    bytes: body.length,
    sha256: checksum(body)
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), body]);
}

/**
 * What the file's first bytes say of it.
 * @param start the first `FIRST_LINE_BYTES` of the file, or all of it; @param size the whole file's bytes
 * @throws UnreadableRun
 */
export function summaryOf(start: Buffer, size: number, seam: SchemaSeam = schemaSeam): Omit<RunSummary, 'name'> {
  const { summary, lineBytes, bodyBytes, schema } = firstLine(start);
  if (schema > seam.current) throw new UnreadableRun(`a newer Spillway wrote it (schema ${schema}): update to open it`);
  if (size !== lineBytes + bodyBytes) throw new UnreadableRun('it is cut off, or something was written behind it');
  return summary;
}

/** @throws UnreadableRun for anything but a whole run of this or an older schema */
export async function decodeRun(file: Buffer, seam: SchemaSeam = schemaSeam): Promise<FinishedRun> {
  summaryOf(file, file.length, seam);
  const { lineBytes, sha256, schema } = firstLine(file);
  const body = file.subarray(lineBytes);
  if (checksum(body) !== sha256) throw new UnreadableRun('its bytes have changed since it was written');
  const parsed: unknown = JSON.parse((await decompress(body)).toString('utf8'));
  const stored = migrated(parsed, schema, seam);
  if (!isStoredRun(stored)) throw new UnreadableRun('it holds something else than a run');
  return { ...stored, traces: stored.traces.map(expandTrace) };
}

function firstLine(start: Buffer): FirstLine {
  const end = start.indexOf('\n');
  const said = end === -1 ? null : parsedOrNull(start.toString('utf8', 0, end));
  if (!isFields(said)) throw new UnreadableRun('it does not begin as a run does');
  const { schema, job, notebook, configuration, verdict, finishedAt, bytes, sha256 } = said;
  if (typeof schema !== 'number' || typeof bytes !== 'number' || typeof sha256 !== 'string') {
    throw new UnreadableRun('it does not begin as a run does');
  }
  if (
    typeof job !== 'string' ||
    typeof finishedAt !== 'string' ||
    !isTextOrNull(notebook) ||
    !isConfiguration(configuration) ||
    !isJudgement(verdict)
  ) {
    throw new UnreadableRun('its first line lacks a part');
  }
  const summary = { job, notebook, configuration, verdict, finishedAt };
  return { schema, summary, lineBytes: end + 1, bodyBytes: bytes, sha256 };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Names of rows and verdicts may grow; a text that this release does not know is shown as it is. */
function isConfiguration(value: unknown): value is RunSummary['configuration'] {
  return isTextOrNull(value);
}

function isJudgement(value: unknown): value is RunSummary['verdict'] {
  return isTextOrNull(value);
}

function checksum(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
