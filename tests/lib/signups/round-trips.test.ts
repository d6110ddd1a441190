import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { ANYBODY } from "@/lib/access/asker";
import { publishSettings } from "@/lib/config";
import { closePool } from "@/lib/db/pool";
import { signUp } from "@/lib/signups/sign-up";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
let proxy: FaultProxy;
let calls = 0;

/** The proxy draws once per call that passes. */
beforeAll(async () => {
  const random = () => {
    calls += 1;
    return 1;
  };
  proxy = await startFaultProxy(database.url, { rate: 0.5, random });
  publishSettings({ POSTGRES_URL: proxy.url });
  await buildBook({ openingChapter: "one", extraChapter: "two" });
  await buildChapter({ slug: "one" });
  await buildChapter({ slug: "two", position: 2 });
});
afterAll(async () => {
  await closePool();
  await proxy.close();
});

it("a signup makes at most six round trips, BEGIN and COMMIT included, once the process is warm", async () => {
  const signUpAs = (email: string) =>
    signUp({ email, chapter: "one", asker: ANYBODY, page: "/", network: "203.0.113.0/24" });
  await signUpAs("first@example.com");
  calls = 0;
  expect(await signUpAs("second@example.com")).toMatchObject({ ok: true });
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(6);
});
