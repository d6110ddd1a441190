/** Raster images: measured when a book is read, re-encoded when it is stored; nothing but pixels survives. */
import { createHash } from "node:crypto";
import sharp from "sharp";
import { type Raster, widthsFor } from "@/lib/book/pictures/picture";

export const RASTER_MIME = "image/webp";

/** About 50 megapixels: more is a mistake, or a small file made to unpack into a huge one. */
const LARGEST_PIXELS = 50_000_000;
const FORMATS = new Set(["jpeg", "png", "webp", "gif", "heif"]);
const QUALITY = 82;

/** Drawings go another way; this library must never draw one, whatever a file calls itself. */
sharp.block({ operation: ["VipsForeignLoadSvg", "VipsForeignLoadPdf", "VipsForeignLoadMagick"] });

/** The id stands for the bytes of the original, so the same image is stored once and its address never changes. */
export async function readRaster(bytes: Buffer): Promise<Raster | undefined> {
  const facts = await measure(bytes).catch(() => undefined);
  if (!facts || !FORMATS.has(facts.format) || isProgramToo(bytes)) return undefined;
  const { width, height } = facts.autoOrient;
  return { kind: "raster", id: pictureId(bytes), width, height, widths: widthsFor(width) };
}

/** A file that is a picture to one reader and a page or a script to another was made to deceive one of them. */
const isProgramToo = (bytes: Buffer): boolean =>
  /<script|<html|<!doctype html|^GIF8[79]a\/\*/i.test(bytes.toString("latin1"));

/** Why `readRaster` took none of it, for whoever has the file. */
export async function whyNoRaster(bytes: Buffer): Promise<string> {
  if (isProgramToo(bytes))
    return "This file is a picture and a web page or script at once. Export the picture anew.";
  const facts = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (facts && FORMATS.has(facts.format) && facts.width * facts.height > LARGEST_PIXELS)
    return `This picture has ${facts.width.toLocaleString("en")} × ${facts.height.toLocaleString("en")} pixels; 50 megapixels are the most. Export it smaller, about 2,000 pixels wide.`;
  return "This is no PNG, JPEG, WebP, AVIF or GIF image, whatever its name says, or it is damaged.";
}

export type EncodedSize = { width: number; bytes: Buffer };

/** Throws where the file's header could be read but its pixels could not. */
export async function encodeRaster(bytes: Buffer, widths: number[]): Promise<EncodedSize[]> {
  return Promise.all(
    widths.map(async (width) => {
      const encoded = open(bytes)
        .autoOrient()
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: QUALITY });
      return { width, bytes: await encoded.toBuffer() };
    }),
  );
}

export function pictureId(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

/** Async, so that what the library throws at once (an empty file) is caught like the rest. */
const measure = async (bytes: Buffer) => open(bytes).metadata();

const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: LARGEST_PIXELS, failOn: "error" });
