import { plainAnswer } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { openApiText } from "@/app/api/v1/_api/openapi";

export const dynamic = "force-dynamic";

export const { DELETE, OPTIONS, PATCH, POST, PUT } = answerWith({});

/** For everybody: it holds what can be done, nothing of the book. */
export const GET = withRequestId(
  async () =>
    new Response(openApiText(), {
      headers: { "content-type": "application/json", "cache-control": "private, no-store" },
    }),
  () => plainAnswer(500, "That's on us: the file could not be made."),
);
