import { symbols } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { logWhatIsPrinted } from "@/cli/start/log-what-is-printed";
import { publishSettings } from "@/lib/config";
import { log } from "@/lib/log";

const own = { ...console };
let lines: string[];

beforeEach(() => {
  lines = [];
  publishSettings({ LOG_LEVEL: "debug" });
  log().level = "debug";
  Object.assign(log(), { [symbols.streamSym]: { write: (line: string) => lines.push(line) } });
  logWhatIsPrinted();
});
afterEach(() => {
  Object.assign(console, own);
});

const logged = () => lines.map((line) => JSON.parse(line));

it("what a library prints is one line of the log, at its level", () => {
  console.log("✓ Ran %s\nin %d ms", "it", 5);
  console.warn("careful");
  expect(logged()).toMatchObject([
    { level: 30, msg: "✓ Ran it\nin 5 ms" },
    { level: 40, msg: "careful" },
  ]);
  expect(lines.every((line) => line.trimEnd().split("\n").length === 1)).toBe(true);
});

it("an error is described as the log describes any", () => {
  const cause = Object.assign(new Error("no connection"), { code: "ECONNREFUSED" });
  console.error("Failed to prepare", new TypeError("broken for ada@example.com", { cause }));
  console.error(new Error("alone"));
  expect(logged()).toMatchObject([
    {
      level: 50,
      msg: "Failed to prepare",
      err: {
        type: "TypeError",
        message: "broken for [address]",
        cause: { errorCode: "ECONNREFUSED" },
      },
    },
    { level: 50, msg: "an error was printed", err: { message: "alone" } },
  ]);
});

it("an address in it is hidden, and nothing stays nothing", () => {
  console.info("a letter to ada@example.com", { to: "ada@example.com" });
  console.log("");
  expect(lines).toHaveLength(1);
  expect(lines.join("")).not.toContain("ada@");
});
