import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { editions, imageSizes, images } from "@/drizzle/schema/book";
import { findImageUse, readImage } from "@/lib/book/images";
import { getBookSettings } from "@/lib/book/settings";
import { getDb } from "@/lib/db/pool";
import { chapterFile, DRAWING, removeBooksAfterwards } from "@/tests/support/book-on-disk";
import { countStored, importFiles, startEachTestWithoutBook } from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();

startEachTestWithoutBook();

describe("pictures", () => {
  const photo = (background: string) =>
    sharp({ create: { width: 900, height: 300, channels: 3, background } })
      .png()
      .toBuffer();

  it("are stored re-encoded, and belong to the editions that show them", async () => {
    const [open, shut, cover] = await Promise.all(["red", "green", "blue"].map(photo));
    await importFiles({
      "book.yml": "title: A book\ncover: images/cover.png\n",
      "chapters/01-one.md": chapterFile(
        "One",
        "![open](../images/open.png)\n\n<!-- lock -->\n\n![shut](../images/shut.png)\n\n![drawn](../images/drawn.svg)",
      ),
      "images/open.png": open ?? "",
      "images/shut.png": shut ?? "",
      "images/cover.png": cover ?? "",
      "images/drawn.svg": DRAWING,
    });
    const db = getDb();
    const stored = new Map((await db.select().from(images)).map((image) => [image.path, image]));
    expect(await findImageUse(db, stored.get("images/open.png")?.id ?? "")).toMatchObject({
      isPublic: false,
      uses: expect.arrayContaining([
        expect.objectContaining({ kind: "full", access: "book" }),
        expect.objectContaining({ kind: "preview" }),
      ]),
    });
    expect(await findImageUse(db, stored.get("images/shut.png")?.id ?? "")).toMatchObject({
      isPublic: false,
      uses: [{ kind: "full" }],
    });
    expect(await findImageUse(db, stored.get("images/cover.png")?.id ?? "")).toEqual({
      isPublic: true,
      uses: [],
    });
    expect(await findImageUse(db, "unknown")).toBeUndefined();
    const image = await readImage(db, { id: stored.get("images/shut.png")?.id ?? "", width: 640 });
    expect(image?.mime).toBe("image/webp");
    expect(await sharp(image?.bytes).metadata()).toMatchObject({ format: "webp", width: 640 });
    expect(
      await readImage(db, { id: stored.get("images/shut.png")?.id ?? "", width: 641 }),
    ).toBeUndefined();
    expect(
      (
        await readImage(db, { id: stored.get("images/drawn.svg")?.id ?? "", width: 640 })
      )?.bytes.toString(),
    ).toBe(
      '<svg viewBox="0 0 640 320" xmlns="http://www.w3.org/2000/svg"><rect width="10" height="10"></rect></svg>',
    );
    expect((await getBookSettings()).coverPicture).toMatchObject({
      kind: "raster",
      width: 900,
      height: 300,
      widths: [640, 900],
    });
  });

  it("a cover that is no longer one is no longer public", async () => {
    const picture = await photo("red");
    const files = {
      "chapters/01-one.md": chapterFile("One", "a\n\n![x](../images/a.png)"),
      "images/a.png": picture,
    };
    await importFiles({ ...files, "book.yml": "title: A book\ncover: images/a.png\n" });
    await importFiles(files);
    expect((await getDb().select().from(images)).map(({ isPublic }) => isPublic)).toEqual([false]);
  });

  it("a changed drawing changes what readers see, without a new version", async () => {
    const files = {
      "chapters/01-one.md": chapterFile("One", "![x](../images/a.svg)\n\nb"),
      "images/a.svg": DRAWING,
    };
    await importFiles(files);
    expect(
      await importFiles({ ...files, "images/a.svg": DRAWING.replace("rect", "circle") }),
    ).toMatchObject({ updated: ["one"] });
    expect(await countStored()).toEqual({ chapters: 1, versions: 1, editions: 2 });
    const [full] = await getDb().select().from(editions).where(eq(editions.kind, "full"));
    expect(full?.html).toContain("<circle");
  });

  it("that are damaged stop the import with their name", async () => {
    const picture = await photo("red");
    expect(
      await importFiles({
        "chapters/01-one.md": chapterFile("One", "![x](../images/a.png)"),
        "images/a.png": picture.subarray(0, 200),
      }),
    ).toEqual([{ file: "images/a.png", line: 1, reason: "is damaged" }]);
    expect(await countStored()).toMatchObject({ chapters: 0 });
  });

  it("are stored once, however often the book is imported", async () => {
    const files = {
      "chapters/01-one.md": chapterFile("One", "![x](../images/a.png)\n\nb"),
      "images/a.png": await photo("red"),
    };
    await importFiles(files);
    await importFiles({
      ...files,
      "chapters/01-one.md": chapterFile("One", "![x](../images/a.png)\n\nc"),
    });
    expect(await getDb().select({ width: imageSizes.width }).from(imageSizes)).toEqual([
      { width: 640 },
      { width: 900 },
    ]);
  });
});
