/** What failed for good, as the workshop sees it, and its replay; addresses only for those who may see people. */
import { hideAddresses } from "@/lib/desk/failures/hide-addresses";
import { listFailures, replayFailure } from "@/lib/jobs/failures";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, type Result } from "@/lib/result";

export type FailedJob = {
  id: string;
  queue: string;
  cause: string;
  message: string;
  tries: number;
  createdAt: Date;
  replayedAt: Date | null;
};

type Question = {
  actor: Actor;
  /** A mail server's words often name the address. */
  showsAddresses: boolean;
};

/** Those nobody dealt with yet, newest first, 200 at most. */
export async function listFailedJobs({
  actor,
  showsAddresses,
}: Question): Promise<Result<FailedJob[], "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const isOpen = showsAddresses && hasRight(actor, "people");
  const shown = (text: string) => (isOpen ? text : hideAddresses(text));
  const failures = await listFailures();
  const value = failures.map(
    ({ id, queue, cause, message, tries, createdAt, replayedAt }): FailedJob => ({
      id,
      queue,
      cause: shown(cause),
      message: shown(message),
      tries,
      createdAt,
      replayedAt,
    }),
  );
  return { ok: true, value };
}

/** Its work is done again, once; a second press finds it replayed. */
export async function replayFailedJob({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<undefined, "forbidden" | "gone" | "replayed_before">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return replayFailure({ id, actor: nameOf(actor) });
}
