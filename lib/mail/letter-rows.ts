/** The rows of the outbox: taken up while they wait, marked once when they end; letters of one moment share a statement. */
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { letters } from "@/drizzle/schema/mail";
import { inGroups } from "@/lib/db/in-groups";
import { keepPlans } from "@/lib/db/kept-plans";
import { read } from "@/lib/db/transaction";
import { hidePrivate } from "@/lib/private-words";

export type TakenLetter = NonNullable<Awaited<ReturnType<typeof takeUpLetter>>>;

/** Undefined when it is sent, dead, held or gone. Age and order go by the database's clock. */
export const takeUpLetter = inGroups(async (ids: string[]) => {
  const found = await read((db) =>
    keepPlans(db)
      .select({
        ...getTableColumns(letters),
        ageSeconds: sql<number>`extract(epoch from now() - ${letters.createdAt})::float8`,
        isSuperseded,
      })
      .from(letters)
      .where(and(isOneOf(ids), eq(letters.state, "waiting"))),
  );
  const byId = new Map(found.map((letter) => [letter.id, letter]));
  return ids.map((id) => byId.get(id));
});

/** Reads the same for any number of them. */
const isOneOf = (ids: string[]) => sql`${letters.id} = any(${sql.param(ids)}::uuid[])`;

/** Of the letters of one kind that were due for one inbox, only the newest goes; it may even have gone already. */
const isSuperseded = sql<boolean>`exists (
  select 1 from letters newer
  where newer.to_address = letters.to_address and newer.template = letters.template
    and (newer.created_at, newer.id) > (letters.created_at, letters.id)
    and (newer.state = 'sent' or (newer.state = 'waiting' and newer.not_before <= now())))`;

/** As long as any write: what is not marked is sent again. */
const MARK_WITHIN_MS = 5_000;

/** Sent letters end at different moments; the few of this span come twice when the process is killed in it. */
const GATHER_MS = 20;

type Ended = { key: string; answer: string };

export const markSent = (letter: Ended): Promise<void> => mark({ ...letter, state: "sent" });

export const markDead = (letter: Ended): Promise<void> => mark({ ...letter, state: "dead" });

/** It goes on waiting; for whoever looks why. */
export const noteAnswer = (letter: Ended): Promise<void> => mark({ ...letter, state: null });

type Mark = Ended & { state: "sent" | "dead" | null };

/**
 * By its key, which stays when a pause gives it a new id; and also while it is held: its broadcast may have been
 * paused while it was handed over, and sent is sent. May be repeated: what has ended is not marked again.
 */
const mark = inGroups(
  async (marks: Mark[]): Promise<undefined[]> => {
    const given = marks.map((each) => ({ ...each, answer: shorten(each.answer) }));
    await read(
      (db) =>
        keepPlans(db).execute(sql`
      update letters set
        state = coalesce(given.state, letters.state),
        secret = case when given.state is null then secret end,
        last_answer = given.answer,
        sent_at = case when given.state = 'sent' then now() else sent_at end,
        tries = tries + 1
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(key text, state text, answer text)
      where letters.key = given.key and letters.state in ('waiting', 'held')`),
      MARK_WITHIN_MS,
    );
    return marks.map(() => undefined);
  },
  { gatherMs: GATHER_MS },
);

/** Without addresses and what makes a link work, and without what no column takes, whatever a mail server answers. */
const shorten = (answer: string) =>
  hidePrivate(answer).replaceAll("\0", "").toWellFormed().slice(0, 500).toWellFormed();
