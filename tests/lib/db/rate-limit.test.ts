import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rateLimits } from "@/drizzle/schema/db";
import { consume, deleteExpiredLimits } from "@/lib/db/rate-limit";
import { read, transaction } from "@/lib/db/transaction";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const allowed = { isAllowed: true, retryAfterSeconds: 0 };

describe("a rate limit", () => {
  it("allows its points to a key, says when to come back, and lets other keys be", async () => {
    const use = (key: string) => consume({ key, points: 3, perSeconds: 60 });
    for (let used = 0; used < 3; used += 1) expect(await use("a")).toEqual(allowed);
    const refused = await use("a");
    expect(refused.isAllowed).toBe(false);
    expect(refused.retryAfterSeconds).toBeGreaterThan(50);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await use("b")).toEqual(allowed);
  });

  it("counts every one of many uses at once", async () => {
    const uses = await Promise.all(
      Array.from({ length: 40 }, () => consume({ key: "many", points: 25, perSeconds: 60 })),
    );
    expect(uses.filter((use) => use.isAllowed)).toHaveLength(25);
  });

  it("begins anew when its span is over, by the database's clock", async () => {
    const use = () => consume({ key: "span", points: 1, perSeconds: 60 });
    await use();
    expect((await use()).isAllowed).toBe(false);
    await transaction((tx) =>
      tx
        .update(rateLimits)
        .set({ expire: sql`now() - interval '1 second'` })
        .where(sql`key = 'span'`),
    );
    expect(await use()).toEqual(allowed);
    expect((await use()).isAllowed).toBe(false);
  });

  it("leaves no row behind once it is over", async () => {
    await consume({ key: "gone", points: 1, perSeconds: 60 });
    await transaction((tx) =>
      tx
        .update(rateLimits)
        .set({ expire: sql`now() - interval '1 second'` })
        .where(sql`key = 'gone'`),
    );
    await deleteExpiredLimits();
    expect(await read((db) => db.select().from(rateLimits).where(sql`key = 'gone'`))).toEqual([]);
  });
});
