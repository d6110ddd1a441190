/** A lesson's letter exactly as it will arrive, shown to its author or sent to their own address. */
import { findLesson } from "@/lib/author/course/find-lesson";
import { lessonOpening } from "@/lib/author/course/lesson-opening";
import { listLessons } from "@/lib/book/lessons";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { composeLetter } from "@/lib/mail/compose-letter";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import type { Mail } from "@/lib/mail/transport";
import { type Actor, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { lessonLetter } from "@/lib/signups/course/write-lesson-letters";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

/** `hasBook`: as somebody gets it who bought the book, without the offer. */
type Named = { actor: Actor; id: string; hasBook?: boolean };
type Problem = "forbidden" | "not_found";

/** `opening` is what an inbox shows beside the subject. */
export type LessonPreview = Mail & { opening: string };

export async function previewLesson(asked: Named): Promise<Result<LessonPreview, Problem>> {
  const props = await makeProps(asked);
  if (!props.ok) return props;
  const letter = { key: `lesson-preview:${asked.id}`, secret: null, requestId: null };
  const to = asked.actor.role === "nobody" ? "" : asked.actor.email;
  const mail = await composeLetter({ ...letter, to, template: "lesson", props: props.value });
  return ok({ ...mail, opening: lessonOpening(props.value) });
}

/** Goes out at once, marked as a test; `press` names the press of the button, so that one is one letter. Answers where it went. */
export async function sendTestLesson({
  press,
  ...asked
}: Named & { press: string }): Promise<Result<string, Problem>> {
  const { actor, id } = asked;
  if (actor.role === "nobody") return err("forbidden");
  const props = await makeProps(asked);
  if (!props.ok) return props;
  const key = `lesson-test:${id}:${actor.readerId}:${press}`;
  await transaction(async (tx) => {
    const letter = { key, to: actor.email, template: "lesson", props: props.value } as const;
    await enqueueLetter(tx, { ...letter, isTest: true });
    await recordAudit(tx, { actor: nameOf(actor), action: "lesson.tested", subject: id });
  });
  return ok(actor.email);
}

type Props = ReturnType<typeof lessonLetter> & { unsubscribeUrl: string };

/** A draft is numbered as if it were live. */
async function makeProps({ actor, id, hasBook = false }: Named): Promise<Result<Props, Problem>> {
  const found = await findLesson({ actor, id });
  if (!found.ok || actor.role === "nobody") return found.ok ? err("forbidden") : found;
  const sent = (await read(listLessons)).filter((each) => each.isLive || each.id === id);
  const place = { number: sent.findIndex((each) => each.id === id) + 1, count: sent.length };
  const book = await getBookSettings();
  const letter = lessonLetter({ book, lesson: found.value, ...place, hasBook });
  return ok({ ...letter, unsubscribeUrl: await makeUnsubscribeUrl(actor.readerId) });
}
