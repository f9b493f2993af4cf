/** What a log could not do, as a closed list of codes; the message says what the user can do about it. */
export type LogErrorCode =
  | 'unreachable'
  | 'not authenticated'
  /** The broker's certificate: nobody that is trusted vouches for it. */
  | 'not trusted'
  | 'not permitted'
  | 'no such topic'
  | 'out of range'
  | 'unsupported codec'
  | 'fenced'
  /** The log no longer holds what this producer wrote before, so it takes nothing more from it. */
  | 'out of sequence'
  /** No answer came: whether it was done is unknown. */
  | 'not settled'
  /** What says how to reach it cannot be used. */
  | 'bad properties'
  | 'closed'
  | 'failed';

export class LogError extends Error {
  override readonly name = 'LogError';
  constructor(
    readonly code: LogErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options);
  }
}
