import { z } from "zod";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { ownerMayNot } from "@/app/api/v1/_api/problems";
import {
  answerChapter,
  CHAPTER_ANSWER_EXAMPLE,
  chapterJson,
  noChapter,
  slugParam,
} from "@/app/api/v1/chapters/chapter-json";
import { unpublish } from "@/lib/author/chapters/publish";

export const unpublishChapter = defineOperation({
  id: "unpublishChapter",
  method: "POST",
  path: "/chapters/{slug}/unpublish",
  summary: "Take a chapter away from readers; its text stays",
  about: "A schedule ends too. Doing it twice changes nothing.",
  scope: "publish",
  right: "publish",
  params: slugParam,
  body: jsonBody(z.strictObject({}), { isOptional: true, example: {} }),
  answers: {
    200: {
      about: "The chapter, now a draft.",
      schema: chapterJson,
      hasVersion: true,
      example: { ...CHAPTER_ANSWER_EXAMPLE, state: "draft" },
    },
  },
  problems: [404],
  run: async ({ params: { slug } }, { actor }) => {
    const done = await unpublish({ actor, slug });
    if (!done.ok) return done.reason === "forbidden" ? ownerMayNot() : noChapter();
    return answerChapter({ actor, slug });
  },
});
