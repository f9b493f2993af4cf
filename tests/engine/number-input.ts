import type { Input } from '../../src/input/input.js';
import type { Application } from '../../src/protocol/stream-record.js';

/** An application as an endless input. */
export const inputOf = (application: Application): Input => ({
  ...application,
  title: 'numbers',
  aggregate: 'sum of numbers',
  length: null
});
