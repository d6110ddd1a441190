import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { useServedApi } from "@/tests/support/api/serve-api";
import { askedQuestions, book } from "@/tests/support/book-command";
import {
  chapterFile,
  DRAWING,
  lessonFile,
  removeBooksAfterwards,
  writeBook,
} from "@/tests/support/book-on-disk";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
const api = useServedApi();

let token = "";
let folder = "";
beforeAll(async () => {
  token = await tokenFor();
  publishSettings({ BOOK_URL: api.url, BOOK_TOKEN: token });
  folder = await writeBook({
    "book.yml": "title: My book\nopeningChapter: one\ncover: images/cover.svg\n",
    "chapters/01-one.md": chapterFile("One", "![Lanes](../images/lanes.svg)", "access: free\n"),
    "chapters/02-two.md": chapterFile("Two", "See [one](01-one.md)."),
    "course/01-hello.md": lessonFile("Hello", 1),
    "images/cover.svg": DRAWING,
    "images/lanes.svg": DRAWING.replace("10", "20"),
  });
});

const get = async (address: string) => (await callApi("GET", address, { token })).json();
const write = (file: string, text: string) => writeFile(path.join(folder, file), text);
const push = (...flags: string[]) => book(["push", folder, ...flags]);

describe("push", () => {
  it("refuses a folder with problems, each with file and line, and sends nothing", async () => {
    const wrong = await writeBook({
      "chapters/01-one.md": "---\ntitel: One\n---\n[x](/chapters/no)",
    });
    const before = api.calls.length;
    const pushed = await book(["push", wrong, "--yes"]);
    expect(pushed.exit).toBe(1);
    expect(pushed.told).toContain('chapters/01-one.md:2 "titel" is not a key that this file knows');
    expect(api.calls.length).toBe(before);
  });

  it("shows a plan with counts and changes nothing with --dry-run", async () => {
    const tried = await push("--dry-run");
    expect(tried.exit).toBe(0);
    expect(tried.said).toContain("+ chapters/01-one.md");
    expect(tried.said).toContain("~ book.yml");
    expect(tried.said).toContain(
      "5 to create, 1 to update, 0 to delete, 0 to publish, 0 unchanged",
    );
    expect((await get("/chapters")).data).toEqual([]);
  });

  it("wants --yes where nobody can be asked (2), and asks on a terminal", async () => {
    const scripted = await push();
    expect(scripted.exit).toBe(2);
    expect(scripted.told).toContain("--yes");
    const declined = await book(["push", folder], { answers: [false] });
    expect(declined.exit).toBe(0);
    expect(askedQuestions()).toEqual([`Change ${api.url} like this?`]);
    expect((await get("/chapters")).data).toEqual([]);
  });

  it("creates a book whole, images first", async () => {
    api.calls.length = 0;
    const pushed = await push("--yes", "--publish");
    expect(pushed.told).toBe("");
    expect(pushed.said).toContain("Done: 5 created, 1 updated, 0 deleted, 2 published.");
    expect(pushed.exit).toBe(0);
    const writes = api.calls.filter((call) => !call.startsWith("GET"));
    expect(writes).toEqual([
      expect.stringMatching(/^POST \/images\?path=images%2Flanes/),
      expect.stringMatching(/^POST \/images\?path=images%2Fcover/),
      "PUT /chapters/one",
      "PUT /chapters/two",
      "PUT /book",
      "PUT /course",
      "POST /chapters/one/publish",
      "POST /chapters/two/publish",
    ]);
    expect((await get("/chapters/two")).state).toBe("live");
    expect((await get("/book")).openingChapter).toBe("one");
    expect((await get("/course")).lessons).toMatchObject([{ name: "hello", isLive: true }]);
  });

  it("says that there is nothing to push, and changes nothing", async () => {
    api.calls.length = 0;
    const again = await push("--publish");
    expect(again).toMatchObject({ exit: 0, said: "Nothing to push.", told: "" });
    expect(api.calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
  });

  it("sends only what changed, moves and renames, and answers as JSON", async () => {
    await write("chapters/02-two.md", chapterFile("Two", "Better.", "slug: second\nwas: [two]\n"));
    await write("chapters/03-three.md", chapterFile("Three"));
    const pushed = await push("--yes", "--publish", "--json");
    expect(pushed.json()).toMatchObject({
      ok: true,
      plan: {
        create: [{ what: "chapters/03-three.md" }],
        update: [{ what: "chapters/02-two.md" }],
        publish: [{ what: "chapters/02-two.md" }, { what: "chapters/03-three.md" }],
        conflicts: [],
      },
      done: { created: 1, updated: 1, published: 2 },
      failures: [],
    });
    expect((await get("/chapters/second")).title).toBe("Two");
    expect((await push()).said).toBe("Nothing to push.");
  });

  it("keeps what only the site has, until --delete", async () => {
    await rm(path.join(folder, "chapters/03-three.md"));
    const kept = await push();
    expect(kept.exit).toBe(0);
    expect(kept.said).toContain("? chapters/three  (Three)");
    const deleted = await push("--yes", "--delete");
    expect(deleted.said).toContain("- chapters/three  (Three)");
    expect((await callApi("GET", "/chapters/three", { token })).status).toBe(404);
    expect((await push()).said).toBe("Nothing to push.");
  });

  it("never writes over what somebody else wrote: it says who, and sends the rest", async () => {
    const current = await callApi("GET", "/chapters/one", { token });
    const { version, ...chapter } = await current.json();
    const typed = { ...chapter, markdown: "Typed on the site.\n" };
    await callApi("PUT", "/chapters/one", {
      token,
      body: typed,
      headers: { "if-match": `"${version}"` },
    });
    await write("chapters/01-one.md", chapterFile("One", "Typed at home.", "access: free\n"));
    await write("chapters/02-two.md", chapterFile("Two", "Best.", "slug: second\nwas: [two]\n"));
    const pushed = await push("--yes");
    expect(pushed.exit).toBe(1);
    expect(pushed.said).toContain(
      `! chapters/01-one.md  (author@example.com wrote version ${version + 1} through the API`,
    );
    expect((await get("/chapters/one")).markdown).toBe("Typed on the site.\n");
    expect((await get("/chapters/second")).markdown).toContain("Best.");
  });

  it("notices what somebody writes while it is sending, and who it was", async () => {
    await write("chapters/01-one.md", chapterFile("One", "Typed at home.", "access: free\n"));
    await push("--yes");
    await book(["pull", folder, "--yes"]);
    await write("chapters/01-one.md", chapterFile("One", "Late.", "access: free\n"));
    await write("chapters/02-two.md", chapterFile("Two", "Last.", "slug: second\nwas: [two]\n"));
    api.before = async (call) => {
      if (call !== "PUT /chapters/one") return;
      api.before = () => undefined;
      const current = await callApi("GET", "/chapters/one", { token });
      const headers = { "if-match": current.headers.get("etag") ?? "" };
      const body = { ...(await current.json()), markdown: "Quicker.\n" };
      await callApi("PUT", "/chapters/one", { token, body, headers });
    };
    const pushed = await push("--yes", "--json");
    expect(pushed.exit).toBe(1);
    expect(pushed.json()).toMatchObject({
      ok: false,
      done: { updated: 1 },
      failures: [
        {
          what: "chapters/01-one.md",
          why: expect.stringMatching(
            /author@example\.com wrote version \d.*nothing was overwritten/,
          ),
        },
      ],
    });
    expect((await get("/chapters/one")).markdown).toBe("Quicker.\n");
    expect((await get("/chapters/second")).markdown).toContain("Last.");
  });
});
