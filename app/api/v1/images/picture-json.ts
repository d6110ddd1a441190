/** A picture of the book's folder as the API tells of it. */
import { z } from "zod";

export const pictureJson = z
  .object({
    path: z.string().describe("Relative to the book's folder."),
    id: z.string().describe("The first 32 digits of the file's SHA-256."),
    width: z.int().describe("In pixels."),
    height: z.int(),
    bytes: z.int().optional().describe("How large the author's file is."),
    sha256: z.string().optional().describe("Of the author's file, in hex."),
  })
  .meta({ id: "Picture" });

export const PICTURE_EXAMPLE = {
  path: "images/lanes.png",
  id: "0123456789abcdef0123456789abcdef",
  width: 1600,
  height: 900,
};
