/** The letter of a broadcast exactly as it will arrive, shown to the author or sent to their own address. */
import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { makeSharedProps } from "@/lib/desk/broadcasts/broadcast-letter";
import { findBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { composeLetter } from "@/lib/mail/compose-letter";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import type { Mail } from "@/lib/mail/transport";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

type Named = { actor: Actor; id: string };
type Problem = "forbidden" | "not_found";

export async function previewBroadcast({ actor, id }: Named): Promise<Result<Mail, Problem>> {
  const props = await makeProps({ actor, id });
  if (!props.ok) return props;
  const letter = { key: `broadcast-preview:${id}`, secret: null, requestId: null };
  const to = actor.role === "nobody" ? "" : actor.email;
  return ok(await composeLetter({ ...letter, to, template: "broadcast", props: props.value }));
}

/** Goes out at once, marked as a test; each press is a letter of its own. Answers where it went. */
export async function sendTestBroadcast({ actor, id }: Named): Promise<Result<string, Problem>> {
  if (actor.role === "nobody") return err("forbidden");
  const props = await makeProps({ actor, id });
  if (!props.ok) return props;
  const key = `broadcast-test:${randomUUID()}`;
  const letter = { key, to: actor.email, template: "broadcast", props: props.value } as const;
  await transaction(async (tx) => {
    await enqueueLetter(tx, { ...letter, isTest: true });
    await recordAudit(tx, { actor: nameOf(actor), action: "broadcast.tested", subject: id });
  });
  return ok(actor.email);
}

/** With the author's own link to unsubscribe, as each reader gets theirs. */
async function makeProps({ actor, id }: Named): Promise<Result<object, Problem>> {
  if (!hasRight(actor, "people") || actor.role === "nobody") return err("forbidden");
  const found = await read((db) => findBroadcast(db, id));
  if (!found) return err("not_found");
  const unsubscribeUrl = await makeUnsubscribeUrl(actor.readerId);
  return ok({ ...(await makeSharedProps(found)), unsubscribeUrl });
}
