/** A version that goes live at its time: once, with any number of instances, also after being down at that time. */
import { and, eq, isNotNull, lte, sql } from "drizzle-orm";
import { chapters, versions } from "@/drizzle/schema/book";
import type { Version } from "@/lib/author/chapters/find-draft";
import { goLive } from "@/lib/author/chapters/go-live";
import { renderVersion } from "@/lib/author/chapters/render-version";
import { textOf } from "@/lib/author/chapters/save-chapter";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

const DEADLINE_MS = 15_000;

type Schedule = {
  chapter: typeof chapters.$inferSelect;
  version: Version;
  publishAt: Date;
  actor: string;
};

/** A later schedule replaces an earlier one; the job of the earlier finds nothing due and does nothing. */
export async function scheduleAt(tx: Db, { chapter, version, publishAt, actor }: Schedule) {
  await tx
    .update(chapters)
    .set({ scheduledVersionId: version.id, publishAt })
    .where(eq(chapters.id, chapter.id));
  await recordAudit(tx, {
    actor,
    action: "chapter.scheduled",
    subject: `chapter:${chapter.id}`,
    before: chapter.scheduledVersionId && {
      version: chapter.scheduledVersionId,
      publishAt: chapter.publishAt,
    },
    after: { version: version.id, number: version.number, publishAt },
  });
  await enqueueJob(tx, { queue: "schedules", input: {}, startAfter: publishAt });
}

/** Publishes whatever is due by the database's clock. Run at each time that was set, and each minute. */
export async function publishDue(): Promise<void> {
  const due = await read((db) => db.select({ id: chapters.id }).from(chapters).where(isDue()));
  for (const { id } of due) await publishOne(id);
}

const isDue = () =>
  and(isNotNull(chapters.scheduledVersionId), lte(chapters.publishAt, sql`now()`));

async function publishOne(id: string): Promise<void> {
  const version = await read((db) => findScheduled(db, id));
  if (!version) return;
  const made = await read((db) => renderVersion(db, textOf(version)), DEADLINE_MS);
  await transaction(async (tx) => {
    const [chapter] = await tx
      .select()
      .from(chapters)
      .where(and(eq(chapters.id, id), eq(chapters.scheduledVersionId, version.id), isDue()))
      .for("update");
    if (chapter) await goLive(tx, { chapter, version, made, actor: "schedule" });
  }, DEADLINE_MS);
}

async function findScheduled(db: Db, id: string): Promise<Version | undefined> {
  const [found] = await db
    .select({ version: versions })
    .from(chapters)
    .innerJoin(versions, eq(versions.id, chapters.scheduledVersionId))
    .where(eq(chapters.id, id));
  return found?.version;
}
