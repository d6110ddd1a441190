import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { cancelSchedule } from "@/lib/author/chapters/cancel-schedule";
import { changeAccess } from "@/lib/author/chapters/change-access";
import { deleteChapter, undeleteChapter } from "@/lib/author/chapters/delete-chapter";
import { listChapters } from "@/lib/author/chapters/list-chapters";
import { orderChapters } from "@/lib/author/chapters/order-chapters";
import { publish, unpublish } from "@/lib/author/chapters/publish";
import { publishDue } from "@/lib/author/chapters/schedule";
import { findRedirect, listOutline } from "@/lib/book/outline";
import { getBookSettings } from "@/lib/book/settings";
import { getDb } from "@/lib/db/pool";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, publishNow, save, textWith, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().execute(sql`truncate chapters, versions, editions, books cascade`);
  await buildBook();
});

const TEXT = "Open words.\n\n<!-- lock -->\n\nLocked words.\n";
const seen = async (slug = "one") => {
  const opened = await openChapter({ slug, asker: ANYBODY, now: new Date() });
  return opened.ok ? opened.value.html.replace(/<[^>]+>/g, "").trim() : opened.reason;
};
const states = async () => {
  const listed = await listChapters(AUTHOR);
  return listed.ok ? listed.value.map(({ slug, state }) => `${slug}: ${state}`) : [];
};

describe("publishing", () => {
  it("shows a draft to nobody before, and its preview to everybody after", async () => {
    await writeChapter(TEXT);
    expect(await seen()).toBe("not_found");
    await publishNow();
    expect(await seen()).toBe("Open words.");
    expect(await states()).toEqual(["one: live"]);
  });

  it("keeps showing the published text while the next one is written", async () => {
    await writeChapter(TEXT);
    await publishNow();
    await save(textWith("Better words.\n\n<!-- lock -->\n\nMore.\n"), { base: 1 });
    expect(await seen()).toBe("Open words.");
    expect(await states()).toEqual(["one: changed"]);
    await publishNow();
    expect(await seen()).toBe("Better words.");
  });

  it("publishes the version that was asked for, though a newer one exists", async () => {
    await writeChapter(TEXT);
    await save(textWith("Half a sen"), { base: 1 });
    await publish({ actor: AUTHOR, slug: "one", version: 1, now: new Date() });
    expect(await seen()).toBe("Open words.");
    expect(await states()).toEqual(["one: changed"]);
  });

  it("leads the old address to the new one for ever", async () => {
    await writeChapter(TEXT);
    await publishNow();
    await save(textWith(TEXT, { slug: "uno" }), { base: 1 });
    expect(await seen("one")).toBe("Open words.");
    await publishNow();
    expect(await seen("one")).toBe("not_found");
    expect(await findRedirect("one")).toBe("uno");
    expect(await seen("uno")).toBe("Open words.");
  });

  it("keeps what book.yml names under the new address", async () => {
    await buildBook({ extraChapter: "one", glossary: "other" });
    await writeChapter(TEXT);
    await publishNow();
    await save(textWith(TEXT, { slug: "uno" }), { base: 1 });
    await publishNow();
    expect(await getBookSettings()).toMatchObject({ extraChapter: "uno", glossary: "other" });
  });

  it("takes a chapter away and gives it back as it was", async () => {
    await writeChapter(TEXT);
    await publishNow();
    await unpublish({ actor: AUTHOR, slug: "one" });
    expect(await seen()).toBe("not_found");
    expect(await states()).toEqual(["one: draft"]);
    await publishNow();
    const gone = await deleteChapter({ actor: AUTHOR, slug: "one" });
    expect(await seen()).toBe("not_found");
    await undeleteChapter({ actor: AUTHOR, id: gone.ok ? gone.value.id : "" });
    expect(await seen()).toBe("Open words.");
  });
});

describe("a schedule", () => {
  it("goes live at its time, once, though two instances look", async () => {
    await writeChapter(TEXT);
    const publishAt = new Date(Date.now() + 60_000);
    await publish({ actor: AUTHOR, slug: "one", publishAt, now: new Date() });
    expect(await states()).toEqual(["one: scheduled"]);
    await publishDue();
    expect(await seen()).toBe("not_found");
    await getDb().execute(sql`update chapters set publish_at = now() - interval '1 second'`);
    await Promise.all([publishDue(), publishDue()]);
    expect(await seen()).toBe("Open words.");
    const { rows } = await getDb().execute(
      sql`select count(*)::int as count from audit_log where action = 'chapter.published'
        and subject = (select 'chapter:' || id from chapters where slug = 'one')`,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it("shows the version that was scheduled, not what is being typed", async () => {
    await writeChapter(TEXT);
    const publishAt = new Date(Date.now() + 60_000);
    await publish({ actor: AUTHOR, slug: "one", publishAt, now: new Date() });
    await save(textWith("Half a sen"), { base: 1 });
    await getDb().execute(sql`update chapters set publish_at = now()`);
    await publishDue();
    expect(await seen()).toBe("Open words.");
    expect(await states()).toEqual(["one: changed"]);
  });

  it("is taken back without taking away what readers have", async () => {
    await writeChapter(TEXT);
    await publishNow();
    await save(textWith("Better words.\n"), { base: 1 });
    const publishAt = new Date(Date.now() + 60_000);
    await publish({ actor: AUTHOR, slug: "one", publishAt, now: new Date() });
    expect(await states()).toEqual(["one: scheduled"]);
    for (let press = 0; press < 2; press += 1)
      expect(await cancelSchedule({ actor: AUTHOR, slug: "one" })).toEqual({ ok: true });
    await getDb().execute(sql`update chapters set publish_at = now()`);
    await publishDue();
    expect(await seen()).toBe("Open words.");
    expect(await states()).toEqual(["one: changed"]);
  });
});

describe("order and access", () => {
  it("reorders all chapters or none", async () => {
    for (const slug of ["one", "two", "three"]) {
      await writeChapter(TEXT, { slug, title: slug });
      await publishNow(slug);
    }
    expect(await orderChapters({ actor: AUTHOR, slugs: ["two", "one"] })).toEqual({
      ok: false,
      reason: "not_all",
    });
    await orderChapters({ actor: AUTHOR, slugs: ["three", "one", "two"] });
    expect((await listOutline()).map(({ slug }) => slug)).toEqual(["three", "one", "two"]);
  });

  it("changes access at once and keeps unpublished words unpublished", async () => {
    await writeChapter(TEXT);
    await publishNow();
    await save(textWith(`${TEXT}\nUnfinished.\n`), { base: 1 });
    const before = await changeAccess({
      actor: AUTHOR,
      wanted: [{ slug: "one", access: "free", emailUnlock: true }],
    });
    expect(await seen()).toBe("Open words.\n\nLocked words.");
    expect(await states()).toEqual(["one: changed"]);
    expect(before).toEqual({
      ok: true,
      value: [{ slug: "one", access: "book", emailUnlock: true }],
    });
    await changeAccess({ actor: AUTHOR, wanted: before.ok ? before.value : [] });
    expect(await seen()).toBe("Open words.");
  });
});
