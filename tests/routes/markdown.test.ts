import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/markdown/[slug]/route";
import { formerSlugs } from "@/drizzle/schema/book";
import { getDb } from "@/lib/db/pool";
import { buildGrant } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { sessionCookieFor, unlockCookieFor } from "@/tests/support/reading-cookies";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const get = (slug: string, cookie = "") =>
  GET(new Request(`http://localhost:3000/chapters/${slug}.md`, { headers: { cookie } }), {
    params: Promise.resolve({ slug }),
  });

let chapterId = "";

beforeAll(async () => {
  ({ id: chapterId } = await buildChapter({ slug: "locked" }));
  await buildChapter({ slug: "free", access: "free" });
  await getDb().insert(formerSlugs).values({ slug: "once", chapterId });
});

describe("/chapters/SLUG.md", () => {
  it("is the preview for anybody and for forgers", async () => {
    for (const cookie of ["", "handbook-unlock=forged", "next-auth.session-token=forged"]) {
      const answer = await get("locked", cookie);
      const text = await answer.text();
      expect(answer.status).toBe(200);
      expect(text).toContain("Open words.");
      expect(text).toContain("The rest of the chapter is in the book");
      expect(text).not.toContain("Locked words");
    }
  });

  it("is the whole text where the chapter is open: browser, reader, author", async () => {
    const reader = await buildReader();
    await buildGrant({ chapterId, readerId: reader.id });
    const cookies = [
      await unlockCookieFor(await buildGrant({ chapterId })),
      await sessionCookieFor(reader.email),
      await sessionCookieFor("author@example.com"),
    ];
    for (const cookie of cookies)
      expect(await (await get("locked", cookie)).text()).toContain("Locked words of locked.");
  });

  it("is Markdown, and kept by nobody even where it is free", async () => {
    for (const slug of ["locked", "free"]) {
      const answer = await get(slug);
      expect(answer.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(answer.headers.get("x-request-id")).toBeTruthy();
    }
  });

  it("leads from an old slug to the present one", async () => {
    const answer = await get("once");
    expect(answer.status).toBe(308);
    expect(answer.headers.get("location")).toBe("/chapters/locked.md");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  it("says where all chapters are when there is no such chapter", async () => {
    for (const slug of ["unknown", "Locked", "..", "\u0000", "x".repeat(81)]) {
      const answer = await get(slug);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("There is no such chapter.");
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });
});
