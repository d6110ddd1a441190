import { describe, expect, it } from "vitest";
import { planList, uploadList } from "@/tests/support/audience-lists";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

describe("a list is read as its program wrote it", () => {
  it.each([
    ["with a mark in front", "\ufeffEmail\na@example.com\n"],
    ["with semicolons", "Name;E-Mail address;Town\nAda;a@example.com;London\n"],
    ["with tabs", "name\tmail\nAda\ta@example.com\n"],
    ["in quotes, over two lines", '"name","email"\r\n"Ada\r\nLovelace","a@example.com"\r\n'],
    ["with the ends of lines of an old Mac", "email\ra@example.com\r"],
    ["without names of columns", "a@example.com\n"],
    ["with empty lines", "email\n\n\na@example.com\n\n"],
    ["as our own export defused it", "email\n'+a@example.com\n"],
  ])("%s", async (_, csv) => {
    const { report } = await planList(csv);
    expect(report.leftOut).toEqual([]);
    expect(report.ready).toBe(1);
  });

  it("also in sixteen bits", async () => {
    const text = Buffer.from("\ufeffemail\na@example.com\n", "utf16le");
    expect((await planList(text)).report.ready).toBe(1);
  });

  it("counts lines as an editor does", async () => {
    const { report } = await planList('email,name\na@example.com,"two\nlines"\n\nnonsense,Bob\n');
    expect(report.leftOut.map(({ line }) => line)).toEqual([5]);
  });

  it("says where a quotation mark never closes, and that the rest was not read", async () => {
    const { report } = await planList(
      'email,name\na@example.com,Ada\nb@example.com,"Bob\nc@example.com,Cy\n',
    );
    expect(report.ready).toBe(1);
    expect(report.leftOut).toMatchObject([{ line: 3, reason: "invalid" }]);
    expect(report.leftOut[0]?.why).toContain("anything after it");
  });

  it.each([
    ["empty", ""],
    ["empty", "email\n"],
    ["no_address_column", "name\nAda\n"],
    ["not_text", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff])],
    ["too_many_lines", `email\n${"a@example.com\n".repeat(20_001)}`],
    ["too_large", new Uint8Array(5 * 1024 * 1024 + 1)],
  ])("is refused as a whole: %s", async (reason, csv) => {
    expect(await uploadList(csv)).toEqual({ ok: false, reason });
  });
});
