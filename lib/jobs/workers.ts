/** Works the queues inside a long-lived process, each in its own lane, so that one flood does not delay another. */
import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { getConfig } from "@/lib/config";
import { enqueueHourly } from "@/lib/jobs/enqueue-hourly";
import { DEAD_LETTERS } from "@/lib/jobs/queues";
import { recordDeadLetter } from "@/lib/jobs/record-dead-letter";
import {
  type FetchedJob,
  type JobHandler,
  type JobOutcome,
  type Pace,
  runJob,
} from "@/lib/jobs/run-job";
import { log } from "@/lib/log";

/** Woken by a notice; a retry or a letter that waits for its time gives none, so each lane also looks every two seconds. */
const LANE = {
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  burstWhenBatchFull: true,
  perJobResults: true,
  includeMetadata: true,
} as const;
const PACES: Record<Pace, LaneOptions> = {
  usual: { ...LANE, batchSize: 50, localConcurrency: 1 },
  /** Small batches where somebody waits: the slowest letter of a batch holds up the others. */
  quick: { ...LANE, batchSize: 5, localConcurrency: 3 },
  /** While one batch is fetched or ended, others work: their statements wait for the database, never the mail server. */
  flood: { ...LANE, batchSize: 50, localConcurrency: 4 },
  /** A job that waits for its time gives no notice when that comes. */
  punctual: {
    ...LANE,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 0.5,
    batchSize: 5,
    localConcurrency: 1,
  },
};
type LaneOptions = Record<keyof typeof LANE & `${string}Seconds`, number> &
  Pick<typeof LANE, "burstWhenBatchFull" | "perJobResults" | "includeMetadata"> & {
    batchSize: number;
    localConcurrency: number;
  };
const AT_ONCE = 5;

/** A connection that died without a word would otherwise hold its lane for ever. */
const POOL = { connectionTimeoutMillis: 5_000, query_timeout: 20_000, keepAlive: true, max: 6 };

const STOP_WITHIN_MS = 5_000;
const LONGEST_WAIT_MS = 10_000;

export type Schedule = { queue: JobHandler["queue"]; cron: string };
type Work = { handlers: JobHandler[]; schedules: Schedule[] };

/** Goes on trying to start while the database does not answer. Returns how to stop: work in hand ends first. */
export function startWorkers(work: Work): () => Promise<void> {
  const stopped = new AbortController();
  const boss = makeWorkerBoss();
  const started = startUntilStopped({ boss, work, signal: stopped.signal });
  return async () => {
    stopped.abort();
    await started;
    await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
  };
}

/** LISTEN and the supervisor's locks need a direct connection. It never migrates by itself. */
function makeWorkerBoss(): PgBoss {
  const boss = new PgBoss({
    connectionString: getConfig().directDatabaseUrl,
    ...POOL,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    reindex: false,
    monitorVacuum: false,
  });
  for (const event of ["error", "warning"] as const) boss.on(event, makeSparingWarning());
  return boss;
}

const SAME_REASON_EVERY_MS = 60_000;

/** Each lane says the same each second while the database is away; the log holds a reason once a minute, with its number. */
function makeSparingWarning() {
  const said = new Map<string, { at: number; times: number }>();
  return ({ message: reason }: { message: string }) => {
    const before = said.get(reason) ?? { at: Number.NEGATIVE_INFINITY, times: 0 };
    const times = before.times + 1;
    if (performance.now() - before.at < SAME_REASON_EVERY_MS)
      return void said.set(reason, { ...before, times });
    said.set(reason, { at: performance.now(), times: 0 });
    log().warn({ reason, times }, "the job queue warns");
  };
}

type Lane = { boss: PgBoss; handler: JobHandler; signal: AbortSignal };
type Start = { boss: PgBoss; work: Work; signal: AbortSignal };

async function startUntilStopped(start: Start): Promise<void> {
  const { boss, signal } = start;
  const todo = [() => boss.start(), ...laneStarts(start)];
  for (let tried = 1; todo[0] && !signal.aborted; ) {
    try {
      await todo[0]();
      todo.shift();
    } catch (error) {
      log().warn({ err: error, tried }, "the workers could not start yet");
      const wait = Math.random() * Math.min(LONGEST_WAIT_MS, 100 * 2 ** tried);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      tried += 1;
    }
  }
}

function laneStarts({ boss, work, signal }: Start): (() => Promise<unknown>)[] {
  const { handlers, schedules } = work;
  const deadLetters = () =>
    boss.work<unknown, unknown, LaneOptions>(DEAD_LETTERS, PACES.usual, (jobs) =>
      runAll({ jobs, run: recordDeadLetter, atOnce: AT_ONCE }),
    );
  return [
    ...handlers.map((handler) => () => startLane({ boss, handler, signal })),
    deadLetters,
    ...schedules.flatMap(({ queue, cron }) => [
      () => boss.schedule(queue, cron),
      /** A laptop may never be awake when the clock strikes. */
      () => enqueueHourly(queue),
    ]),
  ];
}

function startLane({ boss, handler, signal }: Lane) {
  const run = (job: FetchedJob) => runJob(handler, job);
  return boss.work<unknown, unknown, LaneOptions>(
    handler.queue,
    PACES[handler.pace ?? "usual"],
    async (jobs) => {
      await rest(handler, signal);
      return runAll({ jobs, run, atOnce: handler.pace === "flood" ? jobs.length : AT_ONCE });
    },
  );
}

/** Jobs that are fetched meanwhile are few, and use up no try. */
async function rest(handler: JobHandler, signal: AbortSignal): Promise<void> {
  const restMs = handler.restMs?.() ?? 0;
  if (restMs > 0) await sleep(restMs, undefined, { signal }).catch(() => undefined);
}

type Batch<Job> = { jobs: Job[]; run: (job: Job) => Promise<JobOutcome>; atOnce: number };

async function runAll<Job extends FetchedJob>({
  jobs,
  run,
  atOnce,
}: Batch<Job>): Promise<JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  const waiting = [...jobs];
  const one = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) outcomes.push(await run(job));
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return outcomes;
}
