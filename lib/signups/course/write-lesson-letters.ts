/** The letters of a batch: readers of one lesson share one text, those who have the book one without the invitation. */
import { letterVoice } from "@/lib/book/letter-voice";
import type { BookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import type { LiveLesson } from "@/lib/signups/course/live-lessons";
import { lessonLetterKey, type Step } from "@/lib/signups/course/record-steps";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

const NAMELESS_COURSE = "Crash course";

type Batch = { book: BookSettings; steps: Step[] };

export async function writeLessonLetters(tx: Db, { book, steps }: Batch): Promise<void> {
  const alike = Map.groupBy(steps, ({ sends, hasBook }) => `${sends?.lesson.id}:${hasBook}`);
  for (const group of alike.values()) await writeAlike(tx, { book, steps: group });
}

async function writeAlike(tx: Db, { book, steps }: Batch) {
  const [first] = steps;
  if (!first?.sends) return;
  const { lesson, number, count } = first.sends;
  const shared = lessonLetter({ book, lesson, number, count, hasBook: first.hasBook });
  const letters = await Promise.all(
    steps.map(async ({ readerId, email }) => ({
      key: lessonLetterKey(lesson.id, readerId),
      to: email,
      props: { unsubscribeUrl: await makeUnsubscribeUrl(readerId) },
    })),
  );
  await enqueueLetters(tx, { template: "lesson", shared, letters });
}

type Letter = {
  book: BookSettings;
  lesson: Pick<LiveLesson, "subject" | "html" | "offerHtml">;
  number: number;
  count: number;
  hasBook: boolean;
};

/** What the letters of one lesson have in common. */
export function lessonLetter({ book, lesson, number, count, hasBook }: Letter) {
  return {
    ...letterVoice(book),
    courseTitle: book.course?.title ?? NAMELESS_COURSE,
    subject: lesson.subject,
    number,
    count,
    siteUrl: getConfig().publicUrl,
    html: lesson.html,
    offerHtml: hasBook ? null : lesson.offerHtml,
  };
}
