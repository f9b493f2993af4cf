/** A process of a job that dies before it has said anything. */
process.exit(7);
