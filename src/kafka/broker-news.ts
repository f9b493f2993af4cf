/** What the owner of a broker orders of its keeper, and what that tells it back, over the channel that `fork` makes. */
import type { BrokerErrorCode } from './broker-error.js';

export type BrokerOrder =
  /** @property folder of the broker's own; it goes with the keeper. */
  | { readonly kind: 'start'; readonly folder: string }
  /** As a power cut would. */
  | { readonly kind: 'kill' }
  /** With its logs, ports and credentials as they are. */
  | { readonly kind: 'start again' };

export type BrokerNews =
  /** What takes its time. */
  | { readonly kind: 'progress'; readonly text: string }
  /** The JVM, for whoever must end it should the keeper die. */
  | { readonly kind: 'process'; readonly pid: number; readonly alive: boolean }
  | { readonly kind: 'ready'; readonly server: string; readonly username: string; readonly password: string }
  | { readonly kind: 'killed' }
  | { readonly kind: 'failed'; readonly code: BrokerErrorCode; readonly message: string };
