/** Pictures as files that a browser uploads: a small blue square, and a large photograph. */
import sharp from "sharp";

export async function makePicture(name: string) {
  const size = { width: 48, height: 48, channels: 3 } as const;
  const buffer = await sharp({ create: { ...size, background: "#2a5bd7" } })
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}

/** Not compressed: about 12 MB, as a scanner leaves it. */
export async function makePhotograph() {
  const size = { width: 2_000, height: 2_000, channels: 3 } as const;
  const buffer = await sharp({ create: { ...size, background: "#fafafa" } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return { name: "snow.png", mimeType: "image/png", buffer };
}
