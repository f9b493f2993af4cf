/** A job from its keys: its own, those of the job that it is like, its configuration's, and the defaults. */
import { configurationOf, configurations, plainSettings } from '../guarantee/configuration.js';
import type { DecidingSettings } from '../guarantee/configuration.js';
import { replicationOf } from '../terms/job.js';
import type { Checkpointing, Job } from '../terms/job.js';
import type { Context, JobDefinition } from './cell.js';
import { failuresOf } from './failure.js';
import { booleanField, listField, mappingField, numberField, textField, wordField } from './fields.js';
import type { Fields } from './fields.js';
import { plainJob } from './plain-job.js';
import { otherPropertiesOf, propertiesOf } from './properties.js';
import { parseDuration } from './quantity.js';
import { settingsOf } from './settings.js';
import { contentKeys, sinkOf, sourceOf } from './source.js';
import { configurationIds, consumers, engineNames, offsetKeepings, plantedBugs, storageLevels } from './words.js';

export interface JobKeys {
  readonly name: string;
  /** The cell's own keys, as the schema took them, without verb and `like`. */
  readonly own: Fields;
  /** The job that it is like. */
  readonly base: JobDefinition | null;
  /** Executors where nothing is said. */
  readonly executors?: number;
}

/** The keys that a configuration decides over: one in the cell starts them over. */
const decidingKeys = ['consumer', 'storageLevel', 'writeAheadLog', 'checkpoint', 'offsets'] as const;

export function jobDefinition(keys: JobKeys, context: Context): JobDefinition {
  const inherited = inheritedKeys(keys);
  const given = merged(inherited, keys.own);
  const job = jobOf(keys, given, context);
  const expands = configurationIn(given);
  return {
    job,
    configuration: configurationOf(job),
    settings: settingsOf(job, { own: keys.own, inherited, expands, context }),
    given
  };
}

/** What a configuration in the keys stands for; what a plain job has where there is none. */
function configurationIn(given: Fields): DecidingSettings | null {
  const id = wordField(given, 'configuration', configurationIds);
  return configurations.find(row => row.id === id)?.expands ?? null;
}

function inheritedKeys({ own, base }: JobKeys): Fields {
  if (base === null || !Object.hasOwn(own, 'configuration')) return base?.given ?? {};
  const dropped = new Set<string>(['configuration', ...decidingKeys]);
  return Object.fromEntries(Object.entries(base.given).filter(([key]) => !dropped.has(key)));
}

/** Own keys win; properties and the keys of a source win one by one. */
function merged(inherited: Fields, own: Fields): Fields {
  const conf = { ...mappingField(inherited, 'conf'), ...mappingField(own, 'conf') };
  const source = mergedSource(mappingField(inherited, 'source') ?? {}, mappingField(own, 'source') ?? {});
  return {
    ...inherited,
    ...own,
    ...(Object.keys(conf).length > 0 ? { conf } : {}),
    ...(Object.keys(source).length > 0 ? { source } : {})
  };
}

/** A new content takes the place of the old one. */
function mergedSource(inherited: Fields, own: Fields): Fields {
  const replaced = contentKeys.some(key => Object.hasOwn(own, key));
  const kept = Object.entries(inherited).filter(([key]) => !replaced || !contentKeys.some(content => content === key));
  return { ...Object.fromEntries(kept), ...own };
}

function jobOf({ name, base, executors }: JobKeys, given: Fields, context: Context): Job {
  const { engine, seed, limitMs } = context.overrides;
  const deciding = decidingOf(given);
  const plain = plainJob({ name, engine: context.defaultEngine }, deciding);
  const bug = wordField(given, 'bug', plantedBugs);
  const storeLatencyMs = parseDuration(textField(given, 'storeLatency') ?? '');
  return {
    ...plain,
    ...(bug === null ? {} : { bug }),
    ...(storeLatencyMs === null ? {} : { storeLatencyMs }),
    engine: engine ?? wordField(given, 'engine', engineNames) ?? base?.job.engine ?? plain.engine,
    supervise: booleanField(given, 'supervise') ?? plain.supervise,
    executors: numberField(given, 'executors') ?? executors ?? plain.executors,
    batchIntervalMs: parseDuration(textField(given, 'batchInterval') ?? '') ?? plain.batchIntervalMs,
    ...sinkOf(given),
    source: sourceOf(given, deciding.consumer),
    failures: failuresOf(listField(given, 'failures') ?? []),
    runs: numberField(given, 'runs') ?? plain.runs,
    seed: seed ?? numberField(given, 'seed') ?? plain.seed,
    limitMs: limitMs ?? parseDuration(textField(given, 'limit') ?? '') ?? plain.limitMs,
    properties: propertiesOf(given),
    otherProperties: otherPropertiesOf(given)
  };
}

/** The settings that decide over a row. A storage level says nothing of a direct stream, so one that is inherited falls away. */
function decidingOf(given: Fields): DecidingSettings {
  const expands = configurationIn(given) ?? plainSettings;
  const consumer = wordField(given, 'consumer', consumers) ?? expands.consumer;
  const direct = consumer === 'direct';
  const storageLevel = wordField(given, 'storageLevel', storageLevels) ?? expands.storageLevel;
  return {
    consumer,
    storageLevel: direct ? plainSettings.storageLevel : storageLevel,
    writeAheadLog: booleanField(given, 'writeAheadLog') ?? expands.writeAheadLog,
    checkpoint: checkpointOf(given) ?? expands.checkpoint,
    offsets: wordField(given, 'offsets', offsetKeepings) ?? expands.offsets
  };
}

function checkpointOf(given: Fields): Checkpointing | null {
  if (mappingField(given, 'checkpoint') !== null) return 'written only';
  const said = booleanField(given, 'checkpoint');
  return said === null ? null : said ? 'recovered' : 'none';
}

/** Executors that exploring a configuration needs, so that every victim of its row is there. */
export function executorsToExplore(given: Fields): number {
  const deciding = decidingOf(given);
  return deciding.consumer !== 'direct' && replicationOf(deciding) === 2 ? 3 : 2;
}
