/** What the owner of brokers orders of their keeper, and what that tells it back, over the channel that `fork` makes. Orders are answered one after another. */
import type { BrokerErrorCode } from './broker-error.js';

/** A broker by its number, from 1. */
export type BrokerNumber = number;

/** What befalls one broker. */
export type BrokerAct = 'kill' | 'start again' | 'pause' | 'go on';

export type BrokerOrder =
  /** @property folder of the brokers' own; it goes with the keeper. */
  | { readonly kind: 'start'; readonly folder: string; readonly brokers: number }
  /** As a power cut would. */
  | { readonly kind: 'kill'; readonly broker: BrokerNumber }
  /** With its logs, ports and credentials as they are. */
  | { readonly kind: 'start again'; readonly broker: BrokerNumber };

export type BrokerNews =
  /** What takes its time. */
  | { readonly kind: 'progress'; readonly text: string }
  /** A JVM, for whoever must end it should the keeper die; broker 0: a controller. */
  | { readonly kind: 'process'; readonly broker: BrokerNumber; readonly pid: number; readonly alive: boolean }
  | {
      readonly kind: 'ready';
      readonly servers: readonly string[];
      readonly username: string;
      readonly password: string;
    }
  | { readonly kind: 'killed' }
  | { readonly kind: 'failed'; readonly code: BrokerErrorCode; readonly message: string };
