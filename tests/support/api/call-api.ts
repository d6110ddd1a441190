/** Calls the API's route handlers as a program would, and holds each answer against the OpenAPI file. */
import { expect } from "vitest";
import { makeApiToken, SCOPES, type Scope } from "@/lib/author/tokens/tokens";
import { actorOfEmail } from "@/lib/readers/actor";
import { DOCUMENT, expectDocumented } from "@/tests/support/api/documented";
import { findRoute } from "@/tests/support/api/routes";

type Sent = {
  token?: string;
  /** An object goes as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
};

export async function tokenFor(
  email = "author@example.com",
  scopes: readonly Scope[] = SCOPES,
): Promise<string> {
  const actor = await actorOfEmail(email);
  const made = await makeApiToken({ actor, name: "Test", scopes: [...scopes] });
  if (!made.ok) throw new Error(made.reason);
  return made.value.token;
}

/** `address` stands below /api/v1 and may carry a query. */
export async function callApi(method: string, address: string, sent: Sent = {}): Promise<Response> {
  const [pathname = ""] = address.split("?");
  const { route, params } = findRoute(pathname);
  const handlers = await route.load();
  const handler = handlers[method];
  if (!handler) throw new Error(`${method} ${address} has no handler.`);
  const request = new Request(`http://localhost:3000/api/v1${address}`, {
    method,
    headers: headersOf(sent),
    body: bodyOf(sent.body),
  });
  const response = await handler(request, { params: Promise.resolve(asNext(params)) });
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(response.headers.get("x-request-id")).toBeTruthy();
  const documented = documentedAs(route.pattern, method);
  if (documented) await expectDocumented({ operation: documented, method, response });
  return response;
}

export function documentedAs(pattern: string, method: string) {
  const path = DOCUMENT.paths[pattern.replace("{...", "{")];
  return path?.[method === "HEAD" ? "get" : method.toLowerCase()];
}

/** Next hands out undefined where an address has no names in it. */
const asNext = <Names extends object>(names: Names) =>
  Object.keys(names).length > 0 ? names : undefined;

function headersOf({ token, body, headers = {} }: Sent): Record<string, string> {
  const isJson = body !== undefined && !(body instanceof Uint8Array) && !(body instanceof FormData);
  return {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(isJson && { "content-type": "application/json" }),
    ...headers,
  };
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined || typeof body === "string" || body instanceof FormData) return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}
