/** One thing that the API can do, described once: its route handler, its checks and the OpenAPI file come from here. */
import { z } from "zod";
import { type Body, NO_BODY } from "@/app/api/v1/_api/bodies";
import type { Condition } from "@/app/api/v1/_api/conditions";
import { invalidInput, notFound } from "@/app/api/v1/_api/problems";
import type { Scope } from "@/lib/author/tokens/tokens";
import type { Actor, Right } from "@/lib/readers/actor";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Whoever holds the token, and what came with the request. */
export type Caller = {
  actor: Actor;
  scopes: Scope[];
  door: "api" | "cli";
  network: string;
  condition: Condition;
  now: Date;
};

export type Answer = {
  about: string;
  /** Without one, the answer has no body; `mime` other than JSON is bytes. */
  schema?: z.ZodType;
  mime?: string;
  example?: unknown;
  /** It carries the version as ETag. */
  hasVersion?: boolean;
};

type Described = {
  id: string;
  method: Method;
  /** Below /api/v1, with {names}. */
  path: string;
  summary: string;
  about?: string;
  scope: Scope;
  /** What the token's owner must be allowed besides. */
  right: Right;
  /** Which headers a write needs: `If-Match`; that or `If-None-Match: *`; or takes, if it comes. */
  condition?: "if-match" | "if-match-or-none" | "optional";
  answers: Record<number, Answer>;
  /** Those of this operation; the ones that any call may meet are added. */
  problems: number[];
};

type Shape = z.ZodObject;
const nothing = z.strictObject({});
/** An address may be fixed where others have a name in it. */
const noNames = z.object({});

type Input<P extends Shape, Q extends Shape, B> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: B;
};

type Spec<P extends Shape, Q extends Shape, B> = Described & {
  params?: P;
  query?: Q;
  body?: Body<B>;
  run: (input: Input<P, Q, B>, caller: Caller) => Promise<Response>;
};

type Raw = {
  params: Record<string, unknown>;
  query: Record<string, string>;
  bytes: Buffer;
  contentType: string;
};

export type Bound =
  | { ok: true; run: (caller: Caller) => Promise<Response> }
  | { ok: false; response: Response };

export type Operation = Described & {
  params: Shape;
  query: Shape;
  body: Body<unknown> | undefined;
  /** Checks what came; only a whole input can be run. */
  bind: (raw: Raw) => Promise<Bound>;
};

export function defineOperation<
  B = undefined,
  P extends Shape = typeof noNames,
  Q extends Shape = typeof nothing,
>(spec: Spec<P, Q, B>): Operation {
  const { run, body, params = noNames, query = nothing, ...described } = spec;
  return {
    ...described,
    params,
    query,
    body,
    async bind(raw) {
      const inPath = params.safeParse(raw.params);
      if (!inPath.success) return { ok: false, response: notFound() };
      const inQuery = query.safeParse(raw.query);
      if (!inQuery.success) return { ok: false, response: invalidInput(inQuery.error, "query") };
      const read = await (body ?? NO_BODY).read(raw);
      if (!read.ok) return read;
      const input = { params: inPath.data, query: inQuery.data, body: read.value };
      return { ok: true, run: (caller) => run(input as Input<P, Q, B>, caller) };
    },
  };
}
