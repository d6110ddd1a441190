import { beforeEach, describe, expect, it } from "vitest";
import { lessons } from "@/drizzle/schema/lessons";
import { letters } from "@/drizzle/schema/mail";
import { previewLesson, sendTestLesson } from "@/lib/author/course/preview-lesson";
import { getDb } from "@/lib/db/pool";
import { listMailbox } from "@/lib/mail/mailbox";
import { sendLetter } from "@/lib/mail/send-letter";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, buildLesson } from "@/tests/support/lessons";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().delete(lessons);
  await getDb().delete(letters);
  await buildBook({ course: { title: "The crash course" } });
});

const actor = AUTHOR;
const OFFER = "<p>Buy the book.</p>";

async function preview(id: string, hasBook = false) {
  const letter = await previewLesson({ actor, id, hasBook });
  if (!letter.ok) throw new Error(letter.reason);
  return letter.value;
}

describe("the preview of a lesson", () => {
  it("is the letter with its place in the course, a draft counted as if it were live", async () => {
    await buildLesson({ position: 1 });
    await buildLesson({ position: 2, isLive: false });
    const { id } = await buildLesson({ position: 3, isLive: false, subject: "Rehearse" });
    const mail = await preview(id);
    expect(mail.subject).toBe("Rehearse");
    expect(mail.text).toContain("The crash course, lesson 2 of 2");
    expect(mail.html).toContain("Words.");
    expect(mail.headers["List-Unsubscribe"]).toContain("/api/forms/unsubscribe?token=");
  });

  it("is without the offer for somebody who has the book", async () => {
    const { id } = await buildLesson({ offerHtml: OFFER });
    expect((await preview(id)).html).toContain("Buy the book.");
    expect((await preview(id, true)).html).not.toContain("Buy the book.");
  });

  it("is not found for another address", async () => {
    expect(await previewLesson({ actor, id: "x" })).toEqual({ ok: false, reason: "not_found" });
  });
});

describe("a test of a lesson", () => {
  it("goes to whoever asks for it, marked as a test, once for each press", async () => {
    const { id } = await buildLesson({ subject: "Rehearse" });
    for (const press of ["one", "one", "two"])
      expect(await sendTestLesson({ actor, id, press })).toEqual({
        ok: true,
        value: "author@example.com",
      });
    const written = await listLetters();
    expect(written).toMatchObject([{ to: "author@example.com", lane: 1 }, { lane: 1 }]);
    await sendLetter(written[0]?.id ?? "");
    expect(await listMailbox()).toMatchObject([
      { to: "author@example.com", subject: "Test: Rehearse" },
    ]);
  });
});
