import { z } from "zod";
import { json, noContent } from "@/app/api/v1/_api/answers";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { ownerMayNot } from "@/app/api/v1/_api/problems";
import { noChapter, slugParam } from "@/app/api/v1/chapters/chapter-json";
import { makePreviewLink, revokePreviewLinks } from "@/lib/author/preview-links";

const linkJson = z
  .object({ url: z.url().describe("Whoever has it can read."), expiresAt: z.iso.datetime() })
  .meta({ id: "PreviewLink" });

export const addPreviewLink = defineOperation({
  id: "makePreviewLink",
  method: "POST",
  path: "/chapters/{slug}/preview-links",
  summary: "A private link to the newest text",
  about: "It works for a day, without an account, and shows what is not published too.",
  scope: "write",
  right: "write",
  params: slugParam,
  body: jsonBody(z.strictObject({}), { isOptional: true, example: {} }),
  answers: {
    201: {
      about: "The link; it is shown only here.",
      schema: linkJson,
      example: {
        url: "https://book.example.com/preview/TOKEN",
        expiresAt: "2026-11-21T09:30:00.000Z",
      },
    },
  },
  problems: [404],
  run: async ({ params }, { actor }) => {
    const made = await makePreviewLink({ actor, ...params });
    if (!made.ok) return made.reason === "forbidden" ? ownerMayNot() : noChapter();
    const { url, expiresAt } = made.value;
    return json({ url, expiresAt }, { status: 201 });
  },
});

export const removePreviewLinks = defineOperation({
  id: "revokePreviewLinks",
  method: "DELETE",
  path: "/chapters/{slug}/preview-links",
  summary: "Revoke all private links to a chapter",
  scope: "write",
  right: "write",
  params: slugParam,
  answers: { 204: { about: "None of them works any more." } },
  problems: [404],
  run: async ({ params }, { actor }) => {
    const revoked = await revokePreviewLinks({ actor, ...params });
    if (revoked.ok) return noContent();
    return revoked.reason === "forbidden" ? ownerMayNot() : noChapter();
  },
});
