/** Why there is no broker of one's own, as a closed list of codes; the message says what to install or to change. */
export type BrokerErrorCode = 'no Java' | 'no Maven' | 'not fetched' | 'no memory' | 'not started' | 'ended';

export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  constructor(
    readonly code: BrokerErrorCode,
    message: string
  ) {
    super(message);
  }
}
