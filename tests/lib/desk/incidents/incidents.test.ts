import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { incidents, notices } from "@/drizzle/schema/alarms";
import { auditLog } from "@/drizzle/schema/db";
import { failures } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { findIncident, findIncidents, knowIncident } from "@/lib/desk/incidents/incidents";
import { AN_AUTHOR as actor } from "@/tests/support/actors";
import { buildFailure, buildIncident } from "@/tests/support/failed-things";
import { emptyQueues } from "@/tests/support/job-table";
import { writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  for (const table of [notices, incidents, auditLog]) await getDb().delete(table);
});

const build = (incident: Parameters<typeof buildIncident>[0] & { cause: string }) =>
  buildIncident(incident);

it("open incidents stand with the worst first, and those that are over apart", async () => {
  await build({ cause: "a warning", level: "warn" });
  await build({ cause: "serious" });
  await build({ cause: "very serious", level: "very_serious" });
  await build({ cause: "over", closedAt: new Date() });
  const found = await findIncidents({ actor });
  expect(found).toMatchObject({
    value: {
      open: [{ cause: "very serious" }, { cause: "serious" }, { cause: "a warning" }],
      closed: [{ cause: "over" }],
    },
  });
});

describe("one incident", () => {
  it("shows what was sent about it", async () => {
    const id = await build({ cause: "mail" });
    await getDb().insert(notices).values({
      key: "opened:mail",
      incidentId: id,
      kind: "opened",
      level: "serious",
      text: "The mail server fails",
      state: "sent",
      channel: "slack",
    });
    const found = await findIncident({ actor, id });
    expect(found).toMatchObject({ value: { notices: [{ kind: "opened", channel: "slack" }] } });
  });

  it.each([
    ["mail", ["letters-receipts: Unavailable", "letters-course: TurnedAway"]],
    ["letters:signup", ["letters-receipts: Unavailable"]],
    ["letters:course", ["letters-course: TurnedAway"]],
    ["tried:letters-receipts", ["letters-receipts: Unavailable"]],
    ["letters:sign-in", []],
    ["failures:course: Error", ["course: Error"]],
    ["answers", []],
  ])("about %s leads to the causes that mend it", async (cause, repairs) => {
    await emptyQueues();
    await getDb().delete(failures);
    await buildFailure({ cause: "letters-course: TurnedAway" });
    await buildFailure({ cause: "course: TypeError" });
    for (let n = 0; n < 2; n += 1) await writeLetter();
    await getDb().execute(
      sql`update pgboss.job set state = 'retry', output = '{"name": "Unavailable"}'`,
    );
    const id = await build({ cause });
    expect(await findIncident({ actor, id })).toMatchObject({ value: { repairs } });
    await getDb().update(incidents).set({ closedAt: new Date() });
    expect(await findIncident({ actor, id })).toMatchObject({ value: { repairs: [] } });
  });

  it("that is not there is gone", async () => {
    expect(await findIncident({ actor, id: "nonsense" })).toEqual({ ok: false, reason: "gone" });
  });

  it("is marked as known once, by whoever came first", async () => {
    const id = await build({ cause: "mail" });
    expect(await knowIncident({ actor, id })).toMatchObject({ ok: true });
    const other = { ...actor, email: "bob@example.com" };
    expect(await knowIncident({ actor: other, id })).toMatchObject({ ok: true });
    expect(await getDb().select().from(incidents)).toMatchObject([
      { knownBy: "author:author@example.com" },
    ]);
    expect(await getDb().select().from(auditLog)).toMatchObject([
      { action: "incident.known", subject: id },
    ]);
  });

  it("that is over is not marked any more", async () => {
    const id = await build({ cause: "mail", closedAt: new Date() });
    expect(await knowIncident({ actor, id })).toEqual({ ok: false, reason: "gone" });
  });
});
