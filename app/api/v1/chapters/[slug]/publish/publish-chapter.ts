import { z } from "zod";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { conflict, ownerMayNot, refuseErrors } from "@/app/api/v1/_api/problems";
import {
  answerChapter,
  CHAPTER_ANSWER_EXAMPLE,
  chapterJson,
  noChapter,
  slugParam,
} from "@/app/api/v1/chapters/chapter-json";
import { noteField } from "@/lib/author/chapters/chapter-text";
import type { Finding } from "@/lib/author/chapters/check-text";
import { publishChecked } from "@/lib/author/chapters/publish-checked";

const publishInput = z.strictObject({
  publishAt: z.iso
    .datetime({ offset: true, error: "must be a time with its zone, such as 2026-12-01T09:00:00Z" })
    .nullish()
    .describe(
      "A time to come makes it a schedule. Left out: the time that the text names, if any; null: now.",
    ),
  version: z.int().min(1).max(1_000_000_000).optional().describe("Left out: the newest."),
  note: noteField.optional(),
});

const NO_VERSION = { field: "version", message: "The chapter has no such version." };

export const publishChapter = defineOperation({
  id: "publishChapter",
  method: "POST",
  path: "/chapters/{slug}/publish",
  summary: "Show a version to readers, now or at a time",
  about:
    "Every reader on every instance has it within a second. A text with links or images that lead nowhere is refused, with its lines.",
  scope: "publish",
  right: "publish",
  params: slugParam,
  body: jsonBody(publishInput, { isOptional: true, example: { note: "Typing mistakes" } }),
  answers: {
    200: {
      about: "The chapter as it is now.",
      schema: chapterJson,
      hasVersion: true,
      example: CHAPTER_ANSWER_EXAMPLE,
    },
  },
  problems: [404, 409],
  run: async ({ params: { slug }, body }, { actor, now }) => {
    const { publishAt, ...rest } = body;
    const time = typeof publishAt === "string" ? new Date(publishAt) : publishAt;
    const done = await publishChecked({ actor, slug, publishAt: time, ...rest, now });
    if (!done.ok)
      return {
        forbidden: ownerMayNot,
        not_found: noChapter,
        no_such_version: () => refuseErrors([NO_VERSION]),
        slug_taken: () => conflict("Another chapter has, or had, the address that it would get."),
      }[done.reason]();
    if (done.value.state === "broken") return refuseErrors(done.value.findings.map(asError));
    return answerChapter({ actor, slug: done.value.slug });
  },
});

const asError = ({ line: number, message }: Finding) => ({
  field: "markdown",
  message: `Line ${number}: ${message}`,
});
