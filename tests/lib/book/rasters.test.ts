import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { encodeRaster, readRaster } from "@/lib/book/pictures/raster";

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#a8401f" } });

describe("a raster image", () => {
  it("is measured as it will be seen, turned by its orientation", async () => {
    const bytes = await photo(1500, 1000)
      .withExif({ IFD0: { Copyright: "somebody" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await readRaster(bytes)).toMatchObject({
      kind: "raster",
      width: 1000,
      height: 1500,
      widths: [640, 1000],
    });
  });

  it("is re-encoded in each width, without a trace of where it was taken", async () => {
    const bytes = await photo(3000, 1000)
      .withExif({ IFD0: { Copyright: "somebody" } })
      .png()
      .toBuffer();
    const raster = await readRaster(bytes);
    const sizes = await encodeRaster(bytes, raster?.widths ?? []);
    expect(sizes.map(({ width }) => width)).toEqual([640, 1280, 2000]);
    for (const size of sizes) {
      const facts = await sharp(size.bytes).metadata();
      expect(facts).toMatchObject({ format: "webp", width: size.width });
      expect(facts.exif).toBeUndefined();
      expect(size.bytes.includes("somebody")).toBe(false);
    }
  });

  it("is never made larger", async () => {
    const bytes = await photo(300, 200).webp().toBuffer();
    expect((await readRaster(bytes))?.widths).toEqual([300]);
  });

  it("keeps its id while its bytes stay", async () => {
    const bytes = await photo(10, 10).png().toBuffer();
    expect((await readRaster(bytes))?.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await readRaster(bytes))?.id).toBe((await readRaster(Buffer.from(bytes)))?.id);
  });

  it.each([
    ["text", Buffer.from("not an image")],
    [
      "an SVG with another name",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect/></svg>'),
    ],
    ["nothing", Buffer.alloc(0)],
    [
      "a bomb",
      Buffer.concat([
        Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
        Buffer.from("0000ffff0000ffff0802000000", "hex"),
        Buffer.from("00000000", "hex"),
      ]),
    ],
  ])("is refused when it is %s", async (_, bytes) => {
    expect(await readRaster(bytes)).toBeUndefined();
  });
});
