/** What went wrong in opening an input, as a closed list of codes; the message says what the user can do about it. */

export type InputErrorCode =
  | 'no such data set'
  | 'not found'
  | 'not readable'
  | 'a folder'
  | 'too large'
  | 'empty'
  | 'not text'
  | 'not UTF-8'
  | 'no columns'
  | 'no record'
  | 'quote not closed'
  | 'array not closed';

export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    readonly code: InputErrorCode,
    message: string
  ) {
    super(message);
  }
}
