import { z } from "zod";
import { json } from "@/app/api/v1/_api/answers";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { conflict, ownerMayNot } from "@/app/api/v1/_api/problems";
import { orderChapters as order } from "@/lib/author/chapters/order-chapters";
import { slug } from "@/lib/fields";

const orderInput = z.strictObject({
  slugs: z.array(slug).max(10_000).describe("All present chapters, each once."),
});

const EXAMPLE = { slugs: ["foreword", "getting-started"] };

export const orderChapters = defineOperation({
  id: "orderChapters",
  method: "POST",
  path: "/chapters/order",
  summary: "Put all chapters in order; readers see it at once",
  scope: "publish",
  right: "publish",
  body: jsonBody(orderInput, { maxBytes: 1_000_000, example: EXAMPLE }),
  answers: {
    200: {
      about: "The order from now on.",
      schema: z.object({ slugs: z.array(z.string()) }),
      example: EXAMPLE,
    },
  },
  problems: [409],
  run: async ({ body: { slugs } }, { actor }) => {
    const ordered = await order({ actor, slugs });
    if (ordered.ok) return json({ slugs });
    return ordered.reason === "forbidden"
      ? ownerMayNot()
      : conflict(
          "A chapter is missing, unknown or named twice. List all present chapters, each once.",
        );
  },
});
