/** The two calls that need no token, for the OpenAPI file. */
import { type Components, jsonSchema } from "@/app/api/v1/_api/json-schemas";
import {
  mailedJson,
  OPENED_EXAMPLE,
  openedJson,
  SIGN_UP_EXAMPLE,
  signUpInput,
} from "@/app/api/v1/signups/sign-up";

const JSON_TYPE = "application/json";

export function publicPaths(components: Components) {
  const sent = jsonSchema(signUpInput, { io: "input", components });
  const answered = (schema: Parameters<typeof jsonSchema>[0], example: unknown) => ({
    [JSON_TYPE]: { schema: jsonSchema(schema, { io: "output", components }), example },
  });
  return {
    "/openapi.json": {
      get: {
        operationId: "getOpenApi",
        summary: "This file",
        security: [],
        responses: {
          200: {
            description: "OpenAPI 3.1.",
            content: { [JSON_TYPE]: { schema: { type: "object", required: ["openapi"] } } },
          },
        },
      },
    },
    "/signups": {
      post: {
        operationId: "signUp",
        summary: "Unlock a chapter with an address, as the form does",
        description:
          "For our own pages and for programs; needs no token. Idempotency-Key counts per address.",
        security: [],
        parameters: [{ $ref: "#/components/parameters/IdempotencyKey" }],
        requestBody: {
          required: true,
          content: { [JSON_TYPE]: { schema: sent, example: SIGN_UP_EXAMPLE } },
        },
        responses: {
          200: {
            description: "The chapter is open; a cookie opens it in this browser.",
            content: answered(openedJson, OPENED_EXAMPLE),
          },
          202: {
            description: "The chapter is in the mail.",
            content: answered(mailedJson, { state: "mailed" }),
          },
          ...Object.fromEntries(
            [403, 409, 413, 422, 500, 503].map((status) => [
              String(status),
              { $ref: `#/components/responses/Problem${status}` },
            ]),
          ),
        },
      },
    },
  };
}
