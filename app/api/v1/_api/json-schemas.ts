/** Turns the schemas that check requests into those of the OpenAPI file; what has a name stands there once. */
import { z } from "zod";

type JsonSchema = Record<string, unknown>;

export type Components = Record<string, unknown>;

/** `input`: what may be sent; `output`: what is answered. Named parts go into `components`. */
export function jsonSchema(
  schema: z.ZodType,
  { io, components }: { io: "input" | "output"; components: Components },
): JsonSchema {
  const made = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const { $schema: _, $defs = {}, ...rest } = rename(made);
  for (const [name, part] of Object.entries(asRecord($defs))) components[name] = part;
  return rest;
}

function rename(made: unknown): JsonSchema {
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/');
  return asRecord(JSON.parse(text));
}

const asRecord = (value: unknown): JsonSchema =>
  typeof value === "object" && value !== null ? { ...value } : {};
