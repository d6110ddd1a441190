/** Writes a book of any size, with pictures that are all different and heavier than their pixels. */
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { writeBook } from "@/tests/support/book-on-disk";

type Size = { chapters: number; images: number };

/** About 256 KB of what cameras write between the pixels. */
const COMMENTS = 4;
const COMMENT_BYTES = 65_000;

export async function writeLargeBook({ chapters, images }: Size): Promise<string> {
  const root = await writeBook({});
  await mkdir(path.join(root, "chapters"));
  await mkdir(path.join(root, "images"));
  const pixels = await sharp({
    create: { width: 320, height: 200, channels: 3, background: "teal" },
  })
    .jpeg()
    .toBuffer();
  for (let number = 1; number <= images; number += 1)
    await writeFile(path.join(root, `images/photo-${number}.jpg`), withComments(pixels));
  for (let number = 1; number <= chapters; number += 1)
    await writeFile(
      path.join(root, `chapters/${number}-chapter-${number}.md`),
      chapterWith({ number, of: chapters, images }),
    );
  return root;
}

/** Behind the two bytes with which every JPEG begins. */
function withComments(jpeg: Buffer): Buffer {
  const comments = Array.from({ length: COMMENTS }, () => {
    const head = Buffer.from([0xff, 0xfe, 0, 0]);
    head.writeUInt16BE(COMMENT_BYTES + 2, 2);
    return Buffer.concat([head, randomBytes(COMMENT_BYTES)]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2)]);
}

function chapterWith({ number, of, images }: { number: number; of: number; images: number }) {
  const each = images / of;
  const photos = Array.from(
    { length: each },
    (_, index) => `![A photo](../images/photo-${(number - 1) * each + index + 1}.jpg)`,
  );
  const words = "Some words that fill a paragraph as an author would. ".repeat(20);
  return `---\ntitle: Chapter ${number}\n---\n\n${[...photos, ...photos.map(() => words)].join("\n\n")}\n`;
}
