import { z } from "zod";
import { list } from "@/app/api/v1/_api/answers";
import { listOf, pageQuery } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { ownerMayNot } from "@/app/api/v1/_api/problems";
import { noChapter, slugParam } from "@/app/api/v1/chapters/chapter-json";
import { listVersions as findVersions } from "@/lib/author/chapters/list-versions";

const PAGE = 50;

const versionJson = z
  .object({
    version: z.int().min(1),
    author: z.string().describe("Role and address."),
    door: z.enum(["import", "web", "api", "cli"]).describe("Where it was written."),
    note: z.string().nullable(),
    createdAt: z.iso.datetime(),
    isPublished: z.boolean().describe("It is what readers see."),
  })
  .meta({ id: "Version" });

export const listVersions = defineOperation({
  id: "listVersions",
  method: "GET",
  path: "/chapters/{slug}/versions",
  summary: "Every save of a chapter, newest first",
  scope: "read",
  right: "write",
  params: slugParam,
  query: pageQuery(z.int().min(1).max(1_000_000_000), 200),
  answers: {
    200: {
      about: "A page of its history.",
      schema: listOf(versionJson),
      example: {
        data: [
          {
            version: 4,
            author: "author:author@example.com",
            door: "cli",
            note: null,
            createdAt: "2026-11-20T09:30:00.000Z",
            isPublished: true,
          },
        ],
        has_more: false,
        next_cursor: null,
      },
    },
  },
  problems: [404],
  run: async ({ params, query: { limit = PAGE, cursor } }, { actor }) => {
    const found = await findVersions({ actor, ...params, before: cursor, limit });
    if (!found.ok) return found.reason === "forbidden" ? ownerMayNot() : noChapter();
    const { versions, hasMore } = found.value;
    return list(
      versions.map(({ number, ...version }) => ({ version: number, ...version })),
      hasMore ? versions.at(-1)?.number : undefined,
    );
  },
});
