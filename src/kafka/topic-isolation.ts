import type { Isolation } from './record-log.js';

/** How a job and whoever counts for it read a topic: nobody's open or aborted transaction is a record. */
export const isolation: Isolation = 'committed';
