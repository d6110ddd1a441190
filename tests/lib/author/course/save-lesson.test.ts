import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { lessons } from "@/drizzle/schema/lessons";
import { saveLesson } from "@/lib/author/course/save-lesson";
import { getDb } from "@/lib/db/pool";
import { buildChapter } from "@/tests/support/builders";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { AUTHOR, buildLesson, EDITOR } from "@/tests/support/lessons";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().delete(lessons);
  await emptyQueues();
});

const actor = AUTHOR;
const TEXT = {
  subject: "Retry politely",
  day: 6,
  isLive: true,
  markdown: "Wait longer each time.",
};

const find = async (id: string) => {
  const [lesson] = await getDb().select().from(lessons).where(eq(lessons.id, id));
  return lesson;
};

describe("a new lesson", () => {
  it("goes to the end, under a name made from its subject", async () => {
    await buildLesson({ position: 7 });
    const id = randomUUID();
    expect(await saveLesson({ actor, id, base: 0, text: TEXT })).toMatchObject({
      ok: true,
      value: { kind: "saved" },
    });
    expect(await find(id)).toMatchObject({
      name: "retry-politely",
      position: 8,
      version: 1,
      html: expect.stringContaining("Wait longer"),
    });
    expect(await listJobs("course")).toHaveLength(1);
  });

  it("is one, however often the same save arrives", async () => {
    const id = randomUUID();
    const save = () => saveLesson({ actor, id, base: 0, text: TEXT });
    await save();
    expect(await save()).toMatchObject({ ok: true, value: { kind: "saved" } });
    expect(await getDb().$count(lessons)).toBe(1);
  });

  it("gets a name of its own beside one of the same subject, and where no letter is plain", async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const subjects = [TEXT.subject, TEXT.subject, "昔々"];
    await Promise.all(
      ids.map((id, at) =>
        saveLesson({ actor, id, base: 0, text: { ...TEXT, subject: subjects[at] ?? "" } }),
      ),
    );
    const names = (await getDb().select().from(lessons)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(["lesson", "retry-politely", "retry-politely-2"]);
  });
});

describe("saving a lesson", () => {
  it("makes a version, keeps the text before in the audit log, and moves readers only for the schedule", async () => {
    const { id, name, subject, day } = await buildLesson({ markdown: "Before." });
    const text = { subject, day, isLive: true, markdown: "After." };
    await saveLesson({ actor, id, base: 1, text });
    expect(await find(id)).toMatchObject({ markdown: "After.", version: 2 });
    const [entry] = await getDb()
      .select()
      .from(auditLog)
      .where(eq(auditLog.subject, `lesson:${name}`));
    expect(entry).toMatchObject({
      actor: "author:author@example.com",
      action: "lesson.saved",
      before: { markdown: "Before." },
      after: { markdown: "After." },
    });
    expect(await listJobs("course")).toEqual([]);
    await saveLesson({ actor, id, base: 2, text: { ...text, day: day + 1 } });
    expect(await listJobs("course")).toHaveLength(1);
  });

  it("hands a second writer the first one's text, and stores nothing", async () => {
    const { id } = await buildLesson();
    await saveLesson({ actor, id, base: 1, text: { ...TEXT, markdown: "Mine." } });
    expect(await saveLesson({ actor, id, base: 1, text: { ...TEXT, markdown: "Yours." } })).toEqual(
      {
        ok: true,
        value: { kind: "conflict", version: 2, theirs: { ...TEXT, markdown: "Mine." } },
      },
    );
    expect((await find(id))?.markdown).toBe("Mine.");
  });

  it("twice at once stores one of the two", async () => {
    const { id } = await buildLesson();
    const answers = await Promise.all(
      ["One.", "Two."].map((markdown) =>
        saveLesson({ actor, id, base: 1, text: { ...TEXT, markdown } }),
      ),
    );
    const kinds = answers.map((answer) => answer.ok && answer.value.kind);
    expect(kinds.toSorted()).toEqual(["conflict", "saved"]);
  });

  it("finds no lesson that was deleted meanwhile", async () => {
    const { id } = await buildLesson({ deletedAt: new Date() });
    const save = { actor, id, text: TEXT };
    expect(await saveLesson({ ...save, base: 1 })).toEqual({ ok: false, reason: "not_found" });
    expect(await saveLesson({ ...save, base: 0 })).toEqual({ ok: false, reason: "not_found" });
  });

  it("refuses what stands behind a lock, in subject or text", async () => {
    const locked =
      "The marmalade lighthouse keeper counts seven slow pelicans before he opens the door";
    await buildChapter({ slug: "keeper", title: "The keeper", locked });
    const { id } = await buildLesson();
    for (const said of [{ markdown: `So: *${locked}*!` }, { subject: locked }])
      expect(await saveLesson({ actor, id, base: 1, text: { ...TEXT, ...said } })).toMatchObject({
        value: { kind: "quoting", quotes: [{ slug: "keeper", title: "The keeper" }] },
      });
    expect((await find(id))?.version).toBe(1);
  });

  it("follows links to chapters, and names those that lead nowhere", async () => {
    await buildChapter({ slug: "here" });
    const { id } = await buildLesson();
    const markdown =
      "[a](../chapters/03-here.md) [b](/chapters/here#x) [c](https://x.example) [d](/contents) [e](../chapters/04-gone.md) [f](/nowhere)";
    expect(await saveLesson({ actor, id, base: 1, text: { ...TEXT, markdown } })).toMatchObject({
      value: { kind: "broken", links: ["../chapters/04-gone.md", "/nowhere"] },
    });
    const good = markdown.split(" [e]")[0] ?? "";
    await saveLesson({ actor, id, base: 1, text: { ...TEXT, markdown: good } });
    expect((await find(id))?.html).toContain('href="/chapters/here"');
  });

  it("lets an editor write drafts, and nothing that readers get", async () => {
    const draft = await buildLesson({ isLive: false });
    const live = await buildLesson();
    const text = { ...TEXT, isLive: false };
    expect(await saveLesson({ actor: EDITOR, id: draft.id, base: 1, text })).toMatchObject({
      ok: true,
    });
    const refused = { ok: false, reason: "only_authors" };
    expect(await saveLesson({ actor: EDITOR, id: draft.id, base: 2, text: TEXT })).toEqual(refused);
    expect(await saveLesson({ actor: EDITOR, id: live.id, base: 1, text })).toEqual(refused);
  });
});
