/** The part of a story that runs behind the answer: jobs, their tries, and what failed for good. */
import { asc, inArray, or, sql } from "drizzle-orm";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import type { Db } from "@/lib/db/pool";
import { hideAddresses, redactInput } from "@/lib/desk/failures/hide-addresses";
import { MOST_EVENTS, type Shows, type StoryEvent, type Trail } from "@/lib/desk/story/story-event";
import { idOfKey } from "@/lib/jobs/enqueue-job";
import { QUEUE_NAMES } from "@/lib/jobs/queues";

export async function failureStory(db: Db, trail: Trail, shows: Shows): Promise<StoryEvent[]> {
  const found = await db
    .select()
    .from(failures)
    .where(
      or(
        inArray(failures.requestId, [...trail.requestIds]),
        inArray(failures.id, [...trail.failureIds]),
        inArray(failures.jobId, [...trail.jobIds]),
      ),
    )
    .orderBy(asc(failures.createdAt))
    .limit(MOST_EVENTS);
  return found.flatMap((failure): StoryEvent[] => {
    const { id, queue, cause, tries, createdAt: at, resolution, resolvedAt } = failure;
    trail.failureIds.add(id);
    for (const jobId of [failure.jobId, replayOf(failure)]) if (jobId) trail.jobIds.add(jobId);
    const message = shownTo(shows, failure.message);
    return [
      { kind: "failed_for_good", at, id, queue, cause, message, tries },
      ...(resolvedAt
        ? [
            {
              kind: resolution === "skipped" ? ("skipped" as const) : ("mended" as const),
              at: resolvedAt,
              id,
              queue,
            },
          ]
        : []),
    ];
  });
}

/** The job of its latest replay. */
function replayOf({ id, queue, tries, replayedAt }: typeof failures.$inferSelect) {
  const known = QUEUE_NAMES.find((name) => name === queue);
  return known && replayedAt ? idOfKey(known, `replay:${id}:${tries}`) : undefined;
}

export async function tryStory(db: Db, trail: Trail, shows: Shows): Promise<StoryEvent[]> {
  const found = await db
    .select()
    .from(jobErrors)
    .where(inArray(jobErrors.jobId, [...trail.jobIds]))
    .orderBy(asc(jobErrors.at))
    .limit(MOST_EVENTS);
  return found.map(({ at, queue, tries, cause, message }) => ({
    kind: "try_failed",
    at,
    queue,
    tries,
    cause,
    message: shownTo(shows, message),
  }));
}

type JobRow = {
  id: string;
  name: string;
  state: string;
  created_on: string;
  start_after: string;
  completed_on: string | null;
  input: unknown;
};

/** Letters' jobs are found by their letters; all others are few, and stand near the story's beginning. */
const OTHER_QUEUES = QUEUE_NAMES.filter((name) => !name.startsWith("letters-"));
const SOON = "10 minutes";

type Jobs = {
  trail: Trail;
  shows: Shows;
  /** Undefined where nothing else is known, then the last minutes count. */
  beginsAt: Date | undefined;
};

const COLUMNS = sql`id, name, state::text, created_on, start_after, completed_on, data->'input' as input`;

/** The queue has no index by request. */
export async function jobStory(
  db: Db,
  { trail: { jobIds, requestIds }, shows, beginsAt }: Jobs,
): Promise<StoryEvent[]> {
  const since = beginsAt
    ? sql`${beginsAt.toISOString()}::timestamptz - interval '1 minute'`
    : sql`now() - ${SOON}::interval`;
  const { rows } = await db.execute<JobRow>(sql`
    select ${COLUMNS} from pgboss.job
    where name in ${QUEUE_NAMES} and id in (select jsonb_array_elements_text(${JSON.stringify([...jobIds])}::jsonb)::uuid)
    union
    select ${COLUMNS} from pgboss.job
    where name in ${OTHER_QUEUES} and created_on between ${since} and ${since} + ${SOON}::interval + interval '1 minute'
      and data->>'requestId' in (select jsonb_array_elements_text(${JSON.stringify([...requestIds])}::jsonb))
    order by created_on limit ${MOST_EVENTS}`);
  return rows.flatMap(
    ({ id, name: queue, state, created_on, start_after, completed_on, input }) => {
      const job: StoryEvent = {
        kind: "job",
        at: new Date(created_on),
        id,
        queue,
        state,
        startAfter: new Date(start_after),
        /** What is done needs no looking into. */
        input: completed_on === null ? redactInput(input, shows) : undefined,
      };
      if (completed_on === null) return [job];
      const ended: StoryEvent = { kind: "job_ended", at: new Date(completed_on), queue, state };
      return [job, ended];
    },
  );
}

const shownTo = ({ showsAddresses }: Shows, text: string) =>
  showsAddresses ? text : hideAddresses(text);
