/** The page's sentence that bears on each word of a cell: what help shows on hover. */
import { directSemantics, receiverSemantics, rowTexts } from './page-texts.js';

const walPassage =
  "To experience no data loss, you must run streaming jobs with write-ahead logging (WAL) enabled. The one exception is that, if you're consuming from Kafka, you can use the Direct Kafka API.";
const failures = 'There are two types of failures: Driver, Executor.';
const dataLoss = 'A Spark job loses data when delivered data does not get processed.';
const superviseSentence =
  'If you submitted your job with the --supervise option, then the Dispatcher restarts the job.';
const sinkSentence =
  'To provide an end-to-end exactly-once guarantee, you must additionally verify that your output operation provides exactly-once guarantees.';

const sentencesOf = (id: keyof typeof rowTexts): string => rowTexts[id].sentences.join(' ');

/** By key or value of a cell, or Spark property. */
export const sentencesByWord: ReadonlyMap<string, string> = new Map([
  ['writeAheadLog', walPassage],
  ['spark.streaming.receiver.writeAheadLog.enable', walPassage],
  ['configuration', 'The following is a list of configurations with increasing data preservation guarantees.'],
  [
    'consumer',
    'For exactly-once processing semantics, you must use the Direct Kafka API. All other receivers provide at least once semantics.'
  ],
  ['unreliable receiver', sentencesOf('unreliable')],
  ['unreliable', sentencesOf('unreliable')],
  ['reliable receiver', receiverSemantics.sentences.join(' ')],
  ['reliable-unreplicated', sentencesOf('reliable-unreplicated')],
  ['reliable-replicated', sentencesOf('reliable-replicated')],
  ['reliable-wal', sentencesOf('reliable-wal')],
  ['direct', directSemantics.sentences.join(' ')],
  ['direct-no-checkpoint', sentencesOf('direct-no-checkpoint')],
  ['direct-checkpoint', sentencesOf('direct-checkpoint')],
  [
    'storageLevel',
    'By default, Spark streaming receivers run with a replicated storage level. But if you reduce the storage level to be unreplicated, data stored on the receiver but not yet processed will not survive executor failure.'
  ],
  ['checkpoint', sentencesOf('direct-checkpoint')],
  [
    'offsets',
    'However, when a driver restarts without checkpointing, the driver starts reading from the latest Kafka offset, rather than where the previous driver left off.'
  ],
  ['supervise', superviseSentence],
  ['executors', 'Data stored in the receiver is replicated, and can thus survive a single executor failure.'],
  ['sink', sinkSentence],
  ['source', dataLoss],
  ['fail', failures],
  ['failures', failures],
  ['kill', failures],
  ['driver', 'When the driver fails, executors are terminated, and the entire Spark application fails.'],
  ['executor', 'Data stored in the receiver is replicated, and can thus survive a single executor failure.'],
  [
    'drop',
    'However, if this acknowledgement fails, or the node fails between writing out the data and sending the acknowledgement, then an inconsistency arises.'
  ],
  ['delay', 'Spark believes that the data has been received, but the source does not.'],
  ['lost', dataLoss],
  ['duplicated', 'This results in the source re-sending the data, and it being processed twice.'],
  ['output duplicated', sinkSentence]
]);
