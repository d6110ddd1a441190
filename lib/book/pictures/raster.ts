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
  if (!facts || !FORMATS.has(facts.format)) return undefined;
  const { width, height } = facts.autoOrient;
  return { kind: "raster", id: pictureId(bytes), width, height, widths: widthsFor(width) };
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
