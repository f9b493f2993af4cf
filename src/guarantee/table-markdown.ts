/** The reference page of the guarantee table, `docs/guarantees.md`: printed from the values that jobs are judged by. */
import { failureKinds } from './failure-kind.js';
import { pageConfigurations, pageSemantics, type PageConfiguration } from './page.js';
import { boundOfNone } from './bound.js';
import { kafkaBy, kafkaRows, kafkaSections } from './kafka-semantics.js';
import { voidRules } from './voids.js';

/** Ends with a line feed. */
export function guaranteesMarkdown(): string {
  return [
    '# The guarantee table',
    introduction,
    '## Data loss',
    lossTable(),
    ...pageConfigurations.map(rowSection),
    '## Processing semantics',
    semanticsTable(),
    ...pageSemantics.map(({ title, sentences }) => `**${title}.** ${quoted(sentences)}`),
    semanticsNote,
    '## What Apache Kafka says of itself',
    kafkaIntroduction,
    kafkaTable(),
    '## What voids a promise',
    voidsIntroduction,
    voidsTable(),
    '## Verdicts',
    verdicts,
    boundNote()
  ]
    .map(part => `${part}\n`)
    .join('\n');
}

const introduction = [
  'What the page “Fault Tolerance” of the DC/OS Apache Spark documentation says of streaming jobs, in its own words, and',
  'how a run is judged by it. “Data loss” is a warning: one lost record bears it out. “No data loss” is a promise: one',
  'lost record breaks it. A loss counts for the failure that took the record. A kill of the driver with executors is the',
  'driver’s failure, as they fall with it; a driver that ends itself with an error, because a task failed too often, has',
  'failed too.'
].join('\n');

function lossTable(): string {
  return table(
    ['', 'id', 'configuration', 'executor failure', 'driver failure'],
    pageConfigurations.map(({ id, number, title, promises }) => [
      String(number),
      `\`${id}\``,
      title,
      ...failureKinds.map(kind => `${promises[kind].single ? '(single) ' : ''}${promises[kind].promise}`)
    ])
  );
}

function rowSection({ number, title, settings, sentences }: PageConfiguration): string {
  const keys = Object.entries(settings).map(([key, value]) => `\`${key}: ${value}\``);
  return `**${number}. ${title}** (${keys.join(', ')}). ${quoted(sentences)}`;
}

function semanticsTable(): string {
  return table(
    ['consumer', 'promise'],
    pageSemantics.map(({ title, promise }) => [title, promise])
  );
}

const semanticsNote = [
  'Semantics are judged on receipt: from how many blocks or offset ranges a record was processed. “At least once” allows',
  'twice; it is contradicted by a record that was never processed though nothing had died. What a dead process took',
  'is the business of the lines on data loss. The output of a direct consumer is judged as well where the sink can hold',
  'each record once (`sink: idempotent` or `transactional`); else copies in the sink are only counted. A record that the',
  'producer sent twice, because its own acknowledgement was lost, is two records to the job, and no breach of exactly-once.'
].join('\n');

const kafkaIntroduction = [
  `A job that reads or writes a real Kafka is judged by Kafka’s own words too: ${kafkaBy}, documentation, chapter “Design”,`,
  `sections “${kafkaSections.reader}” and “${kafkaSections.copies}” (<https://kafka.apache.org/documentation/#semantics>), and chapter`,
  `“Configuration”, sections “${kafkaSections.retention}” (\`retention.ms\`) and “${kafkaSections.reset}” (\`auto.offset.reset\`), here in ours. What is`,
  'counted is counted by clients of their own: in the source’s topic, in the sink’s, and what was processed in between. What lies',
  'outside these promises is no breach of them: a reader that has saved no position begins where `auto.offset.reset` says, and',
  'retention does not ask who has read. What was acknowledged and is not in the topic in the end no reader has passed over: it is',
  'counted as lost, laid to the death of its broker, and no breach of what is said of readers, here or by the page.'
].join('\n');

function kafkaTable(): string {
  const counted = { log: 'in the source’s topic', receipt: 'processed', output: 'in the sink' } as const;
  return table(
    ['what', 'promise', 'counted', 'where', 'because'],
    kafkaRows.map(({ row, promise, oracle, where, sentence }) => [row, promise, counted[oracle], where, sentence])
  );
}

const voidsIntroduction = [
  'A job can be in a row and yet not be what the row’s sentences speak of. Such a promise is listed with the reason, and',
  'has no part in the verdict. The same holds where the page speaks of a single executor and a run lost several.'
].join('\n');

function voidsTable(): string {
  return table(
    ['setting', 'voids', 'where', 'because'],
    voidRules.map(({ setting, of, bears, sentence }) => [
      `\`${setting.replaceAll('|', '\\|')}\``,
      of === 'semantics' ? 'exactly-once' : `no data loss, ${of}`,
      bears,
      sentence
    ])
  );
}

const verdicts = table(
  ['verdict', 'when'],
  [
    ['agrees', 'a warned loss happened, or a promise held while a failure met records on their way'],
    ['not shown', 'the page warns of loss, and no run lost anything: this refutes nothing'],
    ['not exercised', 'nothing failed, the failure did not fire, or no delivered record was on its way when it did'],
    ['inconclusive', 'some run did not end within the limit, so that nothing may be called lost'],
    ['contradicts', 'a run broke a promise; its seed and one of its records are the witness']
  ]
);

const boundNote = (): string =>
  [
    'The verdict on a job is the worst of those on its promises, from *contradicts* through *inconclusive*, *not exercised*',
    'and *not shown* to *agrees*. “Never” by *n* sampled runs excludes, at 95 % confidence, more than 1 − 0.05^(1/n) of all',
    `such runs: 0 of 5 is “at most ${Math.round(boundOfNone(5) * 100)} %”, 0 of 50 “at most ${Math.round(boundOfNone(50) * 100)} %”.`
  ].join('\n');

const quoted = (sentences: readonly string[]): string => `“${sentences.join(' ')}”`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
