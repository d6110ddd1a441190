import { z } from "zod";
import { list } from "@/app/api/v1/_api/answers";
import { listOf, pageQuery } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { ownerMayNot } from "@/app/api/v1/_api/problems";
import {
  CHAPTER_ANSWER_EXAMPLE,
  chapterJson,
  describeChapter,
} from "@/app/api/v1/chapters/chapter-json";
import { readChapters } from "@/lib/author/chapters/read-chapters";

const PAGE = 50;
const place = z.object({ position: z.int().min(-2_147_483_648).max(2_147_483_647), id: z.uuid() });

export const listChapters = defineOperation({
  id: "listChapters",
  method: "GET",
  path: "/chapters",
  summary: "All chapters in the book's order, drafts too",
  scope: "read",
  right: "write",
  query: pageQuery(place, 100),
  answers: {
    200: {
      about: "A page of chapters, each with its newest text.",
      schema: listOf(chapterJson),
      example: { data: [CHAPTER_ANSWER_EXAMPLE], has_more: false, next_cursor: null },
    },
  },
  problems: [],
  run: async ({ query: { limit = PAGE, cursor } }, { actor }) => {
    const page = await readChapters({ actor, after: cursor, limit });
    if (!page.ok) return ownerMayNot();
    return list(page.value.drafts.map(describeChapter), page.value.next);
  },
});
