import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chapters } from "@/drizzle/schema/book";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { listReadable } from "@/lib/access/list-readable";
import { getDb } from "@/lib/db/pool";
import { asReader, browserWith, buildAuthor, buildGrant } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { itAsksTheGate } from "@/tests/support/gate-cases";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const NOW = new Date();
const list = (asker: Asker) => listReadable({ asker, now: NOW });

describe("a chapter is listed as readable", () => {
  itAsksTheGate(async ({ slug, versionId }) => async (asker, now) => {
    const { full, versionIds } = await listReadable({ asker, now });
    const isFull = versionIds.full.includes(versionId);
    expect(full.includes(slug)).toBe(isFull);
    expect(versionIds.preview.includes(versionId)).toBe(!isFull);
    return isFull;
  });
});

describe("what an asker may read", () => {
  const positions = { second: -1, first: -2, third: 9_000 };

  it("is listed in the book's order, free chapters for anybody among it", async () => {
    const second = await buildChapter({ slug: "second", position: positions.second });
    await buildChapter({ slug: "first", access: "free", position: positions.first });
    await buildChapter({ slug: "third", position: positions.third });
    expect((await list(ANYBODY)).full).toEqual(["first"]);
    const holder = browserWith(await buildGrant({ chapterId: second.id }));
    expect((await list(holder)).full).toEqual(["first", "second"]);
    const everything = (await list(await buildAuthor())).full;
    expect(everything.slice(0, 2)).toEqual(["first", "second"]);
    expect(everything.at(-1)).toBe("third");
  });

  it("leaves out what is not published or was deleted, also for an author", async () => {
    const slug = `gone-${randomUUID()}`;
    const { id, versionId } = await buildChapter({ slug });
    await getDb().update(chapters).set({ deletedAt: NOW }).where(eq(chapters.id, id));
    const readable = await list(await buildAuthor());
    expect(JSON.stringify(readable)).not.toContain(slug);
    expect(JSON.stringify(readable)).not.toContain(versionId);
  });

  it("comes with the state of its reader: a free chapter unlocks nobody", async () => {
    const { id } = await buildChapter({ slug: `state-${randomUUID()}` });
    const owner = await buildReader();
    await buildGrant({ readerId: owner.id, source: "order" });
    expect((await list(ANYBODY)).state).toBe("visitor");
    expect((await list(browserWith(await buildGrant({ chapterId: id })))).state).toBe("unlocked");
    expect((await list(asReader((await buildReader()).id))).state).toBe("signed-in");
    expect((await list(asReader(owner.id))).state).toBe("owner");
    expect((await list(await buildAuthor())).state).toBe("author");
  });
});
