import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { getDb } from "@/lib/db/pool";
import { Unavailable } from "@/lib/unavailable";
import { asReader, buildGrant } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const proxy = useFaultProxy(database, 11);

async function edition(slug: string, asker: Asker) {
  const opened = await openChapter({ slug, asker, now: new Date() });
  return opened.ok ? opened.value.edition : undefined;
}

describe("while the database is away", () => {
  it("a reader keeps what they were just allowed to read, and nobody else gets it", async () => {
    const { id } = await buildChapter({ slug: "kept" });
    const owner = await buildReader();
    await buildGrant({ chapterId: id, readerId: owner.id });
    const stranger = await buildReader();
    expect(await edition("kept", asReader(owner.id))).toBe("full");
    expect(await edition("kept", ANYBODY)).toBe("preview");

    proxy.down();
    expect(await edition("kept", asReader(owner.id))).toBe("full");
    expect(await edition("kept", ANYBODY)).toBe("preview");
    await expect(edition("kept", asReader(stranger.id))).rejects.toBeInstanceOf(Unavailable);
    proxy.up();
  });

  it("a revoked right is gone with the database's first answer", async () => {
    const { id } = await buildChapter({ slug: "revoked" });
    const reader = await buildReader();
    const grant = await buildGrant({ chapterId: id, readerId: reader.id });
    expect(await edition("revoked", asReader(reader.id))).toBe("full");
    await getDb().update(grants).set({ revokedAt: new Date() }).where(eq(grants.id, grant));
    expect(await edition("revoked", asReader(reader.id))).toBe("preview");

    proxy.down();
    expect(await edition("revoked", asReader(reader.id))).toBe("preview");
    proxy.up();
  });
});
