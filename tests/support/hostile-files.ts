/** Files that are not what they say: pictures made to fill a memory or to run, and archives made to fill a disk. */
import { crc32, deflateSync } from "node:zlib";
import { zipSync } from "fflate";
import sharp from "sharp";

export type NamedFile = { name: string; mimeType: string; buffer: Buffer };

const file = (name: string, mimeType: string, buffer: Buffer | string): NamedFile => ({
  name,
  mimeType,
  buffer: Buffer.from(buffer),
});

/** A hundred kilobytes that unpack into 900 million pixels. */
export function hugePng(): NamedFile {
  const side = 30_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 1 });
  const chunks = [chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))];
  return file("huge.png", "image/png", Buffer.concat([PNG, ...chunks]));
}

const PNG = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

const square = () =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: "#2a5bd7" } });

/** Its width, 10,799, is how a comment begins in JavaScript; the script stands behind the picture. */
export async function gifScript(): Promise<NamedFile> {
  const gif = await square().gif().toBuffer();
  gif.write("/*", 6, "latin1");
  const script = Buffer.from("*/=1;alert(document.domain)//");
  return file("polyglot.gif", "image/gif", Buffer.concat([gif, script]));
}

export async function jpegPage(): Promise<NamedFile> {
  const jpeg = await square().jpeg().toBuffer();
  const page = Buffer.from("<html><script>alert(1)</script></html>");
  return file("page.jpg", "image/jpeg", Buffer.concat([jpeg, page]));
}

const SCRIPTED =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<script>alert(1)</script>\n<rect width="9" height="9"/></svg>';

export const scriptedDrawing = (): NamedFile => file("drawing.svg", "image/svg+xml", SCRIPTED);

export const renamedText = (): NamedFile =>
  file("notes.png", "image/png", "Milk, eggs, and a new chapter.\n");

export const tooLargePicture = (): NamedFile =>
  file("scan.png", "image/png", Buffer.alloc(21 * 1024 * 1024, 7));

const BOOK = { "book.yml": Buffer.from("title: A book\n") };

const zip = (name: string, files: Record<string, Uint8Array>) =>
  file(name, "application/zip", Buffer.from(zipSync(files)));

export const zipThatLeadsOut = (): NamedFile =>
  zip("out.zip", { ...BOOK, "chapters/../../../out.md": Buffer.from("x") });

export const zipOfManyFiles = (): NamedFile =>
  zip("many.zip", {
    ...BOOK,
    ...Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`images/${n}.svg`, EMPTY])),
  });

const EMPTY = new Uint8Array();
const CLAIMED = 3_000_000;

/** Three kilobytes that claim to unpack into three gigabytes. */
export function zipBomb(): NamedFile {
  const bomb = zip("bomb.zip", { ...BOOK, "images/bomb.svg": new Uint8Array(CLAIMED) });
  for (let at = 0; at < bomb.buffer.length - 4; at += 1)
    if (bomb.buffer.readUInt32LE(at) === CLAIMED) bomb.buffer.writeUInt32LE(3_000_000_000, at);
  return bomb;
}

/** More than an upload may have, packed. */
export const hugeZip = (): NamedFile =>
  file("huge.zip", "application/zip", Buffer.alloc(64 * 1024 * 1024, 5));
