import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as course } from "@/app/api/forms/course/route";
import { readers } from "@/drizzle/schema/readers";
import { companions, enrolments, lessonDeliveries } from "@/drizzle/schema/signups";
import { grantAccess } from "@/lib/access/grants";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { isSuppressed, suppressAddress } from "@/lib/mail/suppression";
import { leaveCourse } from "@/lib/signups/leave-course";
import { makeBrowser, post } from "@/tests/support/browser-cookies";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { buildLesson } from "@/tests/support/lessons";
import { signedInBrowser } from "@/tests/support/sign-in-browser";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let count = 0;
const lessonIds: string[] = [];

beforeAll(async () => {
  publishSettings({ SITE_RUNTIME: "launcher" });
  await buildBook({ openingChapter: "one" });
  await buildChapter({ slug: "one" });
  for (const day of [1, 2, 4]) lessonIds.push((await buildLesson({ position: day, day })).id);
});

/** Somebody signed in who is in the course since today. */
async function readerInCourse() {
  count += 1;
  const email = `reader${count}@example.com`;
  const browser = await signedInBrowser(email);
  const [reader] = await getDb().select().from(readers).where(eq(readers.email, email));
  if (!reader) throw new Error("nobody signed in");
  await getDb()
    .insert(enrolments)
    .values({
      readerId: reader.id,
      source: "form",
      state: "active",
      confirmedAt: new Date(),
      startedOn: new Date().toISOString().slice(0, 10),
    });
  const press = (fields: Record<string, string>) => browser.send(course, fields);
  return {
    email,
    readerId: reader.id,
    press,
    said: () => browser.remembers("/library#mail"),
    browser,
  };
}

const enrolmentOf = async (readerId: string) =>
  (await getDb().select().from(enrolments).where(eq(enrolments.readerId, readerId)))[0];

const skippedBy = async (readerId: string) =>
  (
    await getDb().select().from(lessonDeliveries).where(eq(lessonDeliveries.readerId, readerId))
  ).map(({ lessonId }) => lessonId);

describe("POST /api/forms/course", () => {
  it("sends whoever is not signed in to the login and back, and changes nothing", async () => {
    const browser = makeBrowser();
    const answer = await browser.send(course, { do: "pause" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/login?to=%2Flibrary");
    expect(browser.remembers("/login")?.problem).toContain("logged out");
    const json = await course(post({ do: "pause" }, { accept: "application/json" }));
    expect(json.status).toBe(401);
    expect(await json.json()).toMatchObject({ reason: "signed_out" });
  });

  it("refuses a wish that is none, and a form of another site", async () => {
    const { press, browser } = await readerInCourse();
    const answer = await press({ do: "burn" });
    expect(answer.headers.get("location")).toBe("/library");
    expect(browser.remembers("/library")?.problem).toContain("not one of ours");
    const foreign = await course(post({ do: "pause" }, { origin: "https://evil.example" }));
    expect(foreign.status).toBe(403);
  });

  it("lets the course rest and go on, each with a sentence", async () => {
    const { readerId, press, said } = await readerInCourse();
    const answer = await press({ do: "pause" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/library#mail"]);
    expect(said()?.notice).toContain("rests");
    expect((await enrolmentOf(readerId))?.state).toBe("paused");
    await press({ do: "resume" });
    expect(said()?.notice).toContain("goes on");
    expect((await enrolmentOf(readerId))?.state).toBe("active");
  });

  it("skips the lesson that the page named, once, however often it is pressed", async () => {
    const { readerId, press, said } = await readerInCourse();
    const lesson = lessonIds[0] ?? "";
    await press({ do: "skip", lesson });
    await press({ do: "skip", lesson });
    expect(said()?.notice).toContain("skipped");
    expect(await skippedBy(readerId)).toEqual([lesson]);
    await press({ do: "skip", lesson: randomUUID() });
    expect(said()?.problem).toContain("none was skipped");
    expect(await skippedBy(readerId)).toEqual([lesson]);
  });

  it("says that the course is not under way to whoever left it in another tab", async () => {
    const { email, press, said } = await readerInCourse();
    await transaction((tx) => leaveCourse(tx, { email, reason: "unsubscribed" }));
    await press({ do: "pause" });
    expect(said()?.problem).toContain("no longer under way");
  });

  it("brings the letters back to whoever left, at their own wish", async () => {
    const { email, readerId, press, said } = await readerInCourse();
    await transaction(async (tx) => {
      await suppressAddress(tx, { address: email, reason: "unsubscribed" });
      await leaveCourse(tx, { email, reason: "unsubscribed" });
    });
    await press({ do: "restart" });
    expect(said()?.notice).toContain("come to you again");
    expect(await isSuppressed(email, { isTransactional: false })).toBe(false);
    expect((await enrolmentOf(readerId))?.state).toBe("active");
  });

  it("starts and stops the chapters by mail for an owner of the book, and for nobody else", async () => {
    const { readerId, press, said } = await readerInCourse();
    const companionOf = async () =>
      (await getDb().select().from(companions).where(eq(companions.readerId, readerId)))[0];
    await press({ do: "companion-start", zone: "Europe/Berlin" });
    expect(said()?.problem).toContain("Only whoever owns the book");
    expect(await companionOf()).toBeUndefined();
    const book = { readerId, chapterId: null, source: "claim", cause: `test:${readerId}` } as const;
    await transaction((tx) => grantAccess(tx, book));
    await press({ do: "companion-start", zone: "Europe/Berlin" });
    expect(said()?.notice).toContain("every three days");
    expect(await companionOf()).toMatchObject({ state: "active", zone: "Europe/Berlin" });
    await press({ do: "companion-stop" });
    expect((await companionOf())?.state).toBe("stopped");
  });

  it("asks whoever gets no mail to switch it on first", async () => {
    const { email, readerId, press, said } = await readerInCourse();
    const book = { readerId, chapterId: null, source: "claim", cause: `test:${readerId}` } as const;
    await transaction(async (tx) => {
      await grantAccess(tx, book);
      await suppressAddress(tx, { address: email, reason: "unsubscribed" });
    });
    await press({ do: "companion-start" });
    expect(said()?.problem).toContain("Send me letters again");
  });
});
