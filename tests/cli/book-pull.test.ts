import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { useServedApi } from "@/tests/support/api/serve-api";
import { book } from "@/tests/support/book-command";
import { readFiles } from "@/tests/support/book-files";
import { removeBooksAfterwards, writeBook } from "@/tests/support/book-on-disk";
import { ROOT } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
const api = useServedApi();

let token = "";
let mine = "";
let theirs = "";
beforeAll(async () => {
  token = await tokenFor();
  publishSettings({ BOOK_URL: api.url, BOOK_TOKEN: token });
  mine = await writeBook({});
  theirs = await writeBook({});
  await cp(path.join(ROOT, "content/serverless-handbook"), mine, { recursive: true });
});

const push = (folder: string, ...flags: string[]) => book(["push", folder, ...flags]);
const pull = (folder: string, ...flags: string[]) => book(["pull", folder, ...flags]);
const open = (folder: string, file: string) => readFile(path.join(folder, file), "utf8");

/** As somebody in the workshop would. */
async function typeOnSite(slug: string, ending: string, head: object = {}) {
  const current = await callApi("GET", `/chapters/${slug}`, { token });
  const chapter = await current.json();
  const change = { ...head, markdown: `${chapter.markdown}${ending}` };
  const headers = { "if-match": current.headers.get("etag") ?? "" };
  const saved = await callApi("PUT", `/chapters/${slug}`, {
    token,
    headers,
    body: { ...chapter, ...change },
  });
  expect(saved.status).toBe(200);
}

async function edit(folder: string, file: string, change: (text: string) => string) {
  await writeFile(path.join(folder, file), change(await open(folder, file)));
}

const GLOSSARY = "chapters/16-glossary.md";
const FIRST = "chapters/01-getting-started.md";

describe("pull", () => {
  it("after push changes nothing, byte for byte, comments and order of keys too", async () => {
    await edit(mine, FIRST, (text) => text.replace("---\n", "---\n# A note to myself\n"));
    const before = await readFiles(mine);
    expect((await push(mine, "--yes")).exit).toBe(0);
    const pulled = await pull(mine);
    expect(pulled).toMatchObject({ exit: 0, said: "Nothing to pull." });
    expect(await readFiles(mine)).toEqual(before);
    expect((await push(mine)).said).toBe("Nothing to push.");
  });

  it("into an empty folder brings the whole book, and pushing that changes nothing", async () => {
    const fresh = path.join(theirs, "new/book");
    const pulled = await pull(fresh);
    expect(pulled.exit).toBe(0);
    expect(await push(fresh)).toMatchObject({ exit: 0, said: "Nothing to push." });
    const [one, other] = [await readFiles(mine), await readFiles(fresh)];
    expect(Object.keys(other)).toEqual(Object.keys(one));
    for (const name of Object.keys(one).filter((each) => each.startsWith("images/")))
      expect(other[name], name).toBe(one[name]);
    expect(await pull(fresh)).toMatchObject({ exit: 0, said: "Nothing to pull." });
    theirs = fresh;
  });

  it("brings what was typed on the site, and only that", async () => {
    await typeOnSite("glossary", "\nMore terms.\n");
    const before = await readFiles(mine);
    const behind = await push(mine);
    expect(behind.exit).toBe(0);
    expect(behind.said).toContain(`< ${GLOSSARY}`);
    const pulled = await pull(mine, "--json");
    expect(pulled.json()).toMatchObject({ ok: true, update: [GLOSSARY], create: [], replaced: [] });
    expect(await open(mine, GLOSSARY)).toMatch(/^---\ntitle: Glossary[\s\S]*\nMore terms\.\n$/);
    const { [GLOSSARY]: _, ...same } = await readFiles(mine);
    expect(before).toMatchObject(same);
    expect((await push(mine)).said).toBe("Nothing to push.");
  });

  it("refuses to replace what both sides changed, and keeps it aside with --yes", async () => {
    await edit(mine, FIRST, (text) => `${text}\nMy own ending.\n`);
    await typeOnSite("getting-started", "\nAnother ending.\n");
    const refused = await pull(mine);
    expect(refused.exit).toBe(1);
    expect(refused.told).toContain(`! ${FIRST}`);
    expect(await open(mine, FIRST)).toContain("My own ending.");
    const answered = await book(["pull", mine], { answers: [false] });
    expect(answered).toMatchObject({ exit: 0, said: "Nothing was changed." });
    expect((await pull(mine, "--yes")).exit).toBe(0);
    expect(await open(mine, FIRST)).not.toContain("My own ending.");
    expect(await open(mine, FIRST)).toContain("# A note to myself");
    expect(await open(mine, `.book/replaced/${FIRST}`)).toContain("My own ending.");
  });

  it("brings lessons and settings too, and leaves the rest of their files alone", async () => {
    const lesson = "course/01-what-breaks-first.md";
    await edit(mine, "book.yml", (text) => `# My settings\n${text}`);
    await edit(mine, lesson, (text) => text.replace("---\n", "---\n# First\n"));
    for (const [address, change] of [
      ["/book", { subtitle: "Changed on the site" }],
      ["/course", undefined],
    ] as const) {
      const current = await callApi("GET", address, { token });
      const body = await current.json();
      if (address === "/course") body.lessons[0].subject = "What breaks?";
      const headers = { "if-match": current.headers.get("etag") ?? "" };
      const saved = await callApi("PUT", address, { token, headers, body: { ...body, ...change } });
      expect(saved.status).toBe(200);
    }
    const pulled = await pull(mine, "--json");
    expect(pulled.json()).toMatchObject({ ok: true, update: [lesson, "book.yml"], create: [] });
    expect(await open(mine, "book.yml")).toMatch(/^# My settings\ntitle: .*\nsubtitle: Changed on/);
    expect(await open(mine, lesson)).toMatch(
      /^---\n# First\nsubject: What breaks\?\nday: 1\n---\n/,
    );
    expect((await push(mine)).said).toBe("Nothing to push.");
  });

  it("leaves both texts whole when both were changed, and says who wrote", async () => {
    await typeOnSite("getting-started", "\nTheirs.\n");
    await edit(mine, FIRST, (text) => `${text}\nMine.\n`);
    const pushed = await push(mine, "--yes");
    expect(pushed.exit).toBe(1);
    expect(pushed.said).toContain("author@example.com wrote version");
    expect((await pull(mine, "--yes")).exit).toBe(0);
    await edit(mine, FIRST, (text) => `${text}Mine.\n`);
    expect((await push(mine, "--yes")).exit).toBe(0);
    const stored = await (await callApi("GET", "/chapters/getting-started", { token })).json();
    expect(stored.markdown).toMatch(/\nTheirs\.\nMine\.\n$/);
  });

  it("follows a new order, a new name and a deletion, and links between files still hold", async () => {
    await edit(mine, FIRST, (text) => `${text}[Next](02-serverless-pros-and-cons.md)\n`);
    expect((await push(mine, "--yes")).exit).toBe(0);
    expect((await pull(theirs)).exit).toBe(0);
    const { data } = await (await callApi("GET", "/chapters?limit=100", { token })).json();
    const slugs = data.map(({ slug }: { slug: string }) => slug);
    const moved = [slugs[1], slugs[0], ...slugs.slice(2)];
    const ordered = await callApi("POST", "/chapters/order", { token, body: { slugs: moved } });
    expect(ordered.status).toBe(200);
    await typeOnSite("glossary", "", { slug: "words", was: ["glossary"] });
    await callApi("DELETE", "/chapters/handling-secrets", { token });
    const pulled = await pull(mine);
    expect(pulled.exit).toBe(0);
    expect(pulled.said).toContain(`${FIRST} is now chapters/02-getting-started.md`);
    expect(pulled.said).toContain("- chapters/14-handling-secrets.md");
    expect(await open(mine, "chapters/15-glossary.md")).toContain("slug: words\n");
    const tried = await push(mine, "--dry-run", "--json");
    expect(tried.json()).toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ reason: expect.stringContaining("/chapters/handling-secrets") }),
      ]),
    });
  });

  it("does not bring back what was deleted on the site", async () => {
    const before = api.calls.length;
    const pushed = await push(theirs, "--yes");
    expect(pushed.said).toContain("! chapters/14-handling-secrets.md  (was deleted on the site)");
    expect(pushed.exit).toBe(1);
    const writes = api.calls.slice(before).filter((call) => !call.startsWith("GET"));
    expect(writes).toEqual([]);
  });

  it("numbers a chapter that is not pushed yet behind the one it stood behind", async () => {
    const folder = path.join(theirs, "../third");
    await mkdir(folder, { recursive: true });
    await pull(folder);
    await rm(path.join(folder, ".book"), { recursive: true });
    await writeFile(path.join(folder, "chapters/90-mine.md"), "---\ntitle: Mine\n---\n");
    await rename(
      path.join(folder, "chapters/01-serverless-pros-and-cons.md"),
      path.join(folder, "chapters/99-serverless-pros-and-cons.md"),
    );
    const pulled = await pull(folder);
    expect(pulled.exit).toBe(0);
    const names = Object.keys(await readFiles(folder)).filter((each) => /^chapters/.test(each));
    expect(names.slice(0, 2)).toEqual([
      "chapters/01-serverless-pros-and-cons.md",
      "chapters/02-getting-started.md",
    ]);
    expect(names.at(-1)).toBe("chapters/16-mine.md");
  });
});
