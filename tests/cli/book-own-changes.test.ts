import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { useServedApi } from "@/tests/support/api/serve-api";
import { book } from "@/tests/support/book-command";
import { readFiles } from "@/tests/support/book-files";
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
    "chapters/01-one.md": chapterFile("One", "Words.", "access: free\n"),
    "chapters/02-two.md": chapterFile("Two", "See [one](01-one.md)."),
    "chapters/03-three.md": chapterFile("Three"),
    "course/01-hello.md": lessonFile("Hello", 1),
    "images/cover.svg": DRAWING,
  });
});

const get = async (address: string) => (await callApi("GET", address, { token })).json();
const write = (file: string, text: string) => writeFile(path.join(folder, file), text);
const push = (...flags: string[]) => book(["push", folder, ...flags]);

describe("a folder whose author went on writing", () => {
  it("renames a chapter that book.yml names, before and after it is published", async () => {
    const file = "chapters/01-one.md";
    await push("--yes", "--publish");
    await write(file, chapterFile("One", "Moved.", "access: free\nslug: uno\nwas: [one]\n"));
    const refused = await push("--yes");
    expect(refused.told).toContain(
      `"openingChapter" names "one", but no chapter has that slug; ${file} had it and is now "uno"`,
    );
    await write("book.yml", "title: My book\nopeningChapter: uno\ncover: images/cover.svg\n");
    const pushed = await push("--yes");
    expect(pushed).toMatchObject({ exit: 0, told: "" });
    expect(pushed.said).toContain(`~ ${file}  (was one)`);
    expect(pushed.said).toContain("Readers will not see 1 chapter of these yet");
    expect((await get("/book")).openingChapter).toBe("one");
    expect((await push()).said).toBe("Nothing to push.");
    expect((await book(["status"])).said).toContain("(will be uno once published)");
    expect((await book(["publish", "one"])).exit).toBe(0);
    expect((await get("/book")).openingChapter).toBe("uno");
    expect((await push()).said).toBe("Nothing to push.");
  });

  it("keeps at a pull what only it changed: a text, a picture, the order, book.yml, a lesson", async () => {
    const add = async (file: string) =>
      write(file, `${await readFile(path.join(folder, file), "utf8")}\n`);
    await write("chapters/03-three.md", chapterFile("Three", "Mine alone."));
    await write("book.yml", "title: Mine alone\nopeningChapter: uno\ncover: images/cover.svg\n");
    await write("course/01-hello.md", lessonFile("Hello", 1, "Mine alone."));
    await add("images/cover.svg");
    await rename(path.join(folder, "chapters/01-one.md"), path.join(folder, "chapters/09-one.md"));
    const before = await readFiles(folder);
    const current = await callApi("GET", "/chapters/two", { token });
    const headers = { "if-match": current.headers.get("etag") ?? "" };
    const body = { ...(await current.json()), markdown: "Typed on the site.\n" };
    expect((await callApi("PUT", "/chapters/two", { token, headers, body })).status).toBe(200);
    const pulled = await book(["pull", folder]);
    expect(pulled).toMatchObject({ exit: 0, told: "" });
    expect(pulled.said).toContain("= chapters/03-three.md  (yours; push sends it)");
    expect(pulled.said).toContain("~ chapters/02-two.md");
    const { "chapters/02-two.md": _, ...kept } = before;
    expect(await readFiles(folder)).toMatchObject(kept);
    const { plan } = (await push("--dry-run", "--json")).json();
    const update = [
      "images/cover.svg",
      "chapters/03-three.md",
      "the order of the chapters",
      "book.yml",
      "course/hello",
    ].map((what) => expect.objectContaining({ what }));
    expect(plan).toMatchObject({ conflicts: [], behind: [], create: [], update });
  });
});
