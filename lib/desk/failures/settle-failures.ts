/** Replays and skips what failed, one or all of a cause in bounded batches; a second press does nothing. */
import { and, asc, eq, isNull } from "drizzle-orm";
import { failures } from "@/drizzle/schema/jobs";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { MOST_JUDGED } from "@/lib/desk/failures/affected";
import { type Failure, replayFailures, skipFailures } from "@/lib/jobs/failures";
import { tryNow } from "@/lib/jobs/try-now";
import { endLetters } from "@/lib/mail/end-letters";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** One transaction each, well within its deadline. */
const BATCH = 200;

type Question = { actor: Actor; cause: string };
type Settled = { done: number; isMore: boolean };

/** Also what still retries has its next try at once. */
export async function replayCause({
  actor,
  cause,
}: Question): Promise<Result<Settled & { triedNow: number }, "forbidden">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const name = nameOf(actor);
  const settled = await settleAll(cause, (ids) => replayFailures({ ids, actor: name }));
  return ok({ ...settled, triedNow: await tryNow({ cause, actor: name }) });
}

export async function skipCause({ actor, cause }: Question): Promise<Result<Settled, "forbidden">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return ok(await settleAll(cause, (ids) => skip(ids, nameOf(actor))));
}

export async function skipFailedJob({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<undefined, "forbidden" | "dealt_with">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return (await skip([id], nameOf(actor))) > 0 ? ok(undefined) : err("dealt_with");
}

const skip = (ids: string[], actor: string) => skipFailures({ ids, actor, onSkipped: endTheirs });

/** A letter whose work is never done would stand in the outbox as if it still could leave. */
const endTheirs = (tx: Db, skipped: Failure[]) =>
  endLetters(tx, { ids: skipped.flatMap(letterOf), reason: "skipped on the desk" });

function letterOf({ input }: Failure): string[] {
  const { letterId } = { ...(input as { letterId?: unknown } | null) };
  return typeof letterId === "string" && UUID.test(letterId) ? [letterId] : [];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Each id stands in one batch, so that what fails again meanwhile is not taken twice by one press. */
async function settleAll(
  cause: string,
  settle: (ids: string[]) => Promise<number>,
): Promise<Settled> {
  const ids = await listOpenIds(cause);
  let done = 0;
  for (let from = 0; from < Math.min(ids.length, MOST_JUDGED); from += BATCH)
    done += await settle(ids.slice(from, Math.min(from + BATCH, MOST_JUDGED)));
  return { done, isMore: ids.length > MOST_JUDGED };
}

async function listOpenIds(cause: string): Promise<string[]> {
  const found = await read((db) =>
    db
      .select({ id: failures.id })
      .from(failures)
      .where(
        and(eq(failures.cause, cause), isNull(failures.resolvedAt), isNull(failures.replayedAt)),
      )
      .orderBy(asc(failures.createdAt))
      .limit(MOST_JUDGED + 1),
  );
  return found.map(({ id }) => id);
}
