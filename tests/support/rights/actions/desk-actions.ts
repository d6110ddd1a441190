/** The forms around the audience: people and lists, broadcasts, the course, letters to look at. */
import { randomUUID } from "node:crypto";
import { broadcasts, savedFilters } from "@/drizzle/schema/desk";
import { lessons } from "@/drizzle/schema/lessons";
import { enrolments } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { planImport } from "@/lib/desk/audience/import/plan-import";
import { buildReader } from "@/tests/support/builders";
import { AUTHOR } from "@/tests/support/drafts";
import { buildLesson } from "@/tests/support/lessons";
import { type ActionRow, formsOf } from "@/tests/support/rights/actions/action-row";

const audience = formsOf("audience/actions.ts");
const lists = formsOf("audience/import/actions.ts");
const news = formsOf("broadcasts/actions.ts");
const course = formsOf("course/actions.ts");
const letters = formsOf("letters/actions.ts");

export const AUDIENCE_ACTIONS: ActionRow[] = [
  audience("saveThisFilter", "people", async () => ({ name: randomUUID(), filter: "" })),
  audience("deleteSavedFilter", "people", async () => ({ id: await buildFilter() })),
  audience("pause", "people", async () => ({ id: await buildPupil("active") })),
  audience("resume", "people", async () => ({ id: await buildPupil("paused") })),
  audience("skip", "people", async () => ({
    id: await buildPupil("active"),
    lessonId: await buildOnlyLesson(),
  })),
  audience("stopAllMail", "people", async () => ({ id: await buildPupil("active") })),
  lists("uploadList", "people", async () => ({
    list: new File(["email\nlisted@example.com\n"], "list.csv"),
    wording: "Letters",
    proof: "Form on example.com",
  })),
  lists("importList", "people", async () => ({ id: await buildImport() })),
  letters("sendTest", "write", async () => ({ name: "sign-in", press: randomUUID() })),
];

export const BROADCAST_ACTIONS: ActionRow[] = [
  news("createBroadcast", "people", async () => ({ ...NEWS })),
  news("saveBroadcast", "people", async () => ({
    id: await buildNews("draft"),
    version: "1",
    ...NEWS,
    markdown: "Other news.",
  })),
  news("testBroadcast", "people", async () => ({ id: await buildNews("draft") })),
  news("sendBroadcast", "people", async () => ({ id: await buildNews("draft"), version: "1" })),
  news("sendLater", "people", async () => ({
    id: await buildNews("draft"),
    version: "1",
    at: `${new Date().getFullYear() + 1}-07-01T09:00`,
  })),
  news("takeBack", "people", async () => ({ id: await buildNews("scheduled") })),
  news("pause", "people", async () => ({ id: await buildNews("sending"), reason: "" })),
  news("resume", "people", async () => ({ id: await buildNews("paused") })),
  news("cancel", "people", async () => ({ id: await buildNews("sending") })),
  news("removeDraft", "people", async () => ({ id: await buildNews("draft") })),
  news("duplicate", "people", async () => ({ id: await buildNews("draft") })),
];

const LESSON = { subject: "Other", day: "2", markdown: "Other." };

export const COURSE_ACTIONS: ActionRow[] = [
  course(
    "save",
    "publish",
    async () => {
      const { id } = await buildLesson();
      return { id, base: "1", ...LESSON, isLive: "on" };
    },
    "changes what readers get",
  ),
  course(
    "save",
    "write",
    async () => {
      const { id } = await buildLesson({ isLive: false });
      return { id, base: "1", ...LESSON };
    },
    "changes a draft",
  ),
  course("move", "publish", async () => {
    const first = await buildLesson();
    const second = await buildLesson({ position: 2 });
    return { id: second.id, before: first.id };
  }),
  course("makeLive", "publish", async () => ({
    id: (await buildLesson({ isLive: false })).id,
    live: "yes",
  })),
  course("takeOut", "publish", async () => ({ id: (await buildLesson()).id })),
  course("putBack", "publish", async () => ({
    id: (await buildLesson({ deletedAt: new Date() })).id,
  })),
  course("sendTest", "write", async () => ({ id: (await buildLesson()).id, press: randomUUID() })),
];

const NEWS = { subject: "News", markdown: "There is news." };

/** Of somebody else, with somebody to get it. */
async function buildNews(state: (typeof broadcasts.$inferSelect)["state"]): Promise<string> {
  await buildPupil("active");
  const startedAt = state === "sending" || state === "paused" ? new Date() : null;
  const [row] = await getDb()
    .insert(broadcasts)
    .values({ ...NEWS, filter: {}, state, startedAt, author: "test" })
    .returning();
  return row?.id ?? "";
}

async function buildFilter(): Promise<string> {
  const saved = { name: randomUUID(), filter: {} };
  const [filter] = await getDb().insert(savedFilters).values(saved).returning();
  return filter?.id ?? "";
}

async function buildPupil(state: "active" | "paused"): Promise<string> {
  const { id: readerId } = await buildReader();
  await getDb()
    .insert(enrolments)
    .values({ readerId, source: "form", state, confirmedAt: new Date(), startedOn: "2026-01-01" });
  return readerId;
}

/** So that it is anybody's next one. */
async function buildOnlyLesson(): Promise<string> {
  await getDb().update(lessons).set({ isLive: false });
  return (await buildLesson()).id;
}

async function buildImport(): Promise<string> {
  const planned = await planImport({
    actor: AUTHOR,
    fileName: "list.csv",
    bytes: new TextEncoder().encode(`email\n${randomUUID()}@example.com\n`),
    wording: "Letters",
    proof: "Form on example.com",
    now: new Date(),
  });
  if (!planned.ok) throw new Error(planned.reason);
  return planned.value;
}
