import { z } from "zod";
import { storableText } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { notFound, ownerMayNot } from "@/app/api/v1/_api/problems";
import { openPicture } from "@/lib/author/pictures/list-pictures";

const BYTES = "application/octet-stream";

const path = storableText
  .min(1)
  .max(200)
  .describe("Below images/, folders included, for example lanes.png.");

export const getImage = defineOperation({
  id: "getImage",
  method: "GET",
  path: "/images/{path}",
  summary: "A picture as its author gave it, byte for byte",
  scope: "read",
  right: "write",
  params: z.object({ path }),
  answers: {
    200: { about: "The file.", mime: BYTES, schema: z.string().meta({ format: "binary" }) },
  },
  problems: [404],
  run: async ({ params }, { actor }) => {
    const opened = await openPicture({ actor, path: `images/${params.path}` });
    if (!opened.ok)
      return opened.reason === "forbidden" ? ownerMayNot() : notFound("There is no such picture.");
    return new Response(new Uint8Array(opened.value), {
      headers: {
        "content-type": BYTES,
        "content-disposition": "attachment",
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
});
