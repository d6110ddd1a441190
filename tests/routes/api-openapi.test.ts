import { describe, expect, it } from "vitest";
import { OPERATIONS } from "@/app/api/v1/_api/registry";
import { GET } from "@/app/api/v1/openapi.json/route";
import { documentedAs } from "@/tests/support/api/call-api";
import { DOCUMENT, problemsWith } from "@/tests/support/api/documented";
import { ROUTES } from "@/tests/support/api/routes";

const operations = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

describe("the OpenAPI file", () => {
  it("is there for everybody, in version 3.1", async () => {
    const answer = await GET(new Request("http://localhost:3000/api/v1/openapi.json"));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ openapi: "3.1.0", paths: DOCUMENT.paths });
  });

  it("tells of each operation that a route answers, and of none that no route has", async () => {
    for (const { pattern } of ROUTES.filter(({ pattern }) => !pattern.includes("{?")))
      expect(Object.keys(DOCUMENT.paths), pattern).toContain(pattern.replace("{...", "{"));
    const patterns = ROUTES.map(({ pattern }) => pattern.replace("{...", "{"));
    for (const { path } of operations) expect(patterns).toContain(path);
  });

  it("names each operation once, and holds every one of the registry", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, method, path } of OPERATIONS)
      expect(documentedAs(path, method)?.operationId).toBe(id);
  });

  it("refers to nothing that it does not hold", () => {
    const refs = JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g);
    for (const [, kind = "", name = ""] of refs)
      expect(DOCUMENT.components[kind], `${kind}/${name}`).toHaveProperty([name]);
  });

  it("gives examples that are what it describes", () => {
    for (const { operationId, requestBody, responses } of operations) {
      const answers = Object.values(responses).flatMap((answer) =>
        "content" in answer ? Object.values(answer.content ?? {}) : [],
      );
      for (const { schema, example } of [...Object.values(requestBody?.content ?? {}), ...answers])
        if (example !== undefined) expect(problemsWith(schema, example), operationId).toEqual([]);
    }
  });
});
