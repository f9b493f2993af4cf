/** A failure of a run as an immutable value: what is done, to whom, and when. It holds no state, so one value serves any number of runs. */

/** The named crash points that `after` offers, in the order of a record's way (`docs/protocol.md` says what each does). */
export const steps = [
  'recv',
  'cut',
  'put',
  'replicate',
  'wal',
  'meta',
  'queue',
  'reply',
  'ack',
  'alloc',
  'rdd',
  'compute',
  'submit',
  'ckpt1',
  'out',
  'done',
  'ckpt2',
  'commit'
] as const;
export type Step = (typeof steps)[number];

/** Victims are resolved at the moment of the step, by what each process does at that moment. */
export type Victim =
  | 'driver'
  | 'receiver executor'
  | 'replica executor'
  | 'other executor'
  | 'task executor'
  | 'receiver host'
  /** Of a Kafka that the job has started; it starts again at once, as a supervised one does. */
  | 'broker'
  /** Of several brokers: the one that leads the job's partition, and those that copy from it. */
  | 'partition leader'
  | 'partition followers'
  /** The page's word: the receiver's; in a direct job that of a task of the newest batch. */
  | 'executor';

/** Those that are brokers, and no processes of the job. */
export const kafkaVictims = ['broker', 'partition leader', 'partition followers'] as const;
export type KafkaVictim = (typeof kafkaVictims)[number];
export const isKafkaVictim = (victim: Victim): victim is KafkaVictim => kafkaVictims.some(one => one === victim);

/** `acknowledgement`: the receiver's, to the source. `produce acknowledgement`: the source's, to its producer. */
export type Acknowledgement = 'acknowledgement' | 'produce acknowledgement';

export type Fault =
  /** `forMs`: no driver starts for so long; absent: as soon as whoever restarts it does. */
  | { readonly kind: 'kill'; readonly victims: readonly Victim[]; readonly forMs?: number }
  | { readonly kind: 'drop'; readonly message: Acknowledgement }
  | { readonly kind: 'delay'; readonly message: Acknowledgement; readonly byMs: number }
  | { readonly kind: 'pause'; readonly victim: Victim; readonly forMs: number };

/**
 * When. Times and occurrences count from where the failure's list starts: the job's steady point, or the start of the `fail` cell.
 * `effect`: right after the numbered effect of the run, named or not; only exploring uses it.
 */
export type Place =
  | {
      readonly at: 'step';
      readonly step: Step;
      readonly occurrence: number;
      /** Only a passing of the step that bears this record counts; null: any. */
      readonly record: number | null;
      /** Wait for the first passing at least this long into its batch interval; null: any. */
      readonly phaseMs: number | null;
    }
  | { readonly at: 'time'; readonly ms: number }
  | { readonly at: 'random' }
  | { readonly at: 'now' }
  | { readonly at: 'effect'; readonly effect: number };

export interface Failure {
  readonly fault: Fault;
  readonly place: Place;
  /** Counted only once the failure before it in the list has fired, and then within this time; null: no such bound. */
  readonly withinMs: number | null;
  /** Counted only between the death caused by the failure before it and the end of that recovery. */
  readonly duringRecovery: boolean;
  /** Counted from the launch instead of the steady point, and only until the job is steady. Set only in a job's own failures. */
  readonly duringStart?: true;
}
