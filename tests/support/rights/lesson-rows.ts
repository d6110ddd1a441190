/** lib/author/course, and what lib/desk counts of it: who sees and changes the course. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { mayChange } from "@/lib/author/course/change-lesson";
import { deleteLesson, restoreLesson } from "@/lib/author/course/delete-lesson";
import { findLesson } from "@/lib/author/course/find-lesson";
import { listCourse } from "@/lib/author/course/list-course";
import { moveLesson } from "@/lib/author/course/move-lesson";
import { previewLesson, sendTestLesson } from "@/lib/author/course/preview-lesson";
import { readCourse, replaceCourse } from "@/lib/author/course/replace-course";
import { saveLesson } from "@/lib/author/course/save-lesson";
import { setLessonLive } from "@/lib/author/course/set-lesson-live";
import { listLessons } from "@/lib/book/lessons";
import { getDb } from "@/lib/db/pool";
import { countCourse } from "@/lib/desk/course/count-course";
import { buildLesson } from "@/tests/support/lessons";
import { listLetters } from "@/tests/support/outbox";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";

export const LESSON_ROWS: Row[] = [
  {
    name: "listCourse",
    tells: "shows the lessons",
    act: async ({ actor }) => (await listCourse({ actor })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "findLesson",
    tells: "shows the text",
    act: async ({ actor }) => (await findLesson({ actor, id: (await buildLesson()).id })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "mayChange",
    tells: "may change what readers get",
    act: async ({ actor }) => mayChange(actor, { isLive: true }),
    expected: ONLY_AUTHORS,
  },
  {
    name: "mayChange",
    tells: "may change a draft",
    act: async ({ actor }) => mayChange(actor, { isLive: false }),
    expected: ONLY_WRITERS,
  },
  {
    name: "saveLesson",
    tells: "changes the text, and makes a new lesson",
    act: async ({ actor }) => {
      const { id } = await buildLesson();
      const text = { subject: "Other", day: 2, isLive: true, markdown: "Other." };
      await saveLesson({ actor, id, base: 1, text });
      const made = randomUUID();
      await saveLesson({ actor, id: made, base: 0, text });
      return (await stored(id))?.markdown === "Other." && Boolean(await stored(made));
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "saveLesson",
    tells: "writes a draft",
    act: async ({ actor }) => {
      const { id } = await buildLesson({ isLive: false });
      const text = { subject: "Other", day: 2, isLive: false, markdown: "Other." };
      await saveLesson({ actor, id, base: 1, text });
      return (await stored(id))?.markdown === "Other.";
    },
    expected: ONLY_WRITERS,
  },
  {
    name: "moveLesson",
    tells: "changes the order",
    act: async ({ actor }) => {
      const [first, second] = [await buildLesson(), await buildLesson({ position: 2 })];
      await moveLesson({ actor, id: second.id, before: first.id });
      const order = (await listLessons(getDb())).map(({ id }) => id);
      return order.indexOf(second.id) < order.indexOf(first.id);
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "setLessonLive",
    tells: "makes a draft live",
    act: async ({ actor }) => {
      const { id } = await buildLesson({ isLive: false });
      await setLessonLive({ actor, id, isLive: true });
      return (await stored(id))?.isLive;
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "deleteLesson",
    tells: "takes a lesson out",
    act: async ({ actor }) => {
      const { id } = await buildLesson();
      await deleteLesson({ actor, id });
      return (await stored(id))?.deletedAt instanceof Date;
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "restoreLesson",
    tells: "puts a lesson back",
    act: async ({ actor }) => {
      const { id } = await buildLesson({ deletedAt: new Date() });
      await restoreLesson({ actor, id });
      return (await stored(id))?.deletedAt === null;
    },
    expected: ONLY_AUTHORS,
  },
  {
    name: "readCourse",
    tells: "hands out all texts",
    act: async ({ actor }) => (await readCourse(actor)).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "replaceCourse",
    tells: "may write all lessons anew",
    act: async ({ actor }) => (await replaceCourse({ actor, lessons: [], base: "none" })).ok,
    expected: ONLY_AUTHORS,
  },
  {
    name: "previewLesson",
    tells: "shows the letter",
    act: async ({ actor }) => (await previewLesson({ actor, id: (await buildLesson()).id })).ok,
    expected: ONLY_WRITERS,
  },
  {
    name: "sendTestLesson",
    tells: "sends a letter to their own address",
    act: async ({ actor, email }) => {
      const { id } = await buildLesson();
      await sendTestLesson({ actor, id, press: randomUUID() });
      return (await listLetters()).some(
        ({ to, template }) => to === email && template === "lesson",
      );
    },
    expected: ONLY_WRITERS,
  },
];

export const COURSE_COUNT_ROWS: Row[] = [
  {
    name: "countCourse",
    tells: "tells how many stand where",
    act: async ({ actor }) => (await countCourse({ actor })).ok,
    expected: ONLY_WRITERS,
  },
];

async function stored(id: string) {
  const [lesson] = await getDb().select().from(lessons).where(eq(lessons.id, id));
  return lesson;
}
