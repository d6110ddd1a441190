/** A failed query's error without what the query was given: errors are printed by others too (Next, a host), and values are addresses and secrets. */
import { hidePrivate } from "@/lib/private-words";

/** What PostgreSQL tells of the row or statement that it refused. */
const TELLING = ["detail", "where", "internalQuery"];

/** The same error, and each that caused it, so that whoever judges it by its kind or code still can. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isQuery = "query" in error && "params" in error;
  if (isQuery) error.params = [];
  if (isQuery || "severity" in error) {
    for (const name of TELLING) Reflect.deleteProperty(error, name);
    rename(error, hideValues(error.message));
  }
  withoutValues(error.cause);
  return error;
}

/** Parameters, and the value that PostgreSQL quotes where it could not read it. */
const hideValues = (message: string): string =>
  hidePrivate(message.replace(/\nparams:[\s\S]*$/, "").replace(/: "[\s\S]*"$/, ': "…"'));

/** A stack begins with the message. */
function rename(error: Error, message: string) {
  const frames = error.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
  error.message = message;
  error.stack = [`${error.name}: ${message}`, ...frames].join("\n");
}
