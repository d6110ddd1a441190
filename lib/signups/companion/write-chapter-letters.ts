/** The letters of a batch of companions: owners who get the same chapter share its text. */
import { letterVoice } from "@/lib/book/letter-voice";
import type { BookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import {
  type CompanionStep,
  chapterLetterKey,
} from "@/lib/signups/companion/record-companion-steps";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

type Batch = { book: BookSettings; steps: CompanionStep[] };

export async function writeChapterLetters(tx: Db, { book, steps }: Batch): Promise<void> {
  const alike = Map.groupBy(steps, ({ sends }) => sends?.id);
  for (const group of alike.values()) await writeAlike(tx, { book, steps: group });
}

async function writeAlike(tx: Db, { book, steps }: Batch) {
  const chapter = steps[0]?.sends;
  if (!chapter) return;
  const shared = {
    ...letterVoice(book),
    chapterTitle: chapter.title,
    chapterUrl: `${getConfig().publicUrl}/chapters/${chapter.slug}`,
    chapterHtml: chapter.html,
    number: chapter.number,
    count: chapter.count,
  };
  const letters = await Promise.all(
    steps.map(async ({ readerId, email }) => ({
      key: chapterLetterKey(chapter.id, readerId),
      to: email,
      props: { unsubscribeUrl: await makeUnsubscribeUrl(readerId, "companion") },
    })),
  );
  await enqueueLetters(tx, { template: "companion-chapter", shared, letters });
}
