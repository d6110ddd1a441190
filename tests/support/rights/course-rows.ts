/** lib/signups/course and companion: what a reader may do with their own mail, and an author with it. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { companions, enrolments } from "@/drizzle/schema/signups";
import { grantAccess } from "@/lib/access/grants";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { findCompanion } from "@/lib/signups/companion/find-companion";
import { startCompanion, stopCompanion } from "@/lib/signups/companion/start-companion";
import { pauseCourse, resumeCourse } from "@/lib/signups/course/pause-course";
import { simulateCourse } from "@/lib/signups/course/simulate-course";
import { skipLesson } from "@/lib/signups/course/skip-lesson";
import { resumeMail } from "@/lib/signups/resume-mail";
import {
  ONLY_THE_READER,
  ONLY_WRITERS,
  READER_AND_AUTHOR,
  type Row,
} from "@/tests/support/rights/row";
import { NOW, type World } from "@/tests/support/rights/world";

const now = NOW;

export const COURSE_ROWS: Row[] = [
  {
    name: "pauseCourse",
    tells: "pauses the reader's course",
    act: async ({ actor }, world) => {
      const { readerId } = await putInCourse(world, { state: "active" });
      await pauseCourse({ actor, readerId });
      return (await enrolmentOf(readerId))?.state === "paused";
    },
    expected: READER_AND_AUTHOR,
  },
  {
    name: "resumeCourse",
    tells: "lets the reader's course go on",
    act: async ({ actor }, world) => {
      const { readerId } = await putInCourse(world, { state: "paused" });
      await resumeCourse({ actor, readerId });
      return (await enrolmentOf(readerId))?.state === "active";
    },
    expected: READER_AND_AUTHOR,
  },
  {
    name: "skipLesson",
    tells: "leaves out a lesson of the reader's",
    act: async ({ actor }, world) => {
      const { readerId } = await putInCourse(world, { state: "active" });
      return (await skipLesson({ actor, readerId, lessonId: await writeLesson() })).ok;
    },
    expected: READER_AND_AUTHOR,
  },
  {
    name: "resumeMail",
    tells: "brings the reader's mail back, which an author may not",
    act: async ({ actor }, world) => {
      const { readerId } = await putInCourse(world, { state: "left" });
      return (await resumeMail({ actor, readerId })).ok;
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "startCompanion",
    tells: "has the reader's book mailed to them",
    act: async ({ actor }, world) => {
      const { readerId } = await giveBook(world);
      await startCompanion({ actor, now });
      return (await companionOf(readerId))?.state === "active";
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "stopCompanion",
    tells: "stops the reader's chapters by mail",
    act: async ({ actor }, world) => {
      const { readerId } = await giveBook(world);
      const active = { readerId, state: "active" as const };
      await getDb().insert(companions).values(active).onConflictDoNothing();
      await stopCompanion({ actor });
      return (await companionOf(readerId))?.state === "stopped";
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "findCompanion",
    tells: "offers an owner the book by mail",
    act: async ({ actor }, world) => {
      await giveBook(world);
      return (await findCompanion({ actor, now }))?.ownsBook === true;
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "simulateCourse",
    tells: "shows the plan of all lessons",
    act: async ({ actor }) => (await simulateCourse({ actor, now })).ok,
    expected: ONLY_WRITERS,
  },
];

async function putInCourse({ people }: World, change: { state: "active" | "paused" | "left" }) {
  const { readerId } = people.reader;
  await getDb()
    .update(enrolments)
    .set({ confirmedAt: now, startedOn: "2026-01-01", ...change })
    .where(eq(enrolments.readerId, readerId));
  return { readerId };
}

async function giveBook({ people }: World) {
  const { readerId } = people.reader;
  const order = { readerId, chapterId: null, source: "order" as const, cause: `order:${readerId}` };
  await transaction((tx) => grantAccess(tx, order));
  return { readerId };
}

async function companionOf(readerId: string) {
  const [found] = await getDb().select().from(companions).where(eq(companions.readerId, readerId));
  return found;
}

async function enrolmentOf(readerId: string) {
  const [found] = await getDb().select().from(enrolments).where(eq(enrolments.readerId, readerId));
  return found;
}

/** The only one, so that it is anybody's next one. */
async function writeLesson(): Promise<string> {
  await getDb().update(lessons).set({ isLive: false });
  const text = { subject: "A lesson", day: 1, markdown: "Text.", html: "<p>Text.</p>" };
  const [lesson] = await getDb()
    .insert(lessons)
    .values({ ...text, name: randomUUID(), position: 1 })
    .returning({ id: lessons.id });
  return lesson?.id ?? "";
}
