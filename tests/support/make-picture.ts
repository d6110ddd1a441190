/** A small blue square, as a file that a browser uploads. */
import sharp from "sharp";

export async function makePicture(name: string) {
  const size = { width: 48, height: 48, channels: 3 } as const;
  const buffer = await sharp({ create: { ...size, background: "#2a5bd7" } })
    .png()
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}
