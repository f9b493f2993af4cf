/** A cell that cannot do what it says: becomes a Jupyter error, or exit status 2 or 3 on the command line. */

/** wrong input: nothing was started. did not hold: an expectation failed. not judged: no result within the limit. interrupted: by the user. */
export type ErrorKind = 'wrong input' | 'did not hold' | 'not judged' | 'interrupted';

export interface WhatIsWrong {
  readonly kind: ErrorKind;
  /** What Jupyter shows as the error's name. */
  readonly name: string;
  readonly message: string;
  /** More lines to show below: the place in the text, the remedy. */
  readonly details?: readonly string[];
}

export class CellError extends Error {
  readonly kind: ErrorKind;
  override readonly name: string;
  readonly details: readonly string[];

  constructor({ kind, name, message, details = [] }: WhatIsWrong) {
    super(message);
    this.kind = kind;
    this.name = name;
    this.details = details;
  }
}

export const interrupted = (): CellError =>
  new CellError({
    kind: 'interrupted',
    name: 'Interrupted',
    message: 'interrupted; jobs that had started go on, and `stop: all` ends them'
  });
