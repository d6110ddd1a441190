import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { broadcastText } from "@/lib/desk/broadcasts/broadcast-fields";
import { getBroadcast } from "@/lib/desk/broadcasts/get-broadcast";
import { listBroadcasts } from "@/lib/desk/broadcasts/list-broadcasts";
import { previewBroadcast, sendTestBroadcast } from "@/lib/desk/broadcasts/preview-broadcast";
import { deleteDraft, duplicateBroadcast, saveDraft } from "@/lib/desk/broadcasts/save-draft";
import { sendNow } from "@/lib/desk/broadcasts/send-broadcast";
import { runAfterAnswer } from "@/lib/registry";
import {
  buildAuthor,
  buildPeople,
  draft,
  emptyAudience,
  findRow,
  start,
  TEXT,
} from "@/tests/support/broadcasts";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
let actor: Awaited<ReturnType<typeof buildAuthor>>;
beforeAll(async () => {
  publishSettings({ NEXTAUTH_URL: "https://book.example.com" });
  await buildBook({ postalAddress: "1 Long Street" });
  await buildChapter({ slug: "secrets", access: "free" });
});
beforeEach(async () => {
  await emptyAudience();
  await getDb().delete(auditLog);
  actor = await buildAuthor();
});

const save = (id: string, markdown: string, version: number) =>
  saveDraft({ actor, id, version, text: { ...TEXT, markdown } });

describe("a draft", () => {
  it("is saved as a new version, and the audit log keeps both texts", async () => {
    const id = await draft(actor);
    expect(await save(id, "Second.", 1)).toEqual({
      ok: true,
      value: { kind: "saved", version: 2 },
    });
    const rows = await getDb().select().from(auditLog).where(eq(auditLog.subject, id));
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      "broadcast.created",
      "broadcast.saved",
    ]);
    expect(JSON.stringify(rows)).toContain("Second.");
  });

  it("hands a second writer the other text and keeps it", async () => {
    const id = await draft(actor);
    await save(id, "Mine.", 1);
    expect(await save(id, "Yours.", 1)).toMatchObject({
      ok: true,
      value: { kind: "conflict", version: 2, theirs: { markdown: "Mine." } },
    });
    expect(await findRow(id)).toMatchObject({ markdown: "Mine.", version: 2 });
  });

  it("saved once more after a lost answer is no conflict", async () => {
    const id = await draft(actor);
    await save(id, "Mine.", 1);
    expect(await save(id, "Mine.", 1)).toEqual({ ok: true, value: { kind: "saved", version: 2 } });
  });

  it("is not sent as another one than the author saw", async () => {
    await buildPeople({ many: 1 });
    const id = await draft(actor);
    await save(id, "Changed.", 1);
    expect(await sendNow({ actor, id, version: 1 })).toEqual({ ok: false, reason: "changed" });
  });

  it("needs subject, text and somebody who gets it", async () => {
    const refusal = async (text: Parameters<typeof draft>[1]) => {
      const sent = await sendNow({ actor, id: await draft(actor, text), version: 1 });
      return sent.ok ? "sent" : sent.reason;
    };
    expect(await refusal({ subject: "" })).toBe("no_subject");
    expect(await refusal({ markdown: " \n " })).toBe("no_text");
    expect(await refusal({})).toBe("nobody");
  });

  it("stays as it is once it was sent, and can be copied but not deleted", async () => {
    await buildPeople({ many: 1 });
    const id = await start(actor);
    expect(await sendNow({ actor, id, version: 1 })).toMatchObject({ ok: true });
    expect(await save(id, "Too late.", 1)).toEqual({ ok: false, reason: "not_a_draft" });
    expect(await deleteDraft({ actor, id })).toEqual({ ok: false, reason: "not_a_draft" });
    const copy = await duplicateBroadcast({ actor, id });
    if (!copy.ok) throw new Error(copy.reason);
    expect(await findRow(copy.value)).toMatchObject({ ...TEXT, state: "draft", enqueued: 0 });
    expect(await deleteDraft({ actor, id: copy.value })).toMatchObject({ ok: true });
    expect(await deleteDraft({ actor, id: copy.value })).toMatchObject({ ok: true });
  });

  it("tells how many it would reach, and who the newest of them are", async () => {
    await buildPeople({ many: 7 });
    const page = await getBroadcast(actor, await draft(actor));
    expect(page.ok && page.value.audience?.people).toBe(7);
    expect(page.ok && page.value.audience?.some).toHaveLength(5);
  });

  it("comes after what is being sent in the list", async () => {
    await buildPeople({ many: 1 });
    const running = await start(actor);
    const written = await draft(actor);
    const listed = await listBroadcasts(actor);
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([running, written]);
  });

  it("takes lines and subjects as browsers send them, and no zero byte", () => {
    const typed = { subject: " Two\nlines ", markdown: "One.\r\n\r\nTwo.", filter: {} };
    expect(broadcastText.parse(typed)).toMatchObject({
      subject: "Two lines",
      markdown: "One.\n\nTwo.",
    });
    expect(broadcastText.safeParse({ ...typed, markdown: "a\0b" }).success).toBe(false);
    expect(broadcastText.safeParse({ ...typed, filter: { moon: "full" } }).success).toBe(false);
  });
});

describe("the letter", () => {
  it("is previewed as it will arrive: rendered, with whole addresses and the way to leave", async () => {
    const markdown = "See [secrets](/chapters/secrets) and **mind** it.\n\n<script>no()</script>";
    const preview = await previewBroadcast({ actor, id: await draft(actor, { markdown }) });
    if (!preview.ok) throw new Error(preview.reason);
    const { html, text, headers, subject } = preview.value;
    expect(subject).toBe("News");
    expect(html).toContain("https://book.example.com/chapters/secrets");
    expect(html).toContain("<strong>mind</strong>");
    expect(html).not.toContain("<script");
    expect(text).toContain("1 Long Street");
    expect(headers["List-Unsubscribe"]).toContain("/api/forms/unsubscribe?token=");
  });

  it("goes to the author alone as a test, marked, at once", async () => {
    await buildPeople({ many: 3 });
    const id = await draft(actor);
    expect(await sendTestBroadcast({ actor, id })).toEqual({ ok: true, value: actor.email });
    await runAfterAnswer();
    expect(await listLetters()).toMatchObject([
      { to: actor.email, state: "sent", broadcastId: null, lane: 1 },
    ]);
    expect((await findRow(id)).state).toBe("draft");
  });
});
