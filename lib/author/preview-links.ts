/** Private links to a chapter as it is being written: for whoever has one, for a day, until they are revoked. */
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { bookFiles, previewLinks } from "@/drizzle/schema/author";
import { chapters } from "@/drizzle/schema/book";
import type { OpenChapter } from "@/lib/access/open-chapter";
import { type Draft, findDraft, headOf } from "@/lib/author/chapters/find-draft";
import { renderVersion } from "@/lib/author/chapters/render-version";
import { textOf } from "@/lib/author/chapters/save-chapter";
import { picturePathsOf } from "@/lib/author/chapters/stored-links";
import { readImage, type StoredImage } from "@/lib/book/images";
import { getConfig } from "@/lib/config";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { sign, verify } from "@/lib/signing";

const DEADLINE_MS = 15_000;

export type PreviewLink = { id: string; url: string; expiresAt: Date };

type About = { actor: Actor; slug: string };

/** The address is in this answer alone: what is kept of it is its id, which opens nothing without our signature. */
export async function makePreviewLink({
  actor,
  slug,
}: About): Promise<Result<PreviewLink, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const made = await transaction(async (tx) => {
    const draft = await findDraft(tx, slug);
    return draft && insertLink(tx, { chapterId: draft.chapter.id, createdBy: nameOf(actor) });
  });
  if (!made) return err("not_found");
  const token = await sign("preview-link", { link: made.id }, made.expiresAt);
  return ok({ ...made, url: `${getConfig().publicUrl}/preview/${token}` });
}

type NewLink = { chapterId: string; createdBy: string };

async function insertLink(tx: Db, link: NewLink) {
  const [made] = await tx
    .insert(previewLinks)
    .values({ ...link, expiresAt: sql`now() + interval '1 day'` })
    .returning({ id: previewLinks.id, expiresAt: previewLinks.expiresAt });
  if (!made) throw new Error("No preview link was kept.");
  await recordAudit(tx, {
    actor: link.createdBy,
    action: "preview.linked",
    subject: `chapter:${link.chapterId}`,
    after: { link: made.id },
  });
  return made;
}

/** All that lead to this chapter, from the next request on. */
export async function revokePreviewLinks({
  actor,
  slug,
}: About): Promise<Result<{ revoked: number }, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    const draft = await findDraft(tx, slug);
    if (!draft) return err("not_found");
    const { id } = draft.chapter;
    const revoked = await tx
      .update(previewLinks)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(previewLinks.chapterId, id), isNull(previewLinks.revokedAt)))
      .returning({ id: previewLinks.id });
    if (revoked.length > 0)
      await recordAudit(tx, {
        actor: nameOf(actor),
        action: "preview.revoked",
        subject: `chapter:${id}`,
      });
    return ok({ revoked: revoked.length });
  });
}

export type Previewed = Omit<OpenChapter, "state" | "hasFreeChapter"> & {
  version: number;
  linkExpiresAt: Date;
};

type Question = { token: string; now: Date };

/** The whole of the newest version, rendered as readers would get it if it were published now. */
export async function openPreviewLink({
  token,
  now,
}: Question): Promise<Result<Previewed, "not_found">> {
  const found = await findLinked({ token, now });
  if (!found) return err("not_found");
  const { chapter, latest, linkExpiresAt } = found;
  const { title, description = "", part = null, access, emailUnlock } = headOf(latest);
  const { rendered } = await read((db) => renderVersion(db, textOf(latest)), DEADLINE_MS);
  const { html, words, minutes } = rendered.full;
  return ok({
    id: chapter.id,
    slug: chapter.slug,
    title,
    description,
    part,
    access,
    emailUnlock,
    image: chapter.image,
    updatedAt: latest.createdAt,
    edition: "full",
    html,
    words,
    minutes,
    firstLockedBlock: null,
    headings: rendered.headings,
    version: latest.number,
    linkExpiresAt,
  });
}

const claims = z.object({ link: z.uuid() });

async function findLinked({ token, now }: Question) {
  const parsed = claims.safeParse(await verify("preview-link", token, now));
  if (!parsed.success) return undefined;
  return read(async (db): Promise<(Draft & { linkExpiresAt: Date }) | undefined> => {
    const [link] = await db
      .select({ slug: chapters.slug, expiresAt: previewLinks.expiresAt })
      .from(previewLinks)
      .innerJoin(chapters, eq(chapters.id, previewLinks.chapterId))
      .where(
        and(
          eq(previewLinks.id, parsed.data.link),
          isNull(previewLinks.revokedAt),
          gt(previewLinks.expiresAt, sql`now()`),
        ),
      );
    const draft = link && (await findDraft(db, link.slug));
    return draft && { ...draft, linkExpiresAt: link.expiresAt };
  });
}

/** Only pictures that the newest version shows. */
export async function openPreviewImage({
  id,
  width,
  ...question
}: Question & { id: string; width: number }): Promise<Result<StoredImage, "not_found">> {
  const found = await findLinked(question);
  if (!found) return err("not_found");
  const paths = picturePathsOf(textOf(found.latest));
  const image = await read(async (db) => {
    const files = await db
      .select({ path: bookFiles.path })
      .from(bookFiles)
      .where(eq(bookFiles.imageId, id));
    const isShown = files.some(({ path }) => paths.includes(path));
    return isShown ? readImage(db, { id, width }) : undefined;
  });
  return image ? ok(image) : err("not_found");
}
