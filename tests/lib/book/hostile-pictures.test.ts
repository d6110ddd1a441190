import { describe, expect, it } from "vitest";
import { readRaster, whyNoRaster } from "@/lib/book/pictures/raster";
import { gifScript, hugePng, jpegPage, renamedText } from "@/tests/support/hostile-files";

describe("a picture that is not what it says", () => {
  const cases = [
    ["of 900 million pixels", hugePng, /30,000 × 30,000 pixels/],
    ["that is a script, too", gifScript, /a web page or script at once/],
    ["that is a page, too", jpegPage, /a web page or script at once/],
    ["that is a text", renamedText, /whatever its name says/],
  ] as const;

  it.each(cases)("%s is refused with its reason", async (_, make, reason) => {
    const { buffer } = await make();
    expect(await readRaster(buffer)).toBeUndefined();
    expect(await whyNoRaster(buffer)).toMatch(reason);
  });
});
