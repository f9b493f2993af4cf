/** The page's own sentences, quoted. Source: the DC/OS Apache Spark documentation, "Fault Tolerance", chapter "Streaming jobs". */
import type { ConfigurationId } from '../terms/result.js';
import type { FailureKind } from './failure-kind.js';

export interface PagePromise {
  /** `data loss` is a warning: one lost record bears it out. `no data loss` is a promise: one lost record breaks it. */
  readonly promise: 'data loss' | 'no data loss';
  /** The page's line. */
  readonly words: string;
  /** The page promises it for a single executor's failure only. */
  readonly single: boolean;
}

export interface PageSemantics {
  readonly id: 'receivers' | 'direct';
  readonly title: string;
  readonly promise: 'at least once' | 'exactly-once';
  readonly sentences: readonly string[];
}

interface RowText {
  readonly sentences: readonly string[];
  readonly promises: Readonly<Record<FailureKind, PagePromise>>;
}

const promised = (failure: string, promise: PagePromise['promise']): PagePromise => ({
  promise,
  words: `${failure} => ${promise}`,
  single: failure.startsWith('(single)')
});

/** Each row's sentences and its two lines on data loss. */
export const rowTexts: Readonly<Record<ConfigurationId, RowText>> = {
  unreliable: {
    sentences: [
      'Unreliable receivers do not acknowledge the data they receive from the source.',
      'This means that buffered data in the receiver is lost if the executor fails.'
    ],
    promises: {
      'executor failure': promised('executor failure', 'data loss'),
      'driver failure': promised('driver failure', 'data loss')
    }
  },
  'reliable-unreplicated': {
    sentences: [
      'This is an unusual configuration.',
      'By default, Spark streaming receivers run with a replicated storage level.',
      'But if you reduce the storage level to be unreplicated, data stored on the receiver but not yet processed will not survive executor failure.'
    ],
    promises: {
      'executor failure': promised('executor failure', 'data loss'),
      'driver failure': promised('driver failure', 'data loss')
    }
  },
  'reliable-replicated': {
    sentences: [
      'This is the default configuration.',
      'Data stored in the receiver is replicated, and can thus survive a single executor failure.',
      'Driver failures, however, result in all executors failing, and therefore result in data loss.'
    ],
    promises: {
      'executor failure': promised('(single) executor failure', 'no data loss'),
      'driver failure': promised('driver failure', 'data loss')
    }
  },
  'reliable-wal': {
    sentences: [
      'With write-ahead logging enabled, data stored in the receiver is written to a highly available store such as S3 or HDFS.',
      'This means that an app can recover from even a driver failure.'
    ],
    promises: {
      'executor failure': promised('executor failure', 'no data loss'),
      'driver failure': promised('driver failure', 'no data loss')
    }
  },
  'direct-no-checkpoint': {
    sentences: [
      'Since Spark 1.3, the Spark + Kafka integration has supported an experimental direct consumer, which does not use traditional receivers.',
      'With the direct consumer approach, RDDs read directly from kafka, rather than buffering data in receivers.',
      'However, when a driver restarts without checkpointing, the driver starts reading from the latest Kafka offset, rather than where the previous driver left off.'
    ],
    promises: {
      'executor failure': promised('executor failure', 'no data loss'),
      'driver failure': promised('driver failure', 'data loss')
    }
  },
  'direct-checkpoint': {
    sentences: [
      'With checkpointing enabled, Kafka offsets are stored in a reliable store such as HDFS or S3.',
      'This means that an application can restart exactly where it left off.'
    ],
    promises: {
      'executor failure': promised('executor failure', 'no data loss'),
      'driver failure': promised('driver failure', 'no data loss')
    }
  }
};

export const receiverSemantics: PageSemantics = {
  id: 'receivers',
  title: 'Receivers',
  promise: 'at least once',
  sentences: [
    'Every Spark streaming consumer, with the exception of the direct Kafka consumer described below, uses receivers.',
    'Receivers buffer blocks of data in memory, then write them according to the storage level of the job.',
    'After writing out the data, receivers send an acknowledgement to the source so the source knows not to re-send the data.',
    'However, if this acknowledgement fails, or the node fails between writing out the data and sending the acknowledgement, then an inconsistency arises.',
    'Spark believes that the data has been received, but the source does not.',
    'This results in the source re-sending the data, and it being processed twice.'
  ]
};

export const directSemantics: PageSemantics = {
  id: 'direct',
  title: 'Direct Kafka consumer',
  promise: 'exactly-once',
  sentences: [
    'The direct Kafka consumer avoids the problem described above by reading directly from Kafka, and storing the offsets itself in the checkpoint directory.'
  ]
};
