/** One JSON line per event, with the request id; callers pass ids and counts, never addresses or secrets. */
import pino from "pino";
import { getConfig } from "@/lib/config";
import { hidePrivate } from "@/lib/private-words";
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
    serializers: { err: describeError, reason: hideIn },
  });
  return logger;
}

/** What the desk shows of an error: its name, and the innermost sentence, without addresses. */
export function reasonOf(error: unknown, status: number): { cause: string; message: string } {
  if (!(error instanceof Error)) return { cause: `Status ${status}`, message: "" };
  const { message } = innermost(error);
  const withoutValues = message.replace(/\nparams:[\s\S]*$/, "");
  return { cause: error.name, message: hideIn(withoutValues).slice(0, 500) };
}

const innermost = (error: Error): Error =>
  error.cause instanceof Error ? innermost(error.cause) : error;

/** What servers answer quotes the address it is about, and at times a link of the letter. */
const hideIn = (text: unknown) => hidePrivate(String(text));

/** Keeps what helps to find the cause; query parameters (they hold addresses) are left out, of the stack too. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: hideIn(error) };
  const code = "code" in error ? String(error.code) : undefined;
  const message = hideIn(error.message.replace(/\nparams:[\s\S]*$/, ""));
  const frames = error.stack?.split("\n").filter((line) => /^ +at /.test(line));
  return {
    type: error.name,
    message,
    errorCode: code,
    stack: frames?.slice(0, 5).join("\n"),
    cause: error.cause ? describeError(error.cause) : undefined,
  };
}
