import { afterAll, beforeAll, expect, it } from "vitest";
import { GET } from "@/app/api/cron/route";
import { publishSettings } from "@/lib/config";
import { listMailbox } from "@/lib/mail/mailbox";
import { listJobs } from "@/tests/support/job-table";
import { findLetter, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() => publishSettings({ CRON_SECRET: "only-the-clock-knows", SITE_RUNTIME: "launcher" }));
afterAll(() => publishSettings({ CRON_SECRET: undefined, SITE_RUNTIME: undefined }));

const call = (authorization?: string) =>
  GET(
    new Request("http://localhost:3000/api/cron", {
      headers: authorization ? { authorization } : {},
    }),
  );

it("refuses whoever does not bring the token, and does nothing for them", async () => {
  const letter = await writeLetter();
  const tries = [
    undefined,
    "Bearer wrong",
    "Bearer only-the-clock-knowz",
    "Bearer ",
    "only-the-clock-knows",
    "Basic only-the-clock-knows",
  ];
  for (const given of tries) {
    const answer = await call(given);
    expect(answer.status, given).toBe(401);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  }
  expect(await findLetter(letter.key)).toMatchObject({ state: "waiting" });
});

it("works the queues for who brings it, keeps house once an hour, and says what was done", async () => {
  const letter = await writeLetter();
  const answer = await call("Bearer only-the-clock-knows");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(answer.headers.get("x-request-id")).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  /** Both letters, and one look each at course, broadcasts, schedules and house. */
  expect(await answer.json()).toEqual({ completed: 6, failed: 0 });
  expect(await findLetter(letter.key)).toMatchObject({ state: "sent" });
  expect((await listMailbox()).map(({ to }) => to)).toContain(letter.to);
  const kept = await listJobs("housekeeping");
  await call("Bearer only-the-clock-knows");
  expect(kept).toMatchObject([{ state: "completed" }]);
});

it("refuses everybody where no token is set", async () => {
  publishSettings({ CRON_SECRET: undefined });
  expect((await call("Bearer undefined")).status).toBe(401);
  expect((await call("Bearer only-the-clock-knows")).status).toBe(401);
});
