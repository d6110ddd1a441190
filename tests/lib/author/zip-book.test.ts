import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { packZip, pickBook, readZip, withFolderOf } from "@/lib/author/uploads/zip-book";

const bytes = (text: string) => new TextEncoder().encode(text);
const BOOK = {
  "book.yml": bytes("title: A book\n"),
  "chapters/01-one.md": bytes("# One\n"),
  "images/deep/a.svg": bytes("<svg/>"),
};

const within = (folder: string) =>
  Object.fromEntries(Object.entries(BOOK).map(([name, content]) => [`${folder}/${name}`, content]));

describe("a book in a zip", () => {
  it("comes out as it went in", () => {
    expect(readZip(packZip(BOOK))).toEqual(BOOK);
  });

  it("is found inside the folder that was packed with it", () => {
    expect(readZip(packZip(within("my-book")))).toEqual(BOOK);
    expect(pickBook(within("./my-book"))).toEqual(BOOK);
  });

  it("is the outermost where one holds another", () => {
    expect(pickBook({ ...within("a"), "a/old/book.yml": bytes("title: Old\n") })).toEqual(BOOK);
  });

  it("leaves aside what no book has, and what points out of its folder", () => {
    const strange = {
      "images/../../out.md": bytes("x"),
      "chapters/../../out.md": bytes("x"),
      "chapters/deep/two.md": bytes("x"),
      ".git/config": bytes("x"),
      "__MACOSX/book.yml.txt": bytes("x"),
    };
    expect(pickBook({ ...BOOK, ...strange })).toEqual(BOOK);
  });

  it("is refused with its reason", () => {
    expect(readZip(bytes("no zip"))).toBe("no_zip");
    expect(readZip(packZip({ "notes.md": bytes("x") }))).toBe("no_book");
    const many = Object.fromEntries(
      Array.from({ length: 4_001 }, (_, index) => [`images/${index}.svg`, bytes("")]),
    );
    expect(readZip(packZip({ ...BOOK, ...many }))).toBe("too_many_files");
  });

  it("is refused whole when a name in it leads out of its folder", () => {
    for (const name of ["../out.md", "images/../../out.md", "/etc/out", "C:\\out", "a\\..\\out"])
      expect(readZip(packZip({ ...BOOK, [name]: bytes("x") }))).toBe("leads_out");
  });

  it("that would unpack into more than a book is not unpacked", () => {
    const huge = new Uint8Array(201 * 1024 * 1024);
    expect(readZip(zipSync({ ...BOOK, "images/huge.svg": huge }, { level: 1 }))).toBe("too_large");
  });

  it("lies in a folder only as long as somebody reads it", async () => {
    const seen = await withFolderOf(BOOK, async (root) => {
      expect(await readFile(path.join(root, "chapters/01-one.md"), "utf8")).toBe("# One\n");
      return root;
    });
    expect(existsSync(seen)).toBe(false);
  });
});
