/** Pictures as files that a browser uploads: a small blue square, and a large photograph. */
import { randomBytes } from "node:crypto";
import sharp from "sharp";

export async function makePicture(name: string) {
  const size = { width: 48, height: 48, channels: 3 } as const;
  const buffer = await sharp({ create: { ...size, background: "#2a5bd7" } })
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}

/** Snow, which nothing makes smaller: about 12 MB. */
export async function makePhotograph() {
  const raw = { width: 2_000, height: 2_000, channels: 3 } as const;
  const buffer = await sharp(randomBytes(2_000 * 2_000 * 3), { raw })
    .png()
    .toBuffer();
  return { name: "snow.png", mimeType: "image/png", buffer };
}
