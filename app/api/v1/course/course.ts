import { z } from "zod";
import { json } from "@/app/api/v1/_api/answers";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { etagOf, matches } from "@/app/api/v1/_api/conditions";
import { type Caller, defineOperation } from "@/app/api/v1/_api/operation";
import {
  type ApiError,
  changedMeanwhile,
  ownerMayNot,
  refuseErrors,
} from "@/app/api/v1/_api/problems";
import { lessonText } from "@/lib/author/course/lesson-fields";
import { type CourseText, readCourse, replaceCourse } from "@/lib/author/course/replace-course";

const MOST_LESSONS = 200;

const courseInput = z
  .strictObject({
    lessons: z
      .array(lessonText)
      .max(MOST_LESSONS)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
        error: "names a lesson twice",
      })
      .describe("All of them, in the order in which they are sent."),
  })
  .meta({ id: "CourseInput" });

const courseJson = z
  .object({
    lessons: z.array(
      z.object({
        name: z.string(),
        subject: z.string(),
        day: z.int().describe("Days after confirming."),
        isLive: z.boolean(),
        markdown: z.string(),
      }),
    ),
  })
  .meta({ id: "Course" });

const EXAMPLE = {
  lessons: [
    {
      name: "welcome",
      subject: "Welcome",
      day: 0,
      isLive: true,
      markdown: "Good that you are here.\n",
    },
  ],
};

const WHOLE = { schema: courseJson, hasVersion: true, example: EXAMPLE };

export const getCourse = defineOperation({
  id: "getCourse",
  method: "GET",
  path: "/course",
  summary: "The mail course: all lessons in order",
  scope: "read",
  right: "write",
  answers: { 200: { about: "The lessons, drafts too.", ...WHOLE } },
  problems: [],
  run: async (_, { actor }) => {
    const course = await readCourse(actor);
    return course.ok ? answer(course.value) : ownerMayNot();
  },
});

export const putCourse = defineOperation({
  id: "putCourse",
  method: "PUT",
  path: "/course",
  summary: "Replace the mail course, whole or not at all",
  about:
    "Lessons that are left out are taken out of the course. Readers under way go on from where they are. The same lessons again change nothing.",
  scope: "publish",
  right: "publish",
  condition: "if-match",
  body: jsonBody(courseInput, { maxBytes: 12_000_000, example: EXAMPLE }),
  answers: { 200: { about: "The course from now on.", ...WHOLE } },
  problems: [412],
  run: async ({ body: { lessons } }, caller) => {
    const { actor, network } = caller;
    const replaced = await replaceCourse({ actor, network, lessons, base: await findBase(caller) });
    if (!replaced.ok) return ownerMayNot();
    const { value } = replaced;
    if (value.state === "conflict")
      return changedMeanwhile({ lessons: value.lessons }, etagOf(value.version));
    if (value.state === "saved") return answer(value);
    const index = lessons.findIndex(({ name }) => name === value.name);
    return refuseErrors([{ ...explain(value), pointer: `#/lessons/${index}/markdown` }]);
  },
});

const answer = ({ lessons, version }: CourseText) => json({ lessons }, { version });

async function findBase({ actor, condition }: Caller): Promise<string> {
  const course = await readCourse(actor);
  const isSeen = course.ok && matches(condition, course.value.version);
  return isSeen ? course.value.version : "";
}

type Refused = Extract<
  Extract<Awaited<ReturnType<typeof replaceCourse>>, { ok: true }>["value"],
  { state: "refused" }
>;

function explain({ name, why }: Refused): ApiError {
  const field = `lessons.${name}`;
  if (why.kind === "broken")
    return {
      field,
      message: `The lesson ${name} links to ${why.links.join(", ")}, which is nowhere.`,
    };
  const quote = why.quotes[0];
  return {
    field,
    message: `The lesson ${name} quotes what is locked in the chapter ${quote?.title}: "${quote?.words.slice(0, 200)}".`,
  };
}
