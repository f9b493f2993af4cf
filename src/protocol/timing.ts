/**
 * The times of the lab's own parts and of Spark's fixed ones, in ms. Spark's configurable times are in `Job.properties`.
 */

/** A queue delivers a record again when it has not been acknowledged for so long (a visibility time-out; brokers have 30 s, the lab 2 s). */
export const redeliveryTimeoutMs = 2000;
/** How long a receiver waits for the answer to its acknowledgement, and a producer for its own. */
export const acknowledgementTimeoutMs = 1000;
/** A producer gives a send up after so many attempts (Kafka's `delivery.timeout.ms` bounds the same). */
export const sendAttemptsMax = 5;
/** From the loss of a receiver's executor to its new job: scheduling of the retry that exits at once, then the new job (`ReceiverTracker.scala` 585-634). */
export const receiverRelaunchMs = 50;
/** Kafka's `auto.commit.interval.ms`. */
export const autoCommitIntervalMs = 5000;
/** Kafka's `max.poll.records`. */
export const pollRecordsMax = 500;
/** A receiver polls so often at most: from a faster source it takes more at once, as one with a larger `max.poll.records` does. */
export const pollsPerSecond = 50;
/** `DriverRunner.scala` 223-259: 1, 2, 4 … s between restarts, from the start again after a run of more than 5 s. */
export const superviseBackOffMs = 1000;
export const superviseBackOffMaxMs = 60_000;
export const superviseLongRunMs = 5000;
/** So many writes a second the sink takes one by one: a job that sends faster puts several records into each (as a producer's `batch.size` does). */
export const sinkWritesPerSecond = 5000;
/** … and so many a Kafka topic, where a write is a question to a broker. */
export const topicWritesPerSecond = 100;
/** A producer sends what is due at most so often. */
export const producerLingerMs = 20;
