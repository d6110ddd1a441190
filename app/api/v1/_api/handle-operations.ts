/** The one way the API answers: token, pace, address, rights, input, once, one call; each refusal a problem document. */

import { networkOf } from "@/app/_http/network";
import { problemResponse } from "@/app/_http/problem";
import { withRequestId } from "@/app/_http/request-id";
import { answerOnce } from "@/app/api/v1/_api/answer-once";
import { noContent } from "@/app/api/v1/_api/answers";
import { readCondition } from "@/app/api/v1/_api/conditions";
import type { Method, Operation } from "@/app/api/v1/_api/operation";
import * as problem from "@/app/api/v1/_api/problems";
import { readBytes } from "@/app/api/v1/_api/read-bytes";
import { type CallLimit, countCall } from "@/lib/author/tokens/call-limit";
import { findTokenHolder, TOKEN_PREFIX, type TokenHolder } from "@/lib/author/tokens/tokens";
import { findHostProblem } from "@/lib/host-problem";
import { hasRight } from "@/lib/readers/actor";
import { noteCause } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

export type Operations = Partial<Record<Method, Operation>>;

type Names = Record<string, string | string[] | undefined>;
/** Next hands out undefined where an address has no names in it. */
type Context = { params: Promise<Names | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** The handlers of one address; none of them is missing, so that nothing can be probed without a token. */
export function answerWith(operations: Operations, fixed: Record<string, string> = {}) {
  const handle: Handler = withRequestId(async (request, { params }) => {
    const token = bearerOf(request.headers);
    if (!token.startsWith(TOKEN_PREFIX)) return problem.noToken();
    const closed = findHostProblem();
    if (closed) return notSetUp(closed);
    const holder = await findTokenHolder(token);
    if (!holder) return problem.noToken();
    const limit = await countCall(holder.tokenId);
    const input = { request, params: { ...joined(await params), ...fixed } };
    const response = limit.isAllowed
      ? await answer(operations, holder, input)
      : problem.tooMany(
          limit.retryAfterSeconds,
          "This token was used too often; it may go on soon.",
        );
    return withPace(response, limit);
  }, apologise);
  return {
    DELETE: handle,
    GET: handle,
    HEAD: handle,
    OPTIONS: handle,
    PATCH: handle,
    POST: handle,
    PUT: handle,
  };
}

const bearerOf = (headers: Headers) =>
  /^bearer ([\w-]{1,200})$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";

const notSetUp = (detail: string) =>
  problemResponse({ status: 503, title: "The site is not set up", detail });

type Input = { request: Request; params: Record<string, string | undefined> };

/** What stands for several parts of an address is one path. */
const joined = (params: Names = {}): Input["params"] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join("/") : value,
    ]),
  );

async function answer(
  operations: Operations,
  holder: TokenHolder,
  { request, params }: Input,
): Promise<Response> {
  const found = choose(operations, request.method);
  if (found instanceof Response) return found;
  const refusal = refuseCaller(found, holder) ?? refuseHeaders(found, request.headers);
  if (refusal) return refusal;
  const response = await run(found, holder, { request, params });
  return request.method === "HEAD" ? new Response(null, response) : response;
}

/** HEAD is GET without the body. */
function choose(operations: Operations, method: string): Operation | Response {
  const known = Object.keys(operations);
  if (known.length === 0) return problem.notFound();
  const allowed = [...known, ...(operations.GET ? ["HEAD"] : []), "OPTIONS"].toSorted();
  if (method === "OPTIONS") {
    const response = noContent();
    response.headers.set("allow", allowed.join(", "));
    return response;
  }
  const wanted = method === "HEAD" ? "GET" : method;
  const operation = Object.values(operations).find((each) => each.method === wanted);
  return operation ?? problem.wrongMethod(allowed);
}

/** A token has never more than its owner's rights at this moment. */
function refuseCaller({ scope, right }: Operation, { actor, scopes }: TokenHolder) {
  if (!scopes.includes(scope)) return problem.scopeMissing(scope);
  return hasRight(actor, right) ? undefined : problem.ownerMayNot();
}

function refuseHeaders(operation: Operation, headers: Headers): Response | undefined {
  const types = Object.values(operation.answers).flatMap(({ schema, mime }) =>
    mime ? [mime] : schema ? ["application/json"] : [],
  );
  if (types.length > 0 && !accepts(headers.get("accept"), types))
    return problem.notAcceptable([...new Set(types)]);
  const { ifMatch, isNew } = readCondition(headers);
  if (operation.condition === "if-match" && ifMatch === undefined)
    return problem.conditionMissing("Send the ETag of what you have read as If-Match.");
  if (operation.condition === "if-match-or-none" && ifMatch === undefined && !isNew)
    return problem.conditionMissing(
      "Send the ETag of what you have read as If-Match, or If-None-Match: * for something new.",
    );
  return undefined;
}

function accepts(accept: string | null, types: string[]): boolean {
  if (!accept?.trim()) return true;
  const ranges = accept
    .split(",")
    .filter((range) => !/;\s*q=0(?:\.0*)?\s*(?:;|$)/.test(range))
    .map((range) => range.split(";")[0]?.trim().toLowerCase());
  return types.some((type) =>
    [type, `${type.split("/")[0]}/*`, "*/*"].some((range) => ranges.includes(range)),
  );
}

async function run(
  operation: Operation,
  { tokenId, actor, scopes }: TokenHolder,
  { request, params }: Input,
): Promise<Response> {
  const { headers } = request;
  const maxBytes = operation.body?.maxBytes ?? 1_024;
  const bytes = await readBytes(request, maxBytes);
  if (!bytes) return problem.tooLarge(maxBytes);
  const { pathname, search, searchParams } = new URL(request.url);
  const contentType = headers.get("content-type") ?? "";
  const query = Object.fromEntries(searchParams);
  const bound = await operation.bind({ params, query, bytes, contentType });
  if (!bound.ok) return bound.response;
  const caller = {
    actor,
    scopes,
    door: isCommandLine(headers) ? ("cli" as const) : ("api" as const),
    network: networkOf(headers),
    condition: readCondition(headers),
    now: new Date(),
  };
  if (operation.method !== "POST") return bound.run(caller);
  const body = Buffer.concat([Buffer.from(`POST ${pathname}${search}\n`), bytes]);
  return answerOnce({ headers, body, tokenId, run: () => bound.run(caller) });
}

/** Only for the history of a chapter, which tells by which door a version came. */
const isCommandLine = (headers: Headers) =>
  headers.get("user-agent")?.startsWith("book-cli") ?? false;

function withPace(response: Response, { points, remaining, resetSeconds }: CallLimit): Response {
  response.headers.set("ratelimit-limit", String(points));
  response.headers.set("ratelimit-remaining", String(remaining));
  response.headers.set("ratelimit-reset", String(resetSeconds));
  return response;
}

function apologise(error: unknown): Response {
  noteCause(error);
  const isBusy = error instanceof Unavailable;
  return problemResponse({
    status: isBusy ? 503 : 500,
    title: isBusy ? "Not reachable for a moment" : "Something broke",
    detail:
      "That's on us. Whether it was done is not known; the same request may be sent again and will not happen twice.",
  });
}
