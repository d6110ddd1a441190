import sharp from "sharp";
import { describe, expect, it } from "vitest";
import {
  chapterFile,
  DRAWING,
  problemsOf,
  readBook,
  removeBooksAfterwards,
} from "@/tests/support/book-on-disk";

removeBooksAfterwards();

const ONE = { "chapters/01-one.md": chapterFile("One") };

describe("a good book", () => {
  it("is read in the order of its numbers, with links of every form and lessons", async () => {
    const book = await readBook({
      "book.yml":
        "title: A book\nextraChapter: two\nglossary: uno\nbuy:\n  amazon: https://www.amazon.com/s?k=book\n",
      "chapters/10-one.md": chapterFile(
        "One",
        "[a](03-two.md#a-part) [b](/chapters/two) [c](/chapters/zwei#a-part) [d](#here) [e](https://example.com) [f](mailto:a@example.com) [g](/login)\n\n## Here",
        "slug: uno\nwas: [one]\naccess: free\n",
      ),
      "chapters/03-two.md": chapterFile("Two", "## A part\n\n[up](#a-part)", "was: [zwei]\n"),
      "chapters/.DS_Store": "x",
      "course/01-first.md":
        "---\nsubject: What breaks first?\nday: 1\n---\nSee [two](../chapters/03-two.md).\n",
      "README.md": "not part of the book",
    });
    expect(book.chapters.map(({ slug }) => slug)).toEqual(["two", "uno"]);
    expect(book.lessons).toMatchObject([
      { position: 1, frontmatter: { subject: "What breaks first?", day: 1 } },
    ]);
  });

  it("knows its defaults", async () => {
    const book = await readBook({
      ...ONE,
      "chapters/2-two.md": chapterFile(
        "Two",
        "x",
        "slug: zwei\nwas: [two]\naccess: free\nemailUnlock: false\n",
      ),
    });
    expect(book.settings).toMatchObject({
      title: "A book",
      language: "en",
      timezone: "UTC",
      benefits: [],
      faq: [],
      testimonials: [],
    });
    expect(
      book.chapters.map(({ slug, position, frontmatter }) => ({
        slug,
        position,
        access: frontmatter.access,
        emailUnlock: frontmatter.emailUnlock,
        was: frontmatter.was,
      })),
    ).toEqual([
      { slug: "one", position: 1, access: "book", emailUnlock: true, was: [] },
      { slug: "zwei", position: 2, access: "free", emailUnlock: false, was: ["two"] },
    ]);
    expect(book.chapters[0]?.markdown.trim()).toBe("Some words.");
  });

  it("is read from a machine with other line ends", async () => {
    const book = await readBook({
      "book.yml": "title: A book\r\n",
      "chapters/01-one.md": chapterFile("One").replaceAll("\n", "\r\n"),
    });
    expect(book.chapters[0]?.markdown.trim()).toBe("Some words.");
  });

  it("reads the pictures it shows, and only those", async () => {
    const png = await sharp({ create: { width: 20, height: 10, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const book = await readBook({
      "book.yml": "title: A book\ncover: images/cover.svg\n",
      "chapters/01-one.md": chapterFile(
        "One",
        "![x](../images/deep/a%20b.png)\n\n<img src='../images/deep/a b.png'>",
        "image: ../images/deep/a b.png\n",
      ),
      "images/deep/a b.png": png,
      "images/cover.svg": DRAWING,
      "images/unused.png": "not even an image",
    });
    expect([...book.pictures.keys()].sort()).toEqual(["images/cover.svg", "images/deep/a b.png"]);
  });
});

describe("a book with mistakes is refused", () => {
  it("all of them at once, in the order of files and lines", async () => {
    const found = await problemsOf({
      "book.yml": "titel: A\n",
      "chapters/01-one.md": chapterFile("One", "[x](/chapters/two) ![y](z.png)"),
      "chapters/two.md": "x",
    });
    expect(found.map((problem) => problem.split(" ")[0])).toEqual([
      "book.yml:1",
      "book.yml:1",
      "chapters/01-one.md:5",
      "chapters/01-one.md:5",
      "chapters/two.md:1",
    ]);
  });

  it("a folder that is not there", async () => {
    const { readBookFolder } = await import("@/lib/book/folder/read-book-folder");
    expect(await readBookFolder("/nowhere/at/all")).toMatchObject({
      ok: false,
      problems: [{ file: "book.yml", reason: "cannot be read" }, { file: "chapters" }],
    });
  });

  it("text in another encoding", async () => {
    const { readBookFolder } = await import("@/lib/book/folder/read-book-folder");
    const { writeBook } = await import("@/tests/support/book-on-disk");
    const root = await writeBook({
      "chapters/01-one.md": Buffer.from("---\ntitle: Caf\xe9\n---\n", "latin1"),
    });
    expect(await readBookFolder(root)).toMatchObject({
      problems: [{ file: "chapters/01-one.md", line: 1, reason: "is not text in UTF-8" }],
    });
  });
});
