import { z } from "zod";
import { list, noContent } from "@/app/api/v1/_api/answers";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { listOf } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";
import { conflict, notFound, ownerMayNot } from "@/app/api/v1/_api/problems";
import { listFailedJobs, replayFailedJob } from "@/lib/desk/failures/failed-jobs";

const failureJson = z
  .object({
    id: z.uuid(),
    queue: z.string().describe("What kind of work it was."),
    cause: z.string(),
    message: z
      .string()
      .describe("Addresses in it are shown only to a token with the scope people."),
    tries: z.int(),
    createdAt: z.iso.datetime(),
    replayedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Failure" });

export const listFailures = defineOperation({
  id: "listFailures",
  method: "GET",
  path: "/failures",
  summary: "Work that failed for good, newest first",
  about: "At most the newest 200 that nobody has dealt with.",
  scope: "read",
  right: "write",
  answers: {
    200: {
      about: "The failures.",
      schema: listOf(failureJson),
      example: {
        data: [
          {
            id: "5f0c5e0e-6d0c-4c3e-9a51-1d6f0f3a2b10",
            queue: "letters-course",
            cause: "Error",
            message: "550 no such mailbox",
            tries: 8,
            createdAt: "2026-11-20T09:30:00.000Z",
            replayedAt: null,
          },
        ],
        has_more: false,
        next_cursor: null,
      },
    },
  },
  problems: [],
  run: async (_, { actor, scopes }) => {
    const found = await listFailedJobs({ actor, showsAddresses: scopes.includes("people") });
    return found.ok ? list(found.value, undefined) : ownerMayNot();
  },
});

export const replayFailure = defineOperation({
  id: "replayFailure",
  method: "POST",
  path: "/failures/{id}/replay",
  summary: "Do failed work again, once",
  scope: "publish",
  right: "publish",
  params: z.object({ id: z.uuid() }),
  body: jsonBody(z.strictObject({}), { isOptional: true, example: {} }),
  answers: { 204: { about: "It waits in its queue again." } },
  problems: [404, 409],
  run: async ({ params }, { actor }) => {
    const replayed = await replayFailedJob({ actor, ...params });
    if (replayed.ok) return noContent();
    return {
      forbidden: ownerMayNot,
      gone: () => notFound("There is no such failure any more."),
      replayed_before: () => conflict("It was dealt with before, and is not done twice."),
    }[replayed.reason]();
  },
});
