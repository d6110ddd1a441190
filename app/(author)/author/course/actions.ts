"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { type LessonFields, lessonFields } from "@/app/(author)/author/course/lesson-fields";
import { PROBLEMS, type Problem } from "@/app/(author)/author/course/problems";
import { deleteLesson, restoreLesson } from "@/lib/author/course/delete-lesson";
import { moveLesson } from "@/lib/author/course/move-lesson";
import { sendTestLesson } from "@/lib/author/course/preview-lesson";
import { type Saved, saveLesson } from "@/lib/author/course/save-lesson";
import { setLessonLive } from "@/lib/author/course/set-lesson-live";

const HOME = "/author/course";
const id = z.uuid();

export async function save(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: lessonFields,
    form,
    run: async (input, { actor, network }) => {
      const { id: lesson, base, ...text } = input;
      const saved = await saveLesson({ actor, network, id: lesson, base, text });
      if (!saved.ok) return problem(saved.reason);
      if (saved.value.kind !== "saved") return explain(saved.value, input);
      return base === 0 ? { to: `${HOME}/${lesson}` } : { notice: "Saved." };
    },
  });
}

export async function move(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, before: id.optional(), after: id.optional() }),
    form,
    run: async ({ id: lesson, before, after }, { actor, network }) => {
      const place = before ? { before } : { after: after ?? lesson };
      const moved = await moveLesson({ actor, network, id: lesson, ...place });
      return moved.ok ? {} : problem(moved.reason);
    },
  });
}

export async function makeLive(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, live: z.enum(["yes", "no"]) }),
    form,
    run: async ({ id: lesson, live }, { actor, network }) => {
      const isLive = live === "yes";
      const done = await setLessonLive({ actor, network, id: lesson, isLive });
      return done.ok ? {} : problem(done.reason);
    },
  });
}

export async function takeOut(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async ({ id: lesson }, { actor, network }) => {
      const gone = await deleteLesson({ actor, network, id: lesson });
      return gone.ok ? { to: `${HOME}?out=${lesson}` } : problem(gone.reason);
    },
  });
}

export async function putBack(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async ({ id: lesson }, { actor, network }) => {
      const back = await restoreLesson({ actor, network, id: lesson });
      return back.ok ? { to: `${HOME}?back=${lesson}#lesson-${lesson}` } : problem(back.reason);
    },
  });
}

export async function sendTest(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, press: z.uuid() }),
    form,
    run: async ({ id: lesson, press }, { actor }) => {
      const sent = await sendTestLesson({ actor, id: lesson, press });
      return sent.ok ? { notice: `A test is on its way to ${sent.value}.` } : problem(sent.reason);
    },
  });
}

const problem = (reason: Problem): ActionState => ({ problem: PROBLEMS[reason] });

/** Nothing was saved; what was typed stays, beside what the other one wrote. */
function explain(refused: Exclude<Saved, { kind: "saved" }>, input: LessonFields): ActionState {
  if (refused.kind === "conflict") {
    const { theirs, version } = refused;
    const values = { ...asTyped(input), base: String(version) };
    const other = {
      theirSubject: theirs.subject,
      theirDay: String(theirs.day),
      theirLive: theirs.isLive ? "on" : "",
      theirMarkdown: theirs.markdown,
    };
    return { problem: PROBLEMS.conflict, values: { ...values, ...other } };
  }
  const markdown =
    refused.kind === "broken"
      ? `These links lead nowhere on this site: ${refused.links.join(", ")}.`
      : refused.quotes.map(({ title, words }) => `From “${title}”: “${words}”.`).join(" ");
  return { problem: REFUSED[refused.kind], errors: { markdown } };
}

const REFUSED = {
  broken: "Not saved yet: it links to a page that does not exist. Mend the link, then save again.",
  quoting:
    "Not saved yet: it quotes what stands behind a lock, and people without the book get lessons. Take the quotation out, then save again.",
};

const asTyped = ({ isLive, ...input }: LessonFields): Record<string, string> => ({
  id: input.id,
  base: String(input.base),
  subject: input.subject,
  day: String(input.day),
  markdown: input.markdown,
  ...(isLive ? { isLive: "on" } : {}),
});
