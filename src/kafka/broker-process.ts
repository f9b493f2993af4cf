/** One JVM that runs a broker, from its start to its end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { BrokerError } from './broker-error.js';

/** Small and quick rather than fast for long: a serial collector, the first compiler only. */
const jvm = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xshare:auto',
  '-Djava.awt.headless=true',
  '-Dlog4j2.disableJmx=true',
  '-Dlog4j2.statusLoggerLevel=OFF'
];
/**
 * Transactions as kafkajs speaks them, those before KIP-890. Under the newer version (2), a broker that was killed three times left one of
 * kafkajs's transactions open for good in about half of the runs, and nothing behind it could be read.
 */
const features = ['--feature', 'transaction.version=1'] as const;

export const formatWords = (jars: string, properties: string, clusterId: string): readonly string[] => [
  ...['-Xmx128m', ...jvm, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', `${jars}/*`],
  ...['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, '--ignore-formatted', ...features]
];
const brokerWords = (jars: string, properties: string): readonly string[] => [
  ...['-Xmx256m', ...jvm, '-Dorg.slf4j.simpleLogger.showDateTime=true', '-cp', `${jars}/*`, 'kafka.Kafka', properties]
];

/** Not an open port: that may be another's. */
const readyLine = 'Kafka Server started';
const readyWithinMs = 60_000;
/** How much of what it wrote last is kept for its failure, characters. */
const lastWordsMax = 4000;

export interface BrokerFiles {
  readonly java: string;
  readonly jars: string;
  readonly properties: string;
  /** Where what it writes is kept. */
  readonly output: string;
}

export class BrokerProcess {
  readonly pid: number | null;
  /** Resolves at its end. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private lastWords = '';
  private isReady = false;
  private isOver = false;
  private heard: () => void = () => undefined;

  constructor({ java, jars, properties, output }: BrokerFiles) {
    this.child = spawn(java, brokerWords(jars, properties), { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    this.pid = this.child.pid ?? null;
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        appendFileSync(output, text);
        const words = this.lastWords + text;
        this.isReady ||= words.includes(readyLine);
        this.lastWords = words.slice(-lastWordsMax);
        this.heard();
      });
    }
    this.ended = new Promise(resolve => {
      const end = (): void => {
        this.isOver = true;
        this.heard();
        resolve();
      };
      this.child.on('error', end);
      this.child.on('close', end);
    });
  }

  get isPortTaken(): boolean {
    return /BindException|Address already in use/.test(this.lastWords);
  }

  /** @throws BrokerError where it ends before, or takes too long */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(this.failure(`was not ready after ${readyWithinMs / 1000} s`)),
        readyWithinMs
      );
      this.heard = () => {
        if (!this.isReady && !this.isOver) return;
        clearTimeout(late);
        this.heard = () => undefined;
        if (this.isOver) reject(this.failure('ended as it started'));
        else resolve();
      };
      this.heard();
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private failure(what: string): BrokerError {
    const lines = this.lastWords.split('\n');
    const said = lines.find(line => /ERROR|Exception|Error:/.test(line)) ?? lines.at(-2) ?? '';
    return new BrokerError('not started', `the broker ${what}: ${said.trim().slice(0, 300) || 'it wrote nothing'}`);
  }
}
