import { DrizzleQueryError } from "drizzle-orm/errors";
import { symbols } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { log } from "@/lib/log";

let lines: string[];

beforeEach(() => {
  lines = [];
  publishSettings({ LOG_LEVEL: "debug" });
  log().level = "debug";
  Object.assign(log(), { [symbols.streamSym]: { write: (line: string) => lines.push(line) } });
});

describe("a log line", () => {
  it("holds nothing that a failed query was given, neither in its message nor in its stack", () => {
    const query = "insert into readers (email)\nvalues ($1)";
    const error = new DrizzleQueryError(query, ["ada@example.com", "a-token"], new Error("broken"));
    log().error({ err: new Error("the work failed", { cause: error }) }, "a request crashed");
    expect(lines.join("")).toContain("insert into readers");
    expect(lines.join("")).toMatch(/at .*log\.test\.ts/);
    expect(lines.join("")).not.toMatch(/ada@|a-token/);
  });

  it("says which error it was, although no code of a letter may stand in it", () => {
    const error = Object.assign(new Error("no connection"), { code: "ECONNREFUSED" });
    log().error({ err: error, code: "402918" }, "a request crashed");
    expect(lines.join("")).toContain("ECONNREFUSED");
    expect(lines.join("")).not.toContain("402918");
  });

  it("hides the secret of a link that a mail server's answer quotes", () => {
    const reason =
      "554 spam, see https://help.example.org/why?p=1: https://book.org/confirm?token=t3st";
    log().warn({ reason, err: new Error(reason) }, "a letter will not be sent");
    expect(lines.join("")).toContain("https://book.org/confirm?…");
    expect(lines.join("")).not.toContain("t3st");
  });

  it("hides the address that a mail server's answer quotes", () => {
    const reason = "refused: 550 5.1.1 <ada@example.com> no such user";
    log().warn({ reason }, "a letter will not be sent");
    expect(lines.join("")).toContain("550 5.1.1");
    expect(lines.join("")).not.toContain("ada@");
  });
});
