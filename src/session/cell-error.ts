/** A cell that cannot do what it says: becomes a Jupyter error, or exit status 2 or 3 on the command line. */

/** wrong input: nothing was started. did not hold: an expectation failed. not judged: no result within the limit. interrupted: by the user. */
export type ErrorKind = 'wrong input' | 'did not hold' | 'not judged' | 'interrupted';

export interface WhatIsWrong {
  readonly kind: ErrorKind;
  /** What Jupyter shows as the error's name. */
  readonly name: string;
  readonly message: string;
  /** All there is to show, in lines, where the message alone is not enough: the place in the text, the remedy. */
  readonly details?: readonly string[];
  /** The keys that lead to the setting of the cell which is to be changed, where it is one. */
  readonly path?: readonly string[] | null;
}

export class CellError extends Error {
  readonly kind: ErrorKind;
  override readonly name: string;
  readonly details: readonly string[];
  readonly path: readonly string[] | null;

  constructor({ kind, name, message, details = [], path = null }: WhatIsWrong) {
    super(message);
    this.kind = kind;
    this.name = name;
    this.details = details;
    this.path = path;
  }
}

export const interrupted = (): CellError =>
  new CellError({
    kind: 'interrupted',
    name: 'Interrupted',
    message: 'the cell was interrupted'
  });
