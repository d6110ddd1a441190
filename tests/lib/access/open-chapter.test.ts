import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chapters } from "@/drizzle/schema/book";
import { ANYBODY } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { getDb } from "@/lib/db/pool";
import { asReader, browserWith, buildAuthor, buildGrant } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { itAsksTheGate } from "@/tests/support/gate-cases";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NOW = new Date();
const open = async (slug: string, asker = ANYBODY) => {
  const opened = await openChapter({ slug, asker, now: NOW });
  return opened.ok ? opened.value : undefined;
};

describe("a chapter's locked text", () => {
  itAsksTheGate(async ({ slug }) => async (asker, now) => {
    const opened = await openChapter({ slug, asker, now });
    return JSON.stringify(opened).includes(`Locked words of ${slug}`);
  });
});

describe("a chapter", () => {
  it("is the preview for anybody, with the headings and length of the whole", async () => {
    await buildChapter({ slug: "locked" });
    expect(await open("locked")).toMatchObject({
      edition: "preview",
      html: '<p id="b1">Open words.</p>',
      firstLockedBlock: "first-locked",
      headings: [{ title: "Behind the lock", locked: true }],
      state: "visitor",
      hasFreeChapter: false,
    });
  });

  it("is whole for anybody when it is free", async () => {
    await buildChapter({ slug: "free", access: "free" });
    expect(await open("free")).toMatchObject({ edition: "full", state: "visitor" });
  });

  it("is the same text for all who may read it", async () => {
    const { id } = await buildChapter({ slug: "same" });
    const reader = await buildReader();
    await buildGrant({ chapterId: id, readerId: reader.id });
    const texts = [
      await open("same", browserWith(await buildGrant({ chapterId: id }))),
      await open("same", asReader(reader.id)),
      await open("same", await buildAuthor()),
    ].map((opened) => opened?.html);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain("Locked words of same.");
  });

  it("does not exist while it is unpublished, deleted or unknown, not even for an author", async () => {
    const { id } = await buildChapter({ slug: "unpublished" });
    await getDb().update(chapters).set({ publishedVersionId: null }).where(eq(chapters.id, id));
    const gone = await buildChapter({ slug: "deleted" });
    await getDb().update(chapters).set({ deletedAt: NOW }).where(eq(chapters.id, gone.id));
    const author = await buildAuthor();
    for (const slug of ["unpublished", "deleted", "unknown", "' or true --"]) {
      expect(await openChapter({ slug, asker: author, now: NOW })).toEqual({
        ok: false,
        reason: "not_found",
      });
    }
  });
});

describe("what the page knows of its reader", () => {
  it("is one of five states and names nobody", async () => {
    const { id } = await buildChapter({ slug: "states" });
    const [member, owner] = [await buildReader(), await buildReader()];
    await buildGrant({ readerId: owner.id, source: "order" });
    const unlocked = browserWith(await buildGrant({ chapterId: id }));
    expect((await open("states", unlocked))?.state).toBe("unlocked");
    expect((await open("states", asReader(member.id)))?.state).toBe("signed-in");
    expect((await open("states", asReader(owner.id)))?.state).toBe("owner");
    expect((await open("states", await buildAuthor()))?.state).toBe("author");
    expect(JSON.stringify(await open("states", asReader(owner.id)))).not.toMatch(
      new RegExp(`${owner.id}|${owner.email}`),
    );
  });

  it("tells that this browser's form has opened another chapter, while that is valid", async () => {
    const [one] = [await buildChapter({ slug: "one" }), await buildChapter({ slug: "two" })];
    const unlock = browserWith(await buildGrant({ chapterId: one.id }));
    expect((await open("two", unlock))?.hasFreeChapter).toBe(true);
    expect((await open("one", unlock))?.hasFreeChapter).toBe(false);
    const ended = await buildGrant({ chapterId: one.id, revokedAt: NOW });
    expect((await open("two", browserWith(ended)))?.hasFreeChapter).toBe(false);
    const extra = await buildGrant({ chapterId: one.id, source: "extra" });
    expect((await open("two", browserWith(extra)))?.hasFreeChapter).toBe(false);
  });
});
