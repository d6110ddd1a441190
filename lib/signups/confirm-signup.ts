/** Somebody pressed the button of their letter: both chapters become theirs, the extra one is mailed, the course starts. */
import { eq, sql } from "drizzle-orm";
import { books, chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";
import { signups } from "@/drizzle/schema/signups";
import { grantAccess } from "@/lib/access/grants";
import { openChapterIn } from "@/lib/access/open-chapter";
import { letterVoiceColumn } from "@/lib/book/letter-voice";
import { getConfig } from "@/lib/config";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import { err, ok, type Result } from "@/lib/result";
import { adoptSignups } from "@/lib/signups/adopt-signups";
import { enrol } from "@/lib/signups/enrol";
import { makeUnsubscribeUrl, readConfirmToken } from "@/lib/signups/links";

export type Confirmed = { chapter: string; extra: string | null; grantIds: string[] };
type Request = {
  token: string;
  network: string;
  now: Date;
  /** Of the browser in which the button was pressed, where its script told one. */
  zone?: string;
};
type Signup = { id: string; readerId: string; email: string; chapterId: string; chapter: string };

/** Pressing again gives the same grants, and no second letter. */
export async function confirmSignup({
  token,
  network,
  now,
  zone,
}: Request): Promise<Result<Confirmed, "ended">> {
  const signupId = await readConfirmToken(token, now);
  if (!signupId) return err("ended");
  return transaction(async (tx) => {
    const signup = await markConfirmed(tx, signupId);
    if (!signup) return err("ended");
    const grantIds = await adoptSignups(tx, { readerId: signup.readerId, signupId });
    await enrol(tx, { ...signup, zone: zone ?? null });
    const extra = await grantExtraChapter(tx, { signup, now });
    await recordAudit(tx, {
      actor: `reader:${signup.readerId}`,
      action: "signup.confirmed",
      subject: signupId,
      network,
    });
    return ok({
      chapter: signup.chapter,
      extra: extra?.slug ?? null,
      grantIds: [...grantIds, ...(extra?.grantIds ?? [])],
    });
  });
}

async function markConfirmed(tx: Db, signupId: string): Promise<Signup | undefined> {
  const [signup] = await tx
    .update(signups)
    .set({ confirmedAt: sql`coalesce(${signups.confirmedAt}, now())` })
    .where(eq(signups.id, signupId))
    .returning({ id: signups.id, readerId: signups.readerId, chapterId: signups.chapterId });
  if (!signup) return undefined;
  const [reader] = await tx
    .update(readers)
    .set({ emailVerified: sql`coalesce(${readers.emailVerified}, now())` })
    .where(eq(readers.id, signup.readerId))
    .returning({ email: readers.email });
  const [chapter] = await tx
    .select({ slug: chapters.slug })
    .from(chapters)
    .where(eq(chapters.id, signup.chapterId));
  return reader && chapter ? { ...signup, email: reader.email, chapter: chapter.slug } : undefined;
}

async function grantExtraChapter(tx: Db, { signup, now }: { signup: Signup; now: Date }) {
  const extra = await findExtraChapter(tx);
  if (!extra) return undefined;
  const { readerId } = signup;
  const grant = await grantAccess(tx, {
    readerId,
    chapterId: extra.id,
    source: "extra",
    cause: `extra:${readerId}`,
  });
  const opened = await openChapterIn(tx, {
    slug: extra.slug,
    asker: { kind: "reader", readerId, grantIds: [] },
    now,
  });
  if (!opened.ok || opened.value.edition !== "full") return { slug: extra.slug, grantIds: [] };
  await enqueueLetter(tx, {
    key: `extra-chapter:${readerId}`,
    to: signup.email,
    template: "extra-chapter",
    props: {
      ...extra.voice,
      chapterTitle: opened.value.title,
      chapterUrl: `${getConfig().publicUrl}/chapters/${extra.slug}`,
      chapterHtml: opened.value.html,
      unsubscribeUrl: await makeUnsubscribeUrl(readerId),
    },
  });
  return { slug: extra.slug, grantIds: [grant.id] };
}

async function findExtraChapter(tx: Db) {
  const [extra] = await tx
    .select({
      id: chapters.id,
      slug: chapters.slug,
      voice: letterVoiceColumn,
    })
    .from(books)
    .innerJoin(chapters, sql`${chapters.slug} = ${books.settings}->>'extraChapter'`)
    .where(sql`${chapters.publishedVersionId} is not null and ${chapters.deletedAt} is null`);
  return extra;
}
