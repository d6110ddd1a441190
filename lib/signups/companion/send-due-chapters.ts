/** Mails each owner's companion its next chapter, once, by the same gate that opens it on the site. */
import { sql } from "drizzle-orm";
import { openChapterIn } from "@/lib/access/open-chapter";
import { type BookSettings, getBookSettings } from "@/lib/book/settings";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import {
  type BookChapter,
  type CompanionStanding,
  findCompanionStandings,
  listBookChapters,
} from "@/lib/signups/companion/companion-standing";
import { planChapter } from "@/lib/signups/companion/plan-chapter";
import {
  type CompanionStep,
  recordCompanionSteps,
} from "@/lib/signups/companion/record-companion-steps";
import { writeChapterLetters } from "@/lib/signups/companion/write-chapter-letters";

/** Each of them opens a whole chapter. */
const AT_ONCE = 50;
/** The next minute's run goes on. */
const LONGEST_MS = 45_000;
/** Of one batch: nobody waits for it, and a busy database may take its time. */
const DEADLINE_MS = 20_000;

/** Answers how many letters it wrote. */
export async function sendDueCompanionChapters(): Promise<number> {
  const book = await getBookSettings();
  const endsAt = performance.now() + LONGEST_MS;
  let written = 0;
  for (let looked = AT_ONCE; looked === AT_ONCE && performance.now() < endsAt; ) {
    const batch = await transaction((tx) => sendBatch(tx, book), DEADLINE_MS);
    looked = batch.looked;
    written += batch.written;
  }
  return written;
}

async function sendBatch(tx: Db, book: BookSettings) {
  const { rows } = await tx.execute<{ reader_id: string }>(sql`
    select reader_id from companions where state = 'active' and next_due_at <= now()
    order by next_due_at limit ${AT_ONCE} for update skip locked`);
  const readerIds = rows.map((row) => row.reader_id);
  if (readerIds.length === 0) return { looked: 0, written: 0 };
  const chapters = await listBookChapters(tx);
  const steps: CompanionStep[] = [];
  for (const standing of await findCompanionStandings(tx, {
    readerIds,
    authorsZone: book.timezone,
  }))
    steps.push(await decideStep(tx, { standing, chapters }));
  const recorded = await recordCompanionSteps(tx, steps);
  await writeChapterLetters(tx, { book, steps: recorded });
  return { looked: readerIds.length, written: recorded.length };
}

type Question = { standing: CompanionStanding; chapters: BookChapter[] };

/** Whoever does not own the book any more gets no further chapter. */
async function decideStep(tx: Db, { standing, chapters }: Question): Promise<CompanionStep> {
  const { readerId, email, had, now } = standing;
  const nothing = { readerId, email, sends: null };
  const [chapter, another] = chapters.filter(({ id }) => !had.has(id));
  if (!chapter) return { ...nothing, state: "finished", nextDueAt: null };
  const dueAt = planChapter(standing, now);
  if (dueAt > now) return { ...nothing, state: "active", nextDueAt: dueAt };
  const asker = { kind: "reader" as const, readerId, grantIds: [] };
  const opened = await openChapterIn(tx, { slug: chapter.slug, asker, now });
  if (!opened.ok || opened.value.edition !== "full" || opened.value.state !== "owner")
    return { ...nothing, state: "stopped", nextDueAt: null };
  const { html } = opened.value;
  const sends = { ...chapter, html, number: chapters.indexOf(chapter) + 1, count: chapters.length };
  if (!another) return { ...nothing, sends, state: "finished", nextDueAt: null };
  const nextDueAt = planChapter({ ...standing, lastSentAt: now }, now);
  return { ...nothing, sends, state: "active", nextDueAt };
}
