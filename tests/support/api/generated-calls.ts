/** Calls of the API made from its OpenAPI file, on a small book; each must be answered as the file says, none with 500.
 * (503 is no error of ours: a busy machine may keep its database waiting, and whoever asks may ask again.) */
import fc, { type Arbitrary } from "fast-check";
import { expect } from "vitest";
import { publishSettings } from "@/lib/config";
import { anyText, fromSchema } from "@/tests/support/api/arbitrary-from-schema";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { DOCUMENT, type Documented } from "@/tests/support/api/documented";
import { buildBook } from "@/tests/support/builders";
import { publishNow, writeChapter } from "@/tests/support/drafts";

type Fields = Record<string, string | undefined>;

type Call = {
  method: string;
  path: string;
  names: Record<string, string>;
  query: Fields;
  headers: Fields;
  body: unknown;
};

type Parameter = { $ref?: string; name: string; in: string; schema: object };

const OPERATIONS = Object.entries(DOCUMENT.paths)
  .filter(([path]) => path !== "/openapi.json")
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

const makeCalls = (): Arbitrary<Call> =>
  fc.oneof(...OPERATIONS.map(({ path, method, operation }) => callOf({ path, method, operation })));

const NAMES = ["one", "two", "order", "a.png", ...Array.from({ length: 30 }, (_, n) => `c-${n}`)];

/** Mostly what is there, so that calls reach further than 404. */
const name = (schema: object) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
    { weight: 2, arbitrary: fromSchema(schema).map(String) },
    { weight: 1, arbitrary: anyText },
  );

function callOf({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Documented;
}) {
  const parameters = (operation.parameters ?? []).filter(isInline);
  const shaped = (place: string, make: (schema: object) => Arbitrary<string>) =>
    Object.fromEntries(
      parameters.filter((each) => each.in === place).map((each) => [each.name, make(each.schema)]),
    );
  const content = Object.entries(operation.requestBody?.content ?? {});
  return fc.record<Call>({
    method: fc.constant(method.toUpperCase()),
    path: fc.constant(path),
    names: fc.record(shaped("path", name)),
    query: fc.record(
      shaped("query", (schema) => fromSchema(schema).map(String)),
      { requiredKeys: [] },
    ),
    headers: headersFor(content.map(([type]) => type)),
    body: method === "get" ? fc.constant(undefined) : bodyFor(content),
  });
}

/** A white point. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

const bodyFor = (content: [string, { schema: object }][]): Arbitrary<unknown> =>
  fc.oneof(
    ...content.map(([type, { schema }]) => ({
      weight: 8,
      arbitrary: type.endsWith("json") ? fromSchema(schema) : fc.constant(PNG),
    })),
    { weight: 1, arbitrary: fc.oneof(anyText, fc.uint8Array({ maxLength: 60 })) },
  );

const isInline = (parameter: object): parameter is Parameter => !("$ref" in parameter);

const TAGS = ["*", "*", "*", '"1"', '"2"', '"stale"', 'W/"1"', "1", '"1", "2"', '"'];

const ACCEPTS = fc.constantFrom("application/json", "text/html", ";;;,q=", "image/*", "*/*;q=0");
const KEYS = fc.constantFrom("a", "b", "with space", "x".repeat(300));

function headersFor(types: string[]) {
  const concrete = types.length > 0 ? types.map((type) => type.replace("*", "png")) : ["a/b"];
  return fc.record(
    {
      "content-type": fc.oneof(
        { weight: 19, arbitrary: fc.constantFrom(...concrete) },
        { weight: 1, arbitrary: fc.constantFrom("text/plain", "nonsense", "") },
      ),
      "if-match": fc.constantFrom(...TAGS),
      "if-none-match": fc.constantFrom("*", '"1"'),
      "idempotency-key": fc.oneof(
        { weight: 9, arbitrary: fc.uuid() },
        { weight: 3, arbitrary: KEYS },
      ),
      accept: fc.oneof(
        { weight: 9, arbitrary: fc.constant("*/*") },
        { weight: 1, arbitrary: ACCEPTS },
      ),
    },
    { requiredKeys: ["content-type"] },
  );
}

/** What calls find: one chapter live, one a draft. */
export async function writeSmallBook() {
  publishSettings({ SITE_RUNTIME: "launcher" });
  await buildBook({ openingChapter: "one" });
  for (const slug of ["one", "two"])
    await writeChapter("Open.\n\n<!-- lock -->\n\nLocked.\n", { slug, title: `About ${slug}` });
  await publishNow("one");
}

/** One token a thousand calls: its pace is not what is tried here. */
const CALLS_PER_TOKEN = 1_000;

export async function makeGeneratedCalls(count: number): Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  let [token, made] = ["", 0];
  await fc.assert(
    fc.asyncProperty(makeCalls(), async (call) => {
      if (made % CALLS_PER_TOKEN === 0) token = await tokenFor();
      made += 1;
      const answer = await callApi(call.method, addressOf(call), {
        token,
        body: call.body,
        headers: present(call.headers),
      });
      expect(answer.status, JSON.stringify(await problemIn(answer))).not.toBe(500);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
    }),
    { numRuns: count, endOnFailure: true },
  );
  return seen;
}

function addressOf({ path, names, query }: Call): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, key) => encode(names[key] || "-"));
  return `${filled}?${new URLSearchParams(present(query))}`;
}

const present = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

/** Of what no address can carry, the replacement character is left. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());

const problemIn = async (answer: Response) =>
  answer.status >= 500 ? answer.clone().json() : undefined;
