/** Under our own server, what Next and other libraries print is a line of the log too: JSON, and without addresses. */
import { format } from "node:util";
import { log } from "@/lib/log";
import { hidePrivate } from "@/lib/private-words";

const LEVELS = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const;

export function logWhatIsPrinted(): void {
  for (const [method, level] of Object.entries(LEVELS))
    Object.assign(console, { [method]: (...printed: unknown[]) => record(level, printed) });
}

/** An error is described as the log describes any. */
function record(level: (typeof LEVELS)[keyof typeof LEVELS], printed: unknown[]) {
  const err = printed.find((part) => part instanceof Error);
  const words = hidePrivate(format(...printed.filter((part) => part !== err))).trim();
  if (err) log()[level]({ err }, words || "an error was printed");
  else if (words) log()[level](words);
}
