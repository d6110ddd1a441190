import { beforeEach, expect, it } from "vitest";
import { keepAhead } from "@/cli/start/kept-pages/keep-ahead";
import { beginPageGeneration } from "@/lib/page-generation";
import { buildBook } from "@/tests/support/builders";
import { publishNow, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
/** What was asked for, in order, and how often each page still breaks. */
let asked: string[] = [];
let breaks: Record<string, number> = {};

keepAhead(async ({ path }) => {
  asked.push(path);
  const left = breaks[path] ?? 0;
  breaks[path] = left - 1;
  if (left > 0) throw new Error("broken");
});

beforeEach(async () => {
  asked = [];
  breaks = {};
  await buildBook();
  for (const slug of ["one", "two"]) {
    await writeChapter("Words.\n", { slug, title: slug });
    await publishNow(slug);
  }
});

const settled = (paths: string[]) => expect.poll(() => asked, { timeout: 5_000 }).toEqual(paths);

it("every page for anybody is made when the book has changed, the first ones first", async () => {
  beginPageGeneration();
  await settled(["/", "/contents", "/chapters/one", "/chapters/two"]);
});

it("a page that breaks is tried again, and keeps none of the others waiting", async () => {
  breaks = { "/": 1, "/chapters/one": 2 };
  beginPageGeneration();
  const broken = ["/", "/chapters/one"];
  await settled(["/", "/contents", "/chapters/one", "/chapters/two", ...broken, "/chapters/one"]);
});

it("a change that comes meanwhile begins anew, and leaves what was left", async () => {
  beginPageGeneration();
  beginPageGeneration();
  await settled(["/", "/contents", "/chapters/one", "/chapters/two"]);
});
