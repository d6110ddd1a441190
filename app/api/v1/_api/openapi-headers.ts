/** The headers of the API, for the OpenAPI file. */

const number = { type: "integer", minimum: 0 };
const text = { type: "string" };

export const HEADERS = {
  "RateLimit-Limit": { description: "Calls that this token has in a minute.", schema: number },
  "RateLimit-Remaining": { description: "Calls that are left.", schema: number },
  "RateLimit-Reset": { description: "Seconds until all are there again.", schema: number },
  "X-Request-Id": { description: "Leads to our log; please name it when you ask.", schema: text },
  ETag: { description: "The version, in double quotes.", schema: text },
  "Retry-After": { description: "Seconds to wait.", schema: number },
};

export const PARAMETERS = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Your name for this request. The same key and body get the first answer again for 24 hours, with the header Idempotency-Replayed; another body 422; while the first is being worked on 409.",
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
    example: "publish-2026-11-20-1",
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description: "The ETag of what you have read. Another version answers 412 with what is there.",
    schema: text,
    example: '"4"',
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    required: false,
    description: "With *: only if there is none yet.",
    schema: { type: "string", enum: ["*"] },
  },
};
