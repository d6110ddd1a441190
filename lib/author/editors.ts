/** People whom an author lets write: invited by mail, removable at once; they neither publish nor see readers. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { editors } from "@/drizzle/schema/author";
import { letterVoice } from "@/lib/book/letter-voice";
import { getBookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { isAuthor } from "@/lib/readers/sessions";
import { err, ok, type Result } from "@/lib/result";

type About = { actor: Actor; email: string };

/** Inviting twice sends one letter a day at most; an address that was removed comes back. */
export async function inviteEditor({
  actor,
  email,
}: About): Promise<Result<undefined, "forbidden" | "is_author">> {
  if (actor.role === "nobody" || !hasRight(actor, "people")) return err("forbidden");
  if (isAuthor(email)) return err("is_author");
  const voice = letterVoice(await getBookSettings());
  const { publicUrl } = getConfig();
  await transaction(async (tx) => {
    await tx
      .insert(editors)
      .values({ email, invitedBy: actor.email })
      .onConflictDoUpdate({
        target: editors.email,
        set: { removedAt: null, invitedBy: actor.email, invitedAt: sql`now()` },
      });
    const { rows } = await tx.execute<{ day: string }>(sql`select current_date::text as day`);
    await enqueueLetter(tx, {
      key: `editor-invitation:${email}:${rows[0]?.day}`,
      to: email,
      template: "editor-invitation",
      props: { ...voice, invitedBy: actor.email, loginUrl: `${publicUrl}/login?to=/author` },
    });
    await recordAudit(tx, { actor: nameOf(actor), action: "editor.invited", subject: email });
  });
  return ok(undefined);
}

/** Their next request finds the door closed; what they wrote stays, with their name. */
export async function removeEditor({
  actor,
  email,
}: About): Promise<Result<undefined, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  await transaction(async (tx) => {
    const removed = await tx
      .update(editors)
      .set({ removedAt: sql`now()` })
      .where(and(eq(editors.email, email), isNull(editors.removedAt)))
      .returning({ email: editors.email });
    if (removed.length > 0)
      await recordAudit(tx, { actor: nameOf(actor), action: "editor.removed", subject: email });
  });
  return ok(undefined);
}

export async function listEditors(actor: Actor) {
  if (!hasRight(actor, "people")) return err("forbidden");
  const rows = await read((db) =>
    db.select().from(editors).where(isNull(editors.removedAt)).orderBy(asc(editors.invitedAt)),
  );
  return ok(rows);
}
