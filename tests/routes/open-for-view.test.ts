import { beforeAll, describe, expect, it, vi } from "vitest";
import { describeView } from "@/app/_http/chapter-view-header";
import { openForReader } from "@/app/live/chapters/[slug]/open-for-reader";
import { ANYBODY } from "@/lib/access/asker";
import { judgeChapter } from "@/lib/access/judge-chapter";
import { saveChapter } from "@/lib/author/chapters/save-chapter";
import { publishSettings } from "@/lib/config";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, publishNow, textWith, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

/** Our own server asks for the page of one kind of reader; between its question to the gate and this page the book may change. */

const SECRET = "only-this-process-knows-0123456789";
const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => asked.headers }));
vi.mock("next/cache", () => ({ unstable_cache: (work: unknown) => work }));

useTestDatabase();

beforeAll(async () => {
  publishSettings({ LOOPBACK_SECRET: SECRET });
  await buildBook();
  await writeChapter("Free words.\n", { access: "free" });
  await publishNow();
});

async function viewNow() {
  const judged = await judgeChapter({ slug: "one", asker: ANYBODY, now: new Date() });
  if (!judged) throw new Error("There is no chapter.");
  const { chapter, ...standing } = judged;
  return describeView({ ...standing, isSignedIn: false, versionId: chapter.versionId });
}

const ask = (view: string, secret: string) => {
  asked.headers = new Headers({ "x-chapter-view": view, "x-loopback-secret": secret });
  return openForReader("one");
};

describe("a page for a kind of reader", () => {
  it("has the text of the version that the gate was asked about, or none", async () => {
    const view = await viewNow();
    expect((await ask(view, SECRET))?.chapter.html).toContain("Free words");
    const text = textWith("Open.\n\n<!-- lock -->\n\nLocked words.\n", { access: "book" });
    await saveChapter({ actor: AUTHOR, slug: "one", base: 1, text, door: "web" });
    await publishNow();
    expect(await ask(view, SECRET)).toBeUndefined();
    expect((await ask(await viewNow(), SECRET))?.chapter.html).not.toContain("Locked words");
  });

  it("is made for nobody who does not know this process's secret", async () => {
    const view = (await viewNow()).replace('"preview"', '"full"').replace('"visitor"', '"owner"');
    expect((await ask(view, SECRET))?.chapter.html).toContain("Locked words");
    for (const secret of ["", "wrong", `${SECRET} `.slice(1)]) {
      const opened = await ask(view, secret);
      expect(opened?.chapter.edition).toBe("preview");
      expect(opened?.chapter.html).not.toContain("Locked words");
    }
  });
});
