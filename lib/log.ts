/** One JSON line per event, with the request id; callers pass ids and counts, never addresses or secrets. */
import pino from "pino";
import { getConfig } from "@/lib/config";
import { currentRequestId } from "@/lib/request-context";

let logger: pino.Logger | undefined;

export function log(): pino.Logger {
  logger ??= pino({
    level: getConfig().logLevel,
    base: undefined,
    mixin: () => ({ requestId: currentRequestId() }),
    redact: {
      paths: ["email", "to", "address", "token", "code", "*.email", "*.token", "*.code"],
      censor: "[hidden]",
    },
    serializers: { err: describeError },
  });
  return logger;
}

/** Keeps what helps to find the cause; query parameters (they hold addresses) are left out. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error ? String(error.code) : undefined;
  const message = error.message.replace(/\nparams:[\s\S]*$/, "").replace(/\S+@\S+/g, "[address]");
  return {
    type: error.name,
    message,
    code,
    stack: error.stack?.split("\n").slice(1, 6).join("\n"),
    cause: error.cause ? describeError(error.cause) : undefined,
  };
}
