import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createChapter } from "@/lib/author/chapters/create-chapter";
import { listVersions, openVersion, restoreVersion } from "@/lib/author/chapters/list-versions";
import { openDraft } from "@/lib/author/chapters/open-draft";
import { getDb } from "@/lib/db/pool";
import { NOBODY } from "@/lib/readers/actor";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, publishNow, save, textWith, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().execute(sql`truncate chapters, versions, editions, books cascade`);
  await buildBook();
});

const BASE = "First line.\n\nSecond line.\n\nThird line.\n";

describe("saving", () => {
  it("makes a version of each text, and none of the same text", async () => {
    await writeChapter(BASE);
    const once = await save(textWith("New.\n"), { base: 1 });
    expect(once).toMatchObject({ ok: true, value: { state: "saved", version: 2 } });
    const twice = await save(textWith("New.\n"), { base: 2 });
    expect(twice).toMatchObject({ ok: true, value: { state: "unchanged", version: 2 } });
  });

  it("keeps every byte of the text", async () => {
    const odd = "\tA tab, two spaces  \r\nWindows line\r\n\n\n* a\n- b\n&nbsp; é 🙂 no end";
    await writeChapter(odd);
    const read = await openVersion({ actor: AUTHOR, slug: "one", number: 1 });
    expect(read.ok && read.value.markdown).toBe(odd);
  });

  it("brings two writers' words together where these do not touch", async () => {
    await writeChapter(BASE);
    await save(textWith(BASE.replace("First", "Other first")), { base: 1, writer: "a" });
    const second = await save(textWith(BASE.replace("Third", "Other third")), {
      base: 1,
      writer: "b",
    });
    expect(second).toMatchObject({
      ok: true,
      value: {
        state: "merged",
        version: 3,
        text: { markdown: "Other first line.\n\nSecond line.\n\nOther third line.\n" },
      },
    });
  });

  it("hands both texts back where they touch, and saves nothing", async () => {
    await writeChapter(BASE);
    await save(textWith(BASE.replace("First", "My first")), { base: 1, writer: "a" });
    const second = await save(textWith(BASE.replace("First", "Your first")), {
      base: 1,
      writer: "b",
    });
    expect(second).toMatchObject({
      ok: true,
      value: {
        state: "conflict",
        version: 2,
        text: { markdown: BASE.replace("First", "My first") },
      },
    });
    const history = await listVersions({ actor: AUTHOR, slug: "one" });
    expect(history.ok && history.value.versions.length).toBe(2);
  });

  it("merges the heads key by key", async () => {
    await writeChapter(BASE);
    await save(textWith(BASE, { title: "New title" }), { base: 1, writer: "a" });
    const second = await save(textWith(BASE, { description: "Of what it is." }), {
      base: 1,
      writer: "b",
    });
    expect(second).toMatchObject({
      value: {
        state: "merged",
        text: { head: { title: "New title", description: "Of what it is." } },
      },
    });
  });

  it("raises no false alarm against the same open editor whose answer was lost", async () => {
    await writeChapter(BASE);
    await save(textWith("One word.\n"), { base: 1, writer: "a" });
    const next = await save(textWith("One word more.\n"), { base: 1, writer: "a" });
    expect(next).toMatchObject({ ok: true, value: { state: "saved", version: 3 } });
  });

  it("is one version when the same save comes twice", async () => {
    await writeChapter(BASE);
    const text = textWith("Typed.\n");
    await save(text, { base: 1, writer: "a", saveId: "s1" });
    await save(textWith("Typed later.\n"), { base: 2, writer: "a", saveId: "s2" });
    const late = await save(text, { base: 1, writer: "a", saveId: "s1" });
    expect(late).toMatchObject({ ok: true, value: { state: "saved", version: 2 } });
  });

  it("hears of the other's words when the answer that brought them was lost", async () => {
    await writeChapter(BASE);
    await save(textWith(BASE.replace("Third", "Their third")), { base: 1, writer: "b" });
    const mine = { text: textWith(BASE.replace("First", "My first")), saveId: "s1" };
    const lost = await save(mine.text, { base: 1, writer: "a", saveId: mine.saveId });
    expect(lost).toMatchObject({ ok: true, value: { state: "merged", version: 3 } });
    expect(await save(mine.text, { base: 1, writer: "a", saveId: mine.saveId })).toEqual(lost);
  });

  it("finds a chapter whose address moved while the answer to that was lost", async () => {
    await writeChapter(BASE);
    const opened = await openDraft({ actor: AUTHOR, slug: "one" });
    if (!opened.ok) throw new Error(opened.reason);
    const move = { base: 1, chapter: opened.value.id, writer: "a", saveId: "s1" };
    await save(textWith(BASE, { slug: "moved" }), move);
    const again = await save(textWith(BASE, { slug: "moved" }), move);
    expect(again).toMatchObject({ ok: true, value: { state: "saved", version: 2, slug: "moved" } });
    const old = await openDraft({ actor: AUTHOR, slug: "one" });
    expect(old).toMatchObject({ ok: true, value: { slug: "moved" } });
  });

  it("answers the API's strict save with the other's text even where a merge would do", async () => {
    await writeChapter(BASE);
    await save(textWith(BASE.replace("First", "Other first")), { base: 1 });
    const strict = await save(textWith(BASE.replace("Third", "My third")), {
      base: 1,
      isStrict: true,
    });
    expect(strict).toMatchObject({ ok: true, value: { state: "conflict", version: 2 } });
  });

  it("refuses whoever may not write, an unknown base and another chapter's address", async () => {
    await writeChapter(BASE);
    await writeChapter("Two.\n", { slug: "two", title: "Two" });
    const text = textWith("x\n");
    expect(await save(text, { base: 1, actor: NOBODY })).toEqual({
      ok: false,
      reason: "forbidden",
    });
    expect(await save(text, { base: 9 })).toEqual({ ok: false, reason: "no_such_base" });
    expect(await save(textWith("x\n", { slug: "two" }), { base: 1 })).toEqual({
      ok: false,
      reason: "slug_taken",
    });
  });
});

describe("a new chapter", () => {
  it("finds itself when it is made twice, and refuses an address that is or was somebody's", async () => {
    const text = await writeChapter(BASE);
    const again = await createChapter({ actor: AUTHOR, text, door: "web" });
    expect(again).toMatchObject({ ok: true, value: { version: 1 } });
    const other = await createChapter({ actor: AUTHOR, text: textWith("Else.\n"), door: "web" });
    expect(other).toEqual({ ok: false, reason: "exists" });
    await publishNow();
    await save(textWith(BASE, { slug: "first" }), { base: 1 });
    await publishNow();
    const old = await createChapter({ actor: AUTHOR, text: textWith("Else.\n"), door: "web" });
    expect(old).toEqual({ ok: false, reason: "exists" });
  });

  it("moves freely until it was published once", async () => {
    await writeChapter(BASE);
    const moved = await save(textWith(BASE, { slug: "first" }), { base: 1 });
    expect(moved).toMatchObject({ value: { slug: "first" } });
    await publishNow("first");
    const later = await save(textWith(BASE, { slug: "again" }), { base: 2, slug: "first" });
    expect(later).toMatchObject({ value: { slug: "first" } });
  });
});

describe("history", () => {
  it("brings an old text back as the newest version", async () => {
    await writeChapter(BASE);
    await save(textWith("Worse.\n"), { base: 1 });
    await restoreVersion({ actor: AUTHOR, slug: "one", number: 1 });
    const history = await listVersions({ actor: AUTHOR, slug: "one" });
    expect(history).toMatchObject({
      value: { versions: [{ number: 3, note: "Version 1 again" }, { number: 2 }, { number: 1 }] },
    });
    const newest = await openVersion({ actor: AUTHOR, slug: "one", number: 3 });
    expect(newest.ok && newest.value.markdown).toBe(BASE);
  });
});
