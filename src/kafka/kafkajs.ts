/** The one place where kafkajs itself is imported; this module is imported at its first use. */
export { Kafka, logLevel } from 'kafkajs';
