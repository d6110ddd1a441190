/** The OpenAPI 3.1 file, made from the very operations that answer. */

import { type Components, jsonSchema } from "@/app/api/v1/_api/json-schemas";
import { HEADERS, PARAMETERS } from "@/app/api/v1/_api/openapi-headers";
import { publicPaths } from "@/app/api/v1/_api/openapi-public";
import type { Answer, Operation } from "@/app/api/v1/_api/operation";
import { PROBLEM_KINDS, problemJson } from "@/app/api/v1/_api/problem-kinds";
import { OPERATIONS } from "@/app/api/v1/_api/registry";
import { getConfig } from "@/lib/config";

let made: { publicUrl: string; text: string } | undefined;

/** Made once for an address. */
export function openApiText(): string {
  const { publicUrl } = getConfig();
  if (made?.publicUrl !== publicUrl) made = { publicUrl, text: JSON.stringify(openApi(publicUrl)) };
  return made.text;
}

export function openApi(publicUrl: string) {
  const schemas: Components = {};
  jsonSchema(problemJson, { io: "output", components: schemas });
  const paths: Record<string, Record<string, unknown>> = publicPaths(schemas);
  for (const operation of OPERATIONS) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = document(operation, schemas);
    paths[operation.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "The book's API",
      version: "1",
      description: `What authors' programs may do. How to begin: ${publicUrl}/developers`,
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      headers: HEADERS,
      parameters: PARAMETERS,
      responses: problemResponses(),
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description:
            "Made at /author/tokens. Scopes: read, write, publish, and people for signups and orders. A token never has more than its owner's rights at that moment.",
        },
      },
    },
  };
}

function document(operation: Operation, components: Components) {
  const { id, summary, about, scope, body } = operation;
  const isNeeded = `Needs the scope ${scope}.`;
  return {
    operationId: id,
    summary,
    description: about ? `${about} ${isNeeded}` : isNeeded,
    security: [{ token: [scope] }],
    parameters: parametersOf(operation, components),
    ...(body && { requestBody: requestBody(body, components) }),
    responses: {
      ...answersOf(operation, components),
      ...Object.fromEntries(problemsOf(operation).map(problemEntry)),
    },
  };
}

function parametersOf({ params, query, method, condition }: Operation, components: Components) {
  const listed = (shape: Operation["params"]["shape"], place: "path" | "query") =>
    Object.entries(shape).map(([name, schema]) => ({
      name,
      in: place,
      required: place === "path",
      schema: jsonSchema(schema, { io: "input", components }),
    }));
  const headers = [
    ...(method === "POST" ? ["IdempotencyKey"] : []),
    ...(condition ? ["IfMatch"] : []),
    ...(condition === "if-match-or-none" ? ["IfNoneMatch"] : []),
  ];
  const refs = headers.map((name) => ({ $ref: `#/components/parameters/${name}` }));
  return [...listed(params.shape, "path"), ...listed(query.shape, "query"), ...refs];
}

function requestBody(
  { content, isOptional }: NonNullable<Operation["body"]>,
  components: Components,
) {
  const types = Object.entries(content).map(([type, { schema, example }]) => [
    type,
    {
      schema: jsonSchema(schema, { io: "input", components }),
      ...(example !== undefined && { example }),
    },
  ]);
  return { required: !isOptional, content: Object.fromEntries(types) };
}

function answersOf({ answers }: Operation, components: Components) {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, components)]),
  );
}

const PACE = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-Request-Id"];

function describeAnswer(answer: Answer, components: Components) {
  const { about, schema, mime = "application/json", example, hasVersion } = answer;
  const names = [...PACE, ...(hasVersion ? ["ETag"] : [])];
  return {
    description: about,
    headers: headerRefs(names),
    ...(schema && {
      content: {
        [mime]: {
          schema: jsonSchema(schema, { io: "output", components }),
          ...(example !== undefined && { example }),
        },
      },
    }),
  };
}

const headerRefs = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Those that any call may meet, and its own. */
export function problemsOf({ method, condition, answers, body, problems }: Operation): number[] {
  const hasAnswer = Object.values(answers).some(({ schema }) => schema);
  const isCondition = condition === "if-match" || condition === "if-match-or-none";
  const all = [
    ...[401, 403, 422, 429, 500, 503, ...problems],
    ...(hasAnswer ? [406] : []),
    ...(method === "GET" ? [] : [413]),
    ...(body ? [400, 415] : []),
    ...(method === "POST" ? [409] : []),
    ...(isCondition ? [428] : []),
  ];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

const problemEntry = (status: number) => [
  String(status),
  { $ref: `#/components/responses/Problem${status}` },
];

function problemResponses() {
  return Object.fromEntries(
    Object.entries(PROBLEM_KINDS).map(([status, { name, about }]) => [
      `Problem${status}`,
      {
        description: `${name}. ${about}`,
        headers: headerRefs([
          "X-Request-Id",
          ...(status === "429" || status === "503" ? ["Retry-After"] : []),
        ]),
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );
}
