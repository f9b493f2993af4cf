/** Cells that are wrong, each with the code of its problem and the text that it points at. What they are told is in `golden/bad-cells.txt`. */
import type { ProblemCode } from '../../src/language/cell.js';
import { kafkaCells } from './bad-kafka-cells.js';

export interface BadCell {
  readonly text: string;
  readonly code: ProblemCode;
  readonly at: string;
  /** What the quick fix makes of the text. */
  readonly mended?: string;
}

export const badTexts: readonly BadCell[] = [
  { text: 'job:clicks', code: 'blank after colon', at: 'job:', mended: 'job: clicks' },
  {
    text: 'fail: clicks\nkill:driver',
    code: 'blank after colon',
    at: 'kill:',
    mended: 'fail: clicks\nkill: driver'
  },
  {
    text: 'fail: clicks\nfailures: [{kill:driver}]',
    code: 'blank after colon',
    at: 'kill:',
    mended: 'fail: clicks\nfailures: [{kill: driver}]'
  },
  {
    text: 'job: new\nsource:\n\tdataset: flights',
    code: 'tab',
    at: '\t',
    mended: 'job: new\nsource:\n  dataset: flights'
  },
  { text: 'chart: #clicks', code: 'comment ate value', at: '#clicks' },
  { text: 'job: new\nsource: {dataset: #flights}\n', code: 'comment ate value', at: '#flights}' },
  {
    text: 'fail: clicks\nkill: driver\nafter: ack #3',
    code: 'hash number',
    at: '#3',
    mended: 'fail: clicks\nkill: driver\nafter: ack\noccurrence: 3'
  },
  { text: 'fail: clicks\nkill: #3', code: 'comment ate value', at: '#3' },
  {
    text: 'job: new configuration: reliable-wal',
    code: 'several on a line',
    at: 'configuration:',
    mended: 'job: new\nconfiguration: reliable-wal'
  },
  {
    text: 'fail: clicks, kill: driver',
    code: 'several on a line',
    at: 'kill:',
    mended: 'fail: clicks\nkill: driver'
  },
  { text: 'job: new\n  engine: local', code: 'indentation', at: 'engine' },
  { text: 'job: new\nsource: {dataset: flights\nruns: 2', code: 'unclosed', at: '{' },
  { text: "job: new\nsource: {file: 'a.csv}", code: 'unclosed', at: "'" },
  { text: 'compare: [clicks, safer', code: 'unclosed', at: '[' },
  { text: 'job: &a new', code: 'anchor', at: '&a new' },
  { text: 'job: new\nseed: *a', code: 'anchor', at: '*a' },
  { text: '<<: {job: new}', code: 'anchor', at: '<<' },
  { text: 'chart:\u00A0clicks', code: 'typographic', at: '\u00A0', mended: 'chart: clicks' },
  {
    text: 'job: new\nsource: {file: “my flights.csv”}',
    code: 'typographic',
    at: '“my flights.csv”',
    mended: 'job: new\nsource: {file: "my flights.csv"}'
  },
  { text: '--- chart: clicks', code: 'syntax', at: '---', mended: '---\nchart: clicks' },
  { text: 'job: !!str new', code: 'tag', at: '!!str new' },
  { text: '%YAML 1.2\n---\njob: new', code: 'directive', at: '%YAML 1.2' },
  { text: '? [job]\n: new', code: 'key is no word', at: '[job]' },
  { text: 'export: clicks\nto: @home.csv', code: 'syntax', at: '@' },
  { text: 'chart: "\\clicks"', code: 'syntax', at: '\\' },
  { text: '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[', code: 'too deep', at: '[' }
];

export const badShapes: readonly BadCell[] = [
  { text: 'job', code: 'not a mapping', at: 'job' },
  { text: 'hello world', code: 'not a mapping', at: 'hello world' },
  { text: '- job: new', code: 'not a mapping', at: '- job: new' },
  { text: 'engine: local', code: 'no verb', at: 'engine' },
  { text: 'jbo: new', code: 'no verb', at: 'jbo', mended: 'job: new' },
  { text: 'job: new\nchart: new', code: 'two verbs', at: 'chart' },
  { text: 'job:', code: 'no value', at: 'job' },
  { text: 'job: new\nengine:', code: 'no value', at: 'engine' },
  { text: 'job: new\nruns: 2\nruns: 3', code: 'duplicate key', at: 'runs' },
  {
    text: 'fail: clicks\nkill: driver\nkill: receiver executor\nafter: ack\n',
    code: 'two failures',
    at: 'kill',
    mended: 'fail: clicks\nfailures:\n  - {kill: driver}\n  - {kill: receiver executor, after: ack}\n'
  },
  {
    text: 'job: new\nstorage_level: MEMORY_ONLY',
    code: 'unknown key',
    at: 'storage_level',
    mended: 'job: new\nstorageLevel: MEMORY_ONLY'
  },
  {
    text: 'job: new\nbatchIntervall: 1s',
    code: 'unknown key',
    at: 'batchIntervall',
    mended: 'job: new\nbatchInterval: 1s'
  },
  { text: 'job: new\ncolour: red', code: 'unknown key', at: 'colour' },
  { text: 'job: new\nkill: driver', code: 'unknown key', at: 'kill' },
  {
    text: 'fail: clicks\nkill: Receiver-Executor',
    code: 'unknown value',
    at: 'Receiver-Executor',
    mended: 'fail: clicks\nkill: receiver executor'
  },
  { text: 'fail: clicks\nkill: driver\nafter: ack#3', code: 'hash number', at: 'ack#3' },
  { text: 'job: new\nconfiguration: reliable', code: 'unknown value', at: 'reliable' },
  { text: 'job: new\nconsumer: receiver', code: 'unknown value', at: 'receiver' },
  {
    text: 'job: new\nconfiguration: wal',
    code: 'unknown value',
    at: 'wal',
    mended: 'job: new\nconfiguration: reliable-wal'
  },
  { text: 'job: new\nengine: spark', code: 'unknown value', at: 'spark' },
  { text: 'job: new\ncheck: true', code: 'unknown key', at: 'check', mended: 'job: new\ncheckpoint: true' },
  {
    text: 'job: new\nbatchInterval: 2',
    code: 'bare number',
    at: '2',
    mended: 'job: new\nbatchInterval: 2s'
  },
  {
    text: 'job: new\nconf:\n  spark.streaming.blockIntervall: 100ms',
    code: 'unknown property',
    at: 'spark.streaming.blockIntervall',
    mended: 'job: new\nconf:\n  spark.streaming.blockInterval: 100ms'
  },
  {
    text: 'job: new\nconf: {blockInterval: 100ms}',
    code: 'unknown property',
    at: 'blockInterval',
    mended: 'job: new\nconf: {spark.streaming.blockInterval: 100ms}'
  },
  {
    text: 'job: new\nconf: {spark.streaming.backpressure.enable: true}',
    code: 'unknown property',
    at: 'spark.streaming.backpressure.enable',
    mended: 'job: new\nconf: {spark.streaming.backpressure.enabled: true}'
  },
  { text: 'job: new\nconf: {my.colour: red}', code: 'unknown property', at: 'my.colour' },
  {
    text: 'fail: clicks\nkill: driver and executor',
    code: 'wrong kind of value',
    at: 'driver and executor',
    mended: 'fail: clicks\nkill: [driver, executor]'
  },
  {
    text: 'compare: clicks, straight',
    code: 'wrong kind of value',
    at: 'clicks, straight',
    mended: 'compare: [clicks, straight]'
  },
  {
    text: 'job: new\nrate: 100/s',
    code: 'unknown key',
    at: 'rate'
  },
  {
    text: 'job: new\nspark.streaming.blockInterval: 100ms',
    code: 'unknown key',
    at: 'spark.streaming.blockInterval'
  },
  {
    text: 'job: new\nstorageLevel: memory_only',
    code: 'unknown value',
    at: 'memory_only',
    mended: 'job: new\nstorageLevel: MEMORY_ONLY'
  },
  { text: 'job: new\nsink: bucket', code: 'unknown value', at: 'bucket' },
  {
    text: 'job: new\nbatchInterval: 500',
    code: 'bare number',
    at: '500',
    mended: 'job: new\nbatchInterval: 500ms'
  },
  {
    text: 'job: new\nsource: {rate: 1000}',
    code: 'bare number',
    at: '1000',
    mended: 'job: new\nsource: {rate: 1000/s}'
  },
  {
    text: 'job: new\nconf: {spark.executor.memory: 512}',
    code: 'bare number',
    at: '512',
    mended: 'job: new\nconf: {spark.executor.memory: 512m}'
  },
  { text: 'job: new\nlimit: soon', code: 'not a quantity', at: 'soon' },
  { text: 'job: new\nbatchInterval: 1ms', code: 'out of bounds', at: '1ms' },
  { text: 'job: new\nexecutors: 0', code: 'out of bounds', at: '0' },
  { text: 'job: new\nexecutors: 2.5', code: 'wrong kind of value', at: '2.5' },
  { text: 'job: new\nexecutors: many', code: 'wrong kind of value', at: 'many' },
  {
    text: 'job: new\nwriteAheadLog: yes',
    code: 'wrong kind of value',
    at: 'yes',
    mended: 'job: new\nwriteAheadLog: true'
  },
  { text: 'job: new\nsource: flights', code: 'wrong kind of value', at: 'flights' },
  { text: 'compare: clicks', code: 'wrong kind of value', at: 'clicks' },
  { text: 'fail: clicks\nkill: driver\nafter: [ack, put]', code: 'wrong kind of value', at: '[ack, put]' },
  { text: 'job: 7', code: 'wrong kind of value', at: '7' },
  { text: 'job: two words', code: 'bad name', at: 'two words' },
  { text: 'job: all', code: 'bad name', at: 'all' },
  { text: 'job: table', code: 'bad name', at: 'table' },
  { text: 'job: a/b', code: 'bad name', at: 'a/b' },
  { text: 'job: 𝒳 𝒴', code: 'bad name', at: '𝒳 𝒴' }
];

export const badNames: readonly BadCell[] = [
  { text: 'chart: clikcs', code: 'unknown job', at: 'clikcs', mended: 'chart: clicks' },
  { text: 'fail: nobody\nkill: driver', code: 'unknown job', at: 'nobody' },
  { text: 'compare: [clicks, nobody]', code: 'unknown job', at: 'nobody' },
  { text: 'job: new\nlike: nobody', code: 'unknown job', at: 'nobody' },
  { text: 'job: new\nlike: new', code: 'unknown job', at: 'new' },
  {
    text: 'job: new\nsource: {rate: $raet}',
    code: 'unknown parameter',
    at: '$raet',
    mended: 'job: new\nsource: {rate: $rate}'
  },
  { text: 'job: new-$(x)', code: 'unknown parameter', at: '$(x)' }
];

export const badFailures: readonly BadCell[] = [
  { text: 'fail: clicks', code: 'failure without a fault', at: 'fail' },
  { text: 'fail: clicks\nafter: ack', code: 'failure without a fault', at: 'after' },
  { text: 'fail: clicks\nkill: driver\npause: driver\nfor: 1s', code: 'two faults', at: 'pause' },
  { text: 'fail: clicks\ndelay: acknowledgement', code: 'key without its partner', at: 'delay' },
  { text: 'fail: clicks\npause: driver', code: 'key without its partner', at: 'pause' },
  { text: 'fail: clicks\ndrop: acknowledgement\nfor: 3s', code: 'key without its partner', at: 'for' },
  { text: 'fail: clicks\nkill: task executor\nfor: 3s', code: 'both and different', at: '3s' },
  { text: 'fail: clicks\nkill: driver\noccurrence: 3', code: 'key without its partner', at: 'occurrence' },
  { text: 'fail: clicks\nkill: driver\nafter: ack\nat: 2s', code: 'both and different', at: 'at' },
  { text: 'fail: clicks\nkill: driver\nwithin: 1s', code: 'nothing before it', at: 'within' },
  { text: 'fail: clicks\nkill: driver\nduring: recovery', code: 'nothing before it', at: 'during' },
  {
    text: 'fail: clicks\nkill: driver\nfailures: [{kill: driver}]',
    code: 'both and different',
    at: 'kill'
  },
  { text: 'fail: clicks\nkill: driver\nafter: wal', code: 'unreachable step', at: 'wal' },
  { text: 'fail: clicks\nkill: driver\nafter: ckpt1', code: 'unreachable step', at: 'ckpt1' },
  { text: 'fail: clicks\nkill: driver\nafter: compute', code: 'unreachable step', at: 'compute' },
  { text: 'fail: single\nkill: driver\nafter: replicate', code: 'unreachable step', at: 'replicate' },
  { text: 'fail: straight\nkill: driver\nafter: ack', code: 'unreachable step', at: 'ack' },
  { text: 'fail: straight\nkill: driver\nafter: commit', code: 'unreachable step', at: 'commit' },
  { text: 'fail: clicks\nkill: other executor', code: 'no such victim', at: 'other executor' },
  { text: 'fail: single\nkill: replica executor', code: 'no such victim', at: 'replica executor' },
  { text: 'fail: straight\nkill: receiver executor', code: 'no such victim', at: 'receiver executor' },
  { text: 'fail: straight\ndrop: acknowledgement', code: 'unreachable step', at: 'acknowledgement' },
  { text: 'fail: often\nkill: driver', code: 'job runs many times', at: 'often' },
  {
    text: 'job: new\nfailures: [{kill: driver, after: wal}]',
    code: 'unreachable step',
    at: 'wal'
  }
];

export const badCombinations: readonly BadCell[] = [
  { text: 'fail: clicks\nkill: driver\neffect: 34', code: 'needs simulated engine', at: '34' },
  { text: 'job: new\nengine: local\nbug: SPARK-10210', code: 'needs simulated engine', at: 'bug' },
  {
    text: 'job: new\nwriteAheadLog: true',
    code: 'log without checkpoint',
    at: 'true',
    mended: 'job: new\nwriteAheadLog: true\ncheckpoint: true'
  },
  {
    text: 'job: new\nconfiguration: reliable-wal\ncheckpoint: false',
    code: 'log without checkpoint',
    at: 'false',
    mended: 'job: new\nconfiguration: reliable-wal\ncheckpoint: true'
  },
  {
    text: 'job: new\nconf: {spark.streaming.receiver.writeAheadLog.enable: true}',
    code: 'log without checkpoint',
    at: 'true'
  },
  {
    text: 'job: new\nconsumer: direct\nwriteAheadLog: true\ncheckpoint: true',
    code: 'direct with receiver setting',
    at: 'writeAheadLog'
  },
  {
    text: 'job: new\nconsumer: direct\nstorageLevel: MEMORY_ONLY',
    code: 'direct with receiver setting',
    at: 'storageLevel'
  },
  { text: 'job: new\noffsets: after output', code: 'receiver with direct setting', at: 'offsets' },
  {
    text: 'job: new\nconsumer: direct\nsource: {kind: queue}',
    code: 'direct with receiver setting',
    at: 'queue'
  },
  {
    text: 'job: new\nwriteAheadLog: false\nconf: {spark.streaming.receiver.writeAheadLog.enable: true}',
    code: 'both and different',
    at: 'spark.streaming.receiver.writeAheadLog.enable'
  },
  {
    text: 'job: new\nconsumer: direct\noffsets: with output',
    code: 'needs transactional sink',
    at: 'with output'
  },
  {
    text: 'job: new\nengine: simulated\nsource: {kafka: {start: true, topic: a}}',
    code: 'needs real engine',
    at: 'kafka'
  },
  ...kafkaCells,
  { text: 'job: new\nsource: {dataset: flights, file: a.csv}', code: 'several sources', at: 'file' },
  { text: 'expect: clicks', code: 'nothing expected', at: 'expect' }
];

/** What runs, and is said. */
export const warned: readonly BadCell[] = [
  {
    text: 'job: new\nstorageLevel: MEMORY_ONLY_2\nwriteAheadLog: true\ncheckpoint: true',
    code: 'replication without effect',
    at: 'MEMORY_ONLY_2'
  },
  { text: 'job: new\nexecutors: 1', code: 'replication without effect', at: '1' },
  {
    text: 'job: new\nconf: {spark.streaming.backpressure.enabled: true}',
    code: 'property without effect',
    at: 'spark.streaming.backpressure.enabled'
  },
  {
    text: 'job: new\nconf: {spark.hadoop.fs.s3a.endpoint: minio}',
    code: 'property without effect',
    at: 'spark.hadoop.fs.s3a.endpoint'
  },
  {
    text: 'job: new\nconf: {spark.executor.memory: 512m}',
    code: 'property without effect',
    at: 'spark.executor.memory'
  }
];

/** The notebook in which the cells above stand. */
export const notebook = [
  'job: clicks\nconfiguration: reliable-replicated',
  'job: single\nconfiguration: reliable-unreplicated',
  'job: straight\nconfiguration: direct-no-checkpoint',
  'job: often\nruns: 50',
  'parameters: {rate: 500/s}'
] as const;
