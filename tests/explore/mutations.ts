/** Mistakes that could be made in the protocol, each as an edit of its text. */
export interface Mutation {
  readonly name: string;
  /** In src/protocol/. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const mutations: readonly Mutation[] = [
  {
    name: 'skip the write-ahead log',
    file: 'block-store.ts',
    find: "const [, position] = yield* all<number | void>([this.keep(block, 'put'), written]);",
    replace: "yield* this.keep(block, 'put'); void written; const position = 0;"
  },
  {
    name: 'acknowledge before storing',
    file: 'receiver.ts',
    find: 'if (yield* blocks.store(records)) {\n      yield* reader.acknowledge(records);',
    replace: 'yield* reader.acknowledge(records);\n    if (yield* blocks.store(records)) {'
  },
  {
    name: 'acknowledge what the driver has not accepted',
    file: 'block-store.ts',
    find: 'body: { block } }, how)) ?? false;',
    replace: 'body: { block } }, how)) ?? true;'
  },
  {
    name: 'drop the replay of the metadata log',
    file: 'receiver-tracker.ts',
    find: 'this.blocks.recall(entry);',
    replace: 'void entry;'
  },
  {
    name: 'forget the record of a block addition',
    file: 'receiver-tracker.ts',
    find: "yield* this.write({ kind: 'block addition', block }, 'meta', about);",
    replace: "yield* mark('meta', about);"
  },
  {
    name: 'forget the record of an allocation',
    file: 'receiver-tracker.ts',
    find: "yield* this.write({ kind: 'batch allocation', batch, blocks }, 'alloc', about);",
    replace: "yield* mark('alloc', about);"
  },
  {
    name: 'a block that is queued counts as refused',
    file: 'receiver-tracker.ts',
    find: "yield* mark('queue', about);\n    return true;",
    replace: "yield* mark('queue', about);\n    return false;"
  },
  {
    name: 'no second copy',
    file: 'block-store.ts',
    find: 'yield* this.replicate(made);',
    replace: 'void this.replicate;'
  },
  {
    name: 'a copy that is kept under another name',
    file: 'block-store.ts',
    find: 'yield* this.keep(newBlock(id, records),',
    replace: 'yield* this.keep(newBlock(`${id}-copy`, records),'
  },
  {
    name: 'the checkpoint is not read',
    file: 'checkpoint.ts',
    find: "if (job.checkpoint !== 'recovered') {",
    replace: "if (job.checkpoint !== 'none') {"
  },
  {
    name: 'unfinished batches are not run again',
    file: 'checkpoint.ts',
    find: 'for (let down = time; down < restartTime; down += batchIntervalMs) {\n    times.add(down);\n  }',
    replace: 'times.clear();'
  },
  {
    name: 'a checkpoint without the ranges of its batches',
    file: 'direct-stream.ts',
    find: 'return { position: this.position, ranges };',
    replace: 'return { position: this.position, ranges: ranges.slice(0, 0) };'
  },
  {
    name: 'a checkpoint with the position of tomorrow',
    file: 'direct-stream.ts',
    find: 'this.position = state?.position ?? (yield* this.startingPosition());',
    replace: 'this.position = (state?.position ?? (yield* this.startingPosition())) + 1;'
  },
  {
    name: 'a task that fails counts as done',
    file: 'task-scheduler.ts',
    find: "if (yield* ask(executor, { what: 'runTask', body: { batch, attempt, partition } })) {\n      return true;\n    }",
    replace: "yield* ask(executor, { what: 'runTask', body: { batch, attempt, partition } });\n    return true;"
  },
  {
    name: 'tasks are never tried again',
    file: 'task-scheduler.ts',
    find: 'attempt < job.properties.taskMaxFailures',
    replace: 'attempt < 1'
  },
  {
    name: 'a write-ahead log that is read one entry too far',
    file: 'block-store.ts',
    find: 'readAt<Records>(segment.path, segment.position)',
    replace: 'readAt<Records>(segment.path, segment.position + 1)'
  },
  {
    name: 'a receiver is not started again',
    file: 'receiver-tracker.ts',
    find: 'yield* sleep(receiverRelaunchMs);',
    replace: 'yield* sleep(receiverRelaunchMs); yield* until(() => false);'
  },
  {
    name: 'a queue never delivers again',
    file: 'deliveries.ts',
    find: 'if (records.length > 0) {\n      this.back(records);',
    replace: 'if (records.length > 1000) {\n      this.back(records);'
  },
  {
    name: 'a queue forgets a record when it hands it out',
    file: 'queue-source.ts',
    find: "if (job.consumer === 'reliable receiver') {",
    replace: "if (job.consumer === 'direct') {"
  },
  {
    name: 'blocks go while their batch still needs them',
    file: 'allocated-blocks.ts',
    find: 'time < batch).flatMap',
    replace: 'time <= batch + 1000).flatMap'
  },
  {
    name: 'executors are not replaced',
    file: 'cluster-manager.ts',
    find: 'while (!life.over) {',
    replace: 'if (!life.over) {'
  },
  {
    name: 'each batch allocates all that was ever queued',
    file: 'allocated-blocks.ts',
    find: 'this.queue = this.queue.filter(block => !gone.has(block.id));',
    replace: 'void gone;'
  }
];
