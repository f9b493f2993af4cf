/** The words of the job's types, in order: the schema's value sets are the same, and a test holds the two together. */
import type { Acknowledgement, Victim } from '../terms/failure.js';
import type {
  Consumer,
  EngineName,
  OffsetKeeping,
  PlantedBug,
  ProducerAcks,
  SinkKind,
  SourceKind,
  StorageLevel
} from '../terms/job.js';
import type { ConfigurationId } from '../terms/result.js';

/** The engines that are built. */
export const engineNames: readonly EngineName[] = ['simulated', 'local'];
export const consumers: readonly Consumer[] = ['unreliable receiver', 'reliable receiver', 'direct'];
export const storageLevels: readonly StorageLevel[] = [
  'MEMORY_ONLY',
  'MEMORY_ONLY_2',
  'MEMORY_ONLY_SER',
  'MEMORY_ONLY_SER_2',
  'MEMORY_AND_DISK',
  'MEMORY_AND_DISK_2',
  'MEMORY_AND_DISK_SER',
  'MEMORY_AND_DISK_SER_2',
  'DISK_ONLY',
  'DISK_ONLY_2'
];
export const plantedBugs: readonly PlantedBug[] = ['SPARK-23438', 'SPARK-6222', 'SPARK-10210', 'off-by-one commit'];
export const offsetKeepings: readonly OffsetKeeping[] = ['none', 'auto-commit', 'after output', 'with output'];
export const producerAcks: readonly ProducerAcks[] = ['all', '1', '0'];
export const sinkKinds: readonly SinkKind[] = ['append', 'idempotent', 'transactional'];
export const sourceKinds: readonly SourceKind[] = ['queue', 'log'];
export const configurationIds: readonly ConfigurationId[] = [
  'unreliable',
  'reliable-unreplicated',
  'reliable-replicated',
  'reliable-wal',
  'direct-no-checkpoint',
  'direct-checkpoint'
];
export const victims: readonly Victim[] = [
  'driver',
  'receiver executor',
  'replica executor',
  'other executor',
  'task executor',
  'executor',
  'receiver host',
  'broker',
  'partition leader',
  'partition followers'
];
export const acknowledgements: readonly Acknowledgement[] = ['acknowledgement', 'produce acknowledgement'];
