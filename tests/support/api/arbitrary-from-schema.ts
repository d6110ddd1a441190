/** Makes values from the JSON schemas of the OpenAPI file: mostly what they allow, sometimes anything at all. */
import fc, { type Arbitrary } from "fast-check";
import { DOCUMENT } from "@/tests/support/api/documented";

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
};

/** Strings that break what trusts them. */
const HOSTILE = [
  "",
  " ",
  "\0",
  "\ud800",
  "'; drop table chapters; --",
  "../../etc/passwd",
  "%00",
  "%E0%A4%A",
  "__proto__",
  "constructor",
  "x".repeat(5_000),
  "<!-- lock -->",
  "\u202e\u0000\uffff",
  "1e999",
  "-1",
  "9".repeat(40),
];

export const anyText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);

const anything: Arbitrary<unknown> = fc.oneof(fc.anything({ maxDepth: 2 }), anyText);

/** One in forty is something else than what the schema allows, so that most wholes are allowed and some are not. */
export function fromSchema(given: object): Arbitrary<unknown> {
  return fc.oneof({ weight: 39, arbitrary: allowed(given) }, { weight: 1, arbitrary: anything });
}

function allowed(given: Schema): Arbitrary<unknown> {
  const schema = resolve(given);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fromSchema));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => fromSchema({ ...schema, type })));
  return byType(schema);
}

function byType(schema: Schema): Arbitrary<unknown> {
  const { type, minimum = -1_000, maximum = 1_000 } = schema;
  if (type === "string") return text(schema);
  if (type === "integer") return fc.integer({ min: Math.trunc(minimum), max: Math.trunc(maximum) });
  if (type === "number") return fc.double({ min: Math.max(0, minimum), max: 1e9, noNaN: true });
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  if (type === "array") return fc.array(fromSchema(schema.items ?? {}), { maxLength: 4 });
  return type === "object" ? record(schema) : anything;
}

const FORMATS: Record<string, Arbitrary<string>> = {
  "date-time": fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  uuid: fc.uuid({ version: 4 }),
  uri: fc.webUrl(),
  email: fc.constantFrom("ada@example.com", "grace@example.com"),
};

function text({ format = "", pattern, minLength = 0, maxLength = 200 }: Schema): Arbitrary<string> {
  const made = FORMATS[format];
  if (made) return made;
  const size = { minLength: Math.min(minLength, 20), maxLength: Math.min(maxLength, 200) };
  const plain = fc.string(size);
  if (!pattern) return fc.oneof(plain, MARKDOWN);
  return fc.oneof(
    fc.stringMatching(simple(pattern)),
    fc.constantFrom("one", "two", "c-3", "1", "images/a.png"),
  );
}

/** The generator knows no classes of Unicode. */
const simple = (pattern: string) =>
  new RegExp(pattern.includes("\\p{") ? "^[a-z-]{1,20}$" : pattern);

const MARKDOWN = fc
  .array(
    fc.constantFrom(
      "# Heading",
      "Words of a paragraph.",
      "<!-- lock -->",
      "![A picture](../images/a.png)",
      "[A link](one.md#nowhere)",
      "```js {1} \nlet a;\n```",
      "$$x^2$$",
      "> [!NOTE]\n> A note :side[beside].",
      "| a | b |\n|---|---|\n| 1 | 2 |",
      "<script>alert(1)</script>",
      "[^1]\n\n[^1]: A note.",
    ),
    { maxLength: 6 },
  )
  .map((blocks) => blocks.join("\n\n"));

function record({ properties = {}, required = [], additionalProperties, propertyNames }: Schema) {
  const known = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fromSchema(schema)]),
  );
  const fields = fc.record(known, {
    requiredKeys: required.filter((name) => name in known),
  });
  if (typeof additionalProperties !== "object") return fields;
  const names = propertyNames ? text(propertyNames) : fc.string({ maxLength: 10 });
  return fc.dictionary(names, fromSchema(additionalProperties), { maxKeys: 3 });
}

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name ? (DOCUMENT.components.schemas?.[name] ?? {}) : schema;
}
