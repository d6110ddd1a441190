/** The only way to a picture's bytes: shown to whoever may read an edition that shows it, a locked one like an unknown one to all others. */
import { type Asker, keyOfAsker } from "@/lib/access/asker";
import { decideAccess } from "@/lib/access/decide-access";
import { findGrants } from "@/lib/access/grants";
import { findImageUse, type ImageUse, readImage, type StoredImage } from "@/lib/book/images";
import type { Db } from "@/lib/db/pool";
import { makeRecentAnswers } from "@/lib/db/recent-answers";
import { read } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";

/** `isForAnybody`: no right was needed, so any cache may keep it. */
export type OpenImage = StoredImage & { isForAnybody: boolean };

type Question = { id: string; width: number; asker: Asker; now: Date };

type Opened = Result<OpenImage, "not_found">;

/** Some tens of megabytes, so that a chapter shown while the database is away keeps its pictures. */
const recent = makeRecentAnswers<Opened>("opened pictures", 100);

/** Three round trips at most; two where no right is needed. */
export function openImage(question: Question): Promise<Opened> {
  const { id, width, asker } = question;
  const key = `${id} ${width} ${keyOfAsker(asker)}`;
  return recent.orRecent(key, () => read((db) => openImageIn(db, question)));
}

async function openImageIn(
  db: Db,
  { id, width, asker, now }: Question,
): Promise<Result<OpenImage, "not_found">> {
  const use = await findImageUse(db, id);
  if (!use) return err("not_found");
  const isForAnybody = isShownToAnybody(use);
  if (!isForAnybody && !(await isShownTo(db, { use, asker, now }))) return err("not_found");
  const image = await readImage(db, { id, width });
  return image ? ok({ ...image, isForAnybody }) : err("not_found");
}

function isShownToAnybody({ isPublic, uses }: ImageUse): boolean {
  return isPublic || uses.some(({ kind, access }) => kind === "preview" || access === "free");
}

async function isShownTo(
  db: Db,
  { use, asker, now }: { use: ImageUse; asker: Asker; now: Date },
): Promise<boolean> {
  /** In the workshop a picture is seen before anything that shows it is published. */
  if (asker.kind === "author") return true;
  if (use.uses.length === 0) return false;
  const grants = await findGrants(db, asker);
  return use.uses.some(({ chapterId, access }) => {
    const chapter = { id: chapterId, access };
    return decideAccess({ asker, grants, chapter, now }) === "full";
  });
}
