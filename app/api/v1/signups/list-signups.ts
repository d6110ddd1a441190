import { z } from "zod";
import { list } from "@/app/api/v1/_api/answers";
import { listOf, pageQuery } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { ownerMayNot } from "@/app/api/v1/_api/problems";
import { listSignups as findSignups } from "@/lib/desk/audience/list-signups";

const PAGE = 100;
const place = z.object({
  at: z.string().regex(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z$/),
  id: z.uuid(),
});

const signupJson = z
  .object({
    id: z.uuid(),
    email: z.string(),
    chapter: z.string().describe("The slug of the chapter that was unlocked."),
    createdAt: z.iso.datetime(),
    confirmedAt: z.iso.datetime().nullable(),
    unsubscribedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Signup" });

export const listSignups = defineOperation({
  id: "listSignups",
  method: "GET",
  path: "/signups",
  summary: "Who signed up for which chapter, newest first",
  scope: "people",
  right: "people",
  query: pageQuery(place, 500),
  answers: {
    200: {
      about: "A page of signups.",
      schema: listOf(signupJson),
      example: {
        data: [
          {
            id: "5f0c5e0e-6d0c-4c3e-9a51-1d6f0f3a2b10",
            email: "ada@example.com",
            chapter: "getting-started",
            createdAt: "2026-11-20T09:30:00.000Z",
            confirmedAt: null,
            unsubscribedAt: null,
          },
        ],
        has_more: false,
        next_cursor: null,
      },
    },
  },
  problems: [],
  run: async ({ query: { limit = PAGE, cursor } }, { actor }) => {
    const page = await findSignups({ actor, after: cursor, limit });
    return page.ok ? list(page.value.signups, page.value.next) : ownerMayNot();
  },
});
