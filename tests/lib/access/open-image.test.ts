import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chapters } from "@/drizzle/schema/book";
import { ANYBODY } from "@/lib/access/asker";
import { openImage } from "@/lib/access/open-image";
import { getDb } from "@/lib/db/pool";
import { browserWith, buildAuthor, buildGrant } from "@/tests/support/build-askers";
import { buildImage, IMAGE_BYTES } from "@/tests/support/build-image";
import { buildChapter } from "@/tests/support/builders";
import { itAsksTheGate } from "@/tests/support/gate-cases";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NOW = new Date();
const LOCKED = { ok: false, reason: "not_found" };
const open = (id: string, asker = ANYBODY, width = 640) =>
  openImage({ id, width, asker, now: NOW });

describe("a picture used only behind the lock", () => {
  itAsksTheGate(async ({ versionId }) => {
    const id = await buildImage({ shownIn: [{ versionId, kind: "full" }] });
    return async (asker, now) => (await openImage({ id, width: 640, asker, now })).ok;
  });

  it("is for one who may read it, and for no cache", async () => {
    const { id, versionId } = await buildChapter({ slug: "locked" });
    const image = await buildImage({ shownIn: [{ versionId, kind: "full" }] });
    expect(await open(image, browserWith(await buildGrant({ chapterId: id })))).toEqual({
      ok: true,
      value: { mime: "image/webp", bytes: IMAGE_BYTES, isForAnybody: false },
    });
  });

  it("answers like a picture that does not exist", async () => {
    const { versionId } = await buildChapter({ slug: "alike" });
    const image = await buildImage({ shownIn: [{ versionId, kind: "full" }] });
    expect(await open(image)).toEqual(LOCKED);
    expect(await open("0".repeat(32))).toEqual(LOCKED);
  });

  it("is open to whoever may read one of the chapters that show it", async () => {
    const [one, two] = [await buildChapter({ slug: "one" }), await buildChapter({ slug: "two" })];
    const shownIn = [one, two].map(({ versionId }) => ({ versionId, kind: "full" as const }));
    const image = await buildImage({ shownIn });
    const holder = browserWith(await buildGrant({ chapterId: two.id }));
    expect((await open(image, holder)).ok).toBe(true);
    expect(await open(image)).toEqual(LOCKED);
  });
});

describe("a picture for anybody", () => {
  const isForAnybody = async (image: string) => {
    const opened = await open(image);
    return opened.ok && opened.value.isForAnybody;
  };

  it("is a cover or a share image", async () => {
    expect(await isForAnybody(await buildImage({ isPublic: true }))).toBe(true);
  });

  it("is one of a preview, also when it stands behind the lock too", async () => {
    const { versionId } = await buildChapter({ slug: "preview" });
    const shownIn = [
      { versionId, kind: "preview" as const },
      { versionId, kind: "full" as const },
    ];
    expect(await isForAnybody(await buildImage({ shownIn }))).toBe(true);
  });

  it("is one of a free chapter", async () => {
    const { versionId } = await buildChapter({ slug: "free", access: "free" });
    const image = await buildImage({ shownIn: [{ versionId, kind: "full" }] });
    expect(await isForAnybody(image)).toBe(true);
  });

  it("has no other widths than the stored ones", async () => {
    expect(await open(await buildImage({ isPublic: true }), ANYBODY, 641)).toEqual(LOCKED);
  });
});

describe("a picture that nothing published shows", () => {
  it("is shown to nobody but those who write the book", async () => {
    const { id, versionId } = await buildChapter({ slug: "withdrawn" });
    const image = await buildImage({ shownIn: [{ versionId, kind: "preview" }] });
    expect((await open(image)).ok).toBe(true);
    await getDb().update(chapters).set({ publishedVersionId: null }).where(eq(chapters.id, id));
    expect(await open(image)).toEqual(LOCKED);
    const author = await open(image, await buildAuthor());
    expect(author.ok).toBe(true);
  });
});
