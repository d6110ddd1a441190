/** Writes settings as YAML that people like to read; of what stood there before, order and comments stay. */
import { isDeepStrictEqual } from "node:util";
import { Document, parseDocument } from "yaml";

type Values = Record<string, unknown>;

type Yaml = {
  /** In the order in which a new file has them. */
  values: Values;
  /** What a key counts as when it is left out. */
  defaults: Values;
  /** The YAML that is there now. */
  existing?: string;
  /** 0 leaves each value on its line. */
  width: number;
};

export function writeYaml({ values, defaults, existing, width }: Yaml): string {
  const edited = existing === undefined ? undefined : edit({ values, defaults, existing, width });
  return (
    edited ?? `${new Document(withoutDefaults(values, defaults)).toString({ lineWidth: width })}`
  );
}

const withoutDefaults = (values: Values, defaults: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !isDefault(key, value, defaults)),
  );

const isDefault = (key: string, value: unknown, defaults: Values): boolean =>
  value === undefined || isDeepStrictEqual(value, defaults[key]);

/** Undefined where the old text cannot carry the new values. */
function edit({ values, defaults, existing, width }: Required<Yaml>): string | undefined {
  try {
    const document = parseDocument(existing);
    const before: unknown = document.toJS();
    if (document.errors.length > 0 || !isRecord(before)) return undefined;
    for (const key of Object.keys(before)) if (!(key in values)) document.delete(key);
    for (const [key, value] of Object.entries(values)) {
      if (isDeepStrictEqual(before[key], value)) continue;
      if (isDefault(key, value, defaults)) document.delete(key);
      else if (key in before && typeof value !== "object") document.set(key, value);
      else document.set(document.createNode(key), document.createNode(value));
    }
    const text = document.toString({ lineWidth: width });
    return isSame(text, { values, defaults }) ? text : undefined;
  } catch {
    return undefined;
  }
}

function isSame(text: string, { values, defaults }: Pick<Yaml, "values" | "defaults">): boolean {
  const read: unknown = parseDocument(text).toJS();
  if (!isRecord(read)) return false;
  return isDeepStrictEqual(withoutDefaults(read, defaults), withoutDefaults(values, defaults));
}

const isRecord = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
