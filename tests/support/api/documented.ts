/** Holds an answer of the API against the OpenAPI file: its status, its headers, its body. */
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { openApi } from "@/app/api/v1/_api/openapi";

type Content = Record<string, { schema: object; example?: unknown }>;
type Answer = { headers?: Record<string, unknown>; content?: Content };
export type Documented = {
  operationId: string;
  parameters?: object[];
  requestBody?: { content: Content };
  responses: Record<string, Answer | { $ref: string }>;
};
type Document = {
  paths: Record<string, Record<string, Documented>>;
  components: { responses: Record<string, Answer> } & Record<string, Record<string, object>>;
};

/** As programs read it: text, not our objects. */
export const DOCUMENT: Document = JSON.parse(JSON.stringify(openApi("http://localhost:3000")));

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv);
ajv.addFormat("binary", true);
ajv.addSchema({ $id: "openapi", ...DOCUMENT });

const validators = new Map<object, ValidateFunction>();

export function problemsWith(schema: object, value: unknown): string[] {
  const known = validators.get(schema) ?? ajv.compile(absolute(schema));
  validators.set(schema, known);
  if (known(value)) return [];
  return (known.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/'));

type Call = { operation: Documented; method: string; response: Response };

/** Fails where an answer is none that the file promises. */
export async function expectDocumented({ operation, method, response }: Call): Promise<void> {
  const what = `${operation.operationId} ${response.status}`;
  const documented = answerOf(operation, response.status);
  expect(documented, `${what} is in the OpenAPI file`).toBeDefined();
  for (const name of Object.keys(documented?.headers ?? {}))
    expect(response.headers.get(name), `${what} carries ${name}`).not.toBeNull();
  const body = Buffer.from(await response.clone().arrayBuffer());
  if (method === "HEAD") return expect(body.length).toBe(0);
  const [type, content] = Object.entries(documented?.content ?? {})[0] ?? [];
  if (!type || !content) return expect(body.length, `${what} has no body`).toBe(0);
  expect(response.headers.get("content-type"), what).toBe(type);
  if (!type.endsWith("json")) return;
  expect(problemsWith(content.schema, JSON.parse(body.toString())), what).toEqual([]);
}

function answerOf({ responses }: Documented, status: number): Answer | undefined {
  const answer = responses[String(status)];
  if (!answer) return undefined;
  return "$ref" in answer
    ? DOCUMENT.components.responses[answer.$ref.replace("#/components/responses/", "")]
    : answer;
}
