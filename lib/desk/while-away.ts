/** What this process can say of the site while the database gives no answer: what its own watch saw, for those who may see figures. */
import { type Alone, watchState } from "@/lib/alarms/watch-state";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { Unavailable } from "@/lib/unavailable";

export type Away = {
  /** Undefined where the watch has not noticed yet. */
  since: Date | undefined;
  /** Found since then, the newest last; each was told as far as a way took it. */
  incidents: (Pick<
    Alone["incidents"][number],
    "cause" | "level" | "title" | "detail" | "advice"
  > & {
    since: Date;
    told: { channel: string; at: Date }[];
  })[];
};

/** As the watch of this process knows: no answer, or none of use. */
export const isAwayNow = (): boolean => watchState().alone !== undefined;

/** Also in the moment before the watch has noticed. */
export const isAway = (error: unknown): boolean => error instanceof Unavailable || isAwayNow();

/** Only a session that stands in for the database (five minutes at most) can show here who asks. */
export function seeAway({ actor }: { actor: Actor }): Result<Away, "forbidden"> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { alone } = watchState();
  if (!alone) return ok({ since: undefined, incidents: [] });
  const found = alone.incidents.filter(({ lastAt }) => lastAt >= alone.since);
  const incidents = found.map(({ id, cause, level, title, detail, advice, firstAt }) => ({
    cause,
    level,
    title,
    detail,
    advice,
    /** It may have begun as something smaller, while the database answered. */
    since: new Date(Math.max(firstAt, alone.since)),
    told: toldOf(alone, id),
  }));
  return ok({ since: new Date(alone.since), incidents });
}

const toldOf = ({ notices }: Alone, id: string) =>
  notices.flatMap(({ incidentId, channel, sentAt }) =>
    incidentId === id && channel && sentAt ? [{ channel, at: new Date(sentAt) }] : [],
  );
