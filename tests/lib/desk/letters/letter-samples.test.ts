import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lessons } from "@/drizzle/schema/lessons";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { listSamples, previewSample, sendSample } from "@/lib/desk/letters/letter-samples";
import { SAMPLES } from "@/lib/desk/letters/samples";
import { LETTER_KINDS } from "@/lib/mail/letter-kinds";
import { actorOf } from "@/lib/readers/actor";
import { runAfterAnswer } from "@/lib/registry";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const actor = actorOf({ id: randomUUID(), email: "author@example.com" });

const names = Object.keys(SAMPLES);

beforeEach(async () => {
  await getDb().delete(letters);
});

describe("the samples", () => {
  it("show each kind of letter that there is", () => {
    const shown = new Set(Object.values(SAMPLES).map(({ template }) => template));
    expect([...shown].toSorted()).toEqual(Object.keys(LETTER_KINDS).toSorted());
  });

  it("of an empty book are told apart: some letters nobody gets yet", async () => {
    const listed = await listSamples({ actor });
    if (!listed.ok) throw new Error(listed.reason);
    const missing = listed.value.filter(({ mail }) => !mail).map(({ name }) => name);
    expect(missing).toEqual(["extra-chapter", "lesson", "companion-chapter"]);
    expect(await previewSample({ actor, name: "lesson" })).toEqual({
      ok: false,
      reason: "not_in_book",
    });
    expect(await previewSample({ actor, name: "nothing" })).toEqual({
      ok: false,
      reason: "not_found",
    });
    expect(await previewSample({ actor, name: "constructor" })).toEqual({
      ok: false,
      reason: "not_found",
    });
  });

  describe("of a book with texts", () => {
    beforeAll(async () => {
      await buildChapter({ slug: "one", title: "The first", position: 0 });
      await buildChapter({ slug: "two", title: "The second", position: 1 });
      await buildBook({ title: "Real Book", openingChapter: "one", extraChapter: "two" });
      await getDb().insert(lessons).values({
        name: "first",
        position: 1,
        day: 1,
        subject: "What breaks?",
        markdown: "Words.",
        html: "<p>Words of a lesson.</p>",
        isLive: true,
      });
    });

    it.each(names)(
      "%s carries the book's own words, and the line that inboxes show",
      async (name) => {
        const sample = await previewSample({ actor, name });
        if (!sample.ok) throw new Error(sample.reason);
        const { mail } = sample.value;
        expect(`${mail.subject} ${mail.text}`).toMatch(
          /Real Book|The first|The second|What breaks/,
        );
        expect(mail.preheader.length).toBeGreaterThan(10);
        expect(mail.preheader).not.toContain("<");
        expect(mail.to).toBe("author@example.com");
      },
    );

    it("is mailed to whoever asks, once for each press, marked as a test", async () => {
      const press = randomUUID();
      for (let n = 0; n < 2; n += 1)
        expect(await sendSample({ actor, name: "lesson", press })).toEqual({
          ok: true,
          value: "author@example.com",
        });
      await sendSample({ actor, name: "sign-in", press: randomUUID() });
      await runAfterAnswer();
      expect(await listLetters()).toMatchObject([
        { template: "lesson", to: "author@example.com", state: "sent", lane: 1 },
        { template: "sign-in", state: "sent", secret: null },
      ]);
    });
  });
});
