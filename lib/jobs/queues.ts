/** The queues, in the order in which a process without workers takes them: sign-in letters overtake all others. */

/**
 * At first after seconds, then every four minutes, so that what waited out an outage leaves within five minutes of its
 * end; 800 tries are two days. That is for a dependency that does not answer; what fails for any other reason ends
 * earlier (`MOST_TRIES` in run-job.ts).
 */
const RETRY = { retryLimit: 800, retryDelay: 2, retryBackoff: true, retryDelayMax: 240 };
/** Without a heartbeat a killed worker's job would wait for its expiry; pg-boss leaves them off. */
const LEASE = { heartbeatSeconds: 30, expireInSeconds: 300 };
/** Longer than all tries together, so that the queue forgets no job that still has tries left; from when it is due first. */
export const KEPT_SECONDS = 14 * 86_400;
const KEEP = { retentionSeconds: KEPT_SECONDS };
/** A job's own dead letters are few and must never be lost: they are tried until they are recorded. */
const DEAD_LETTER_RETRY = { ...RETRY, ...LEASE, ...KEEP, retryLimit: 10_000 };

/** Where pg-boss puts a job that used up its tries; each becomes one row of `failures`. */
export const DEAD_LETTERS = "failed-jobs";

const WORK = { ...RETRY, ...LEASE, ...KEEP, notify: true, deadLetter: DEAD_LETTERS };

export const QUEUES = {
  "letters-sign-in": WORK,
  "letters-receipts": WORK,
  "letters-course": WORK,
  "letters-broadcast": WORK,
  /** Looks each minute whose lesson or companion chapter is due. */
  course: WORK,
  /** Writes the letters of a broadcast, some at a time. */
  broadcasts: WORK,
  /** Applies what a mail provider reported. */
  "mail-webhooks": WORK,
  /** Publishes what is scheduled, when its time has come. */
  schedules: WORK,
  housekeeping: WORK,
} as const;

export const DEAD_LETTER_SETTINGS = { ...DEAD_LETTER_RETRY, notify: true };

export type QueueName = keyof typeof QUEUES;

export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];
