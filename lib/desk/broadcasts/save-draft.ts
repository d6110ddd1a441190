/** Drafts of broadcasts: made, saved, copied and deleted; a second writer gets both texts, never a silent overwrite. */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import type { BroadcastText } from "@/lib/desk/broadcasts/broadcast-fields";
import { type Broadcast, findBroadcast, lockBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type New = { actor: Actor; text: BroadcastText };

/** Answers its id. */
export async function createDraft({ actor, text }: New): Promise<Result<string, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const id = randomUUID();
  await transaction((tx) => insertDraft(tx, { id, actor, text }));
  return ok(id);
}

/** The same text and people as a new draft, whatever became of the first. */
export async function duplicateBroadcast({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<string, "forbidden" | "not_found">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const found = await read((db) => findBroadcast(db, id));
  return found ? createDraft({ actor, text: textOf(found) }) : err("not_found");
}

type Save = { actor: Actor; id: string; text: BroadcastText; version: number };

/** `conflict`: somebody saved since `version`; `theirs` is what they left. Nothing was changed. */
export type Saved =
  | { kind: "saved"; version: number }
  | { kind: "conflict"; theirs: BroadcastText; version: number };

export async function saveDraft({
  actor,
  id,
  text,
  version,
}: Save): Promise<Result<Saved, "forbidden" | "not_found" | "not_a_draft">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const stored = await lockBroadcast(tx, id);
    if (!stored) return err("not_found");
    const theirs = textOf(stored);
    /** Also after a save whose answer was lost. */
    if (isDeepStrictEqual(plain(theirs), plain(text)))
      return ok({ kind: "saved", version: stored.version });
    if (stored.state !== "draft") return err("not_a_draft");
    if (stored.version !== version)
      return ok({ kind: "conflict", theirs, version: stored.version });
    await tx
      .update(broadcasts)
      .set({ ...text, version: version + 1, updatedAt: sql`now()` })
      .where(eq(broadcasts.id, id));
    const change = { before: theirs, after: text };
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "broadcast.saved",
      subject: id,
      ...change,
    });
    return ok({ kind: "saved", version: version + 1 });
  });
}

/** What was sent stays for the record; a draft may go. Deleting twice is a success. */
export async function deleteDraft({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<undefined, "forbidden" | "not_a_draft">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const stored = await lockBroadcast(tx, id);
    if (!stored) return ok(undefined);
    if (stored.state !== "draft") return err("not_a_draft");
    await tx.delete(broadcasts).where(eq(broadcasts.id, id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "broadcast.deleted",
      subject: id,
      before: textOf(stored),
    });
    return ok(undefined);
  });
}

async function insertDraft(tx: Db, { id, actor, text }: New & { id: string }) {
  const author = nameOf(actor);
  const inserted = await tx
    .insert(broadcasts)
    .values({ id, ...text, author })
    .onConflictDoNothing()
    .returning({ id: broadcasts.id });
  if (inserted.length > 0)
    await recordAudit(tx, { actor: author, action: "broadcast.created", subject: id, after: text });
}

const textOf = ({ subject, markdown, filter }: Broadcast): BroadcastText => ({
  subject,
  markdown,
  filter,
});

/** As it is stored: a filter's part that is undefined is one that is not there. */
const plain = (text: BroadcastText): unknown => JSON.parse(JSON.stringify(text));
