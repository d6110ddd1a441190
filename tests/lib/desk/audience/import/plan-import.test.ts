import { beforeEach, describe, expect, it } from "vitest";
import { readers } from "@/drizzle/schema/readers";
import { ANYBODY } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { suppressAddress } from "@/lib/mail/suppression";
import { signUp } from "@/lib/signups/sign-up";
import { IMPORT_DAY, planList } from "@/tests/support/audience-lists";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(readers);
});

const listAddresses = async () =>
  (await getDb().select({ email: readers.email }).from(readers))
    .map(({ email }) => email)
    .toSorted();

describe("the dry run", () => {
  it("changes nobody and says what would become of each line", async () => {
    await buildPerson({ email: "known@example.com", state: "active", confirmedAt: IMPORT_DAY });
    await transaction((tx) =>
      suppressAddress(tx, { address: "left@example.com", reason: "unsubscribed" }),
    );
    const { report } = await planList(
      "email\nnew@example.com\nknown@example.com\nleft@example.com\nNEW@example.com\nnonsense\n",
    );
    expect(report).toMatchObject({ lines: 5, ready: 1 });
    expect(report.leftOut.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "known"],
      [4, "suppressed"],
      [5, "duplicate"],
      [6, "invalid"],
    ]);
    expect(await listAddresses()).toEqual(["known@example.com"]);
  });

  it("leaves out whoever still has to confirm their own signup", async () => {
    await buildBook();
    const { slug } = await buildChapter({ slug: "waiting" });
    const signup = { chapter: slug, asker: ANYBODY, page: "/", network: "198.51.100.0/24" };
    await signUp({ email: "pending@example.com", ...signup });
    const { report } = await planList("email\npending@example.com\n");
    expect(report.leftOut).toEqual([
      { line: 2, address: "pending@example.com", reason: "pending" },
    ]);
  });

  it("wants a proof for each line, and takes a mere yes for none", async () => {
    const list =
      'E-Mail;Consent\na@example.com;"Fair, 2025"\nb@example.com;yes\nc@example.com;\nd@example.com;no\n';
    const without = await planList(list, "");
    expect(without.report.ready).toBe(1);
    expect(without.report.leftOut.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "no_proof"],
      [4, "no_proof"],
      [5, "invalid"],
    ]);
    expect((await planList(list, "Form on example.com")).report.ready).toBe(3);
  });

  it("refuses a day of consent that is none, means two, or lies ahead", async () => {
    const { report } = await planList(
      "address,consented_at\na@example.com,2025-02-29\nb@example.com,03/04/2025\nc@example.com,2030-01-01\nd@example.com,2025-03-04\ne@example.com,2025-03-04 10:11:12\n",
    );
    expect(report.ready).toBe(2);
    expect(report.leftOut.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(report.leftOut[1]?.why).toContain("03/04/2025");
  });

  it("takes the second line of an address whose first may not be imported", async () => {
    const { report } = await planList(
      "email,consent\na@example.com,\na@example.com,Form on example.com\n",
      "",
    );
    expect(report.ready).toBe(1);
  });
});
