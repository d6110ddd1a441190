import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startControl } from "@/cli/start/faults/control";
import { startFaultProxy } from "@/cli/start/faults/database-proxy";
import { makeSwitches } from "@/cli/start/faults/switches";
import { auditLog } from "@/drizzle/schema/db";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { breakOnPurpose, findFaults, mend } from "@/lib/desk/faults";
import { actorOf, NOBODY } from "@/lib/readers/actor";
import { author, otherReader } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

let switches: ReturnType<typeof makeSwitches>;
let control: Awaited<ReturnType<typeof startControl>>;

beforeEach(async () => {
  await getDb().delete(auditLog);
  switches = makeSwitches({ available: ["mail", "database"], onChange: () => undefined });
  control = await startControl(switches);
  publishSettings({ FAULT_CONTROL_URL: control.url });
});
afterEach(async () => {
  publishSettings({ FAULT_CONTROL_URL: undefined });
  switches.close();
  await control.close();
});

const listAudit = () =>
  getDb()
    .select({ actor: auditLog.actor, action: auditLog.action, subject: auditLog.subject })
    .from(auditLog)
    .orderBy(auditLog.id);

describe("the desk breaks things through the launcher", () => {
  it("tells what can be broken, what is, and until when", async () => {
    const available = ["mail", "database"];
    expect(await findFaults(author())).toEqual({ ok: true, value: { available, broken: [] } });
    const broken = await breakOnPurpose({ actor: author(), what: "mail" });
    expect(broken).toEqual({
      ok: true,
      value: { available, broken: [{ what: "mail", until: expect.any(Date) }] },
    });
    expect(await findFaults(author())).toEqual(broken);
    expect(await mend({ actor: author(), what: "mail" })).toEqual({
      ok: true,
      value: { available, broken: [] },
    });
  });

  it("writes down who did it, and nothing at a second click", async () => {
    for (const act of [breakOnPurpose, breakOnPurpose, mend, mend])
      await act({ actor: author(), what: "database" });
    const entry = { actor: "author:author@example.com", subject: "database" };
    expect(await listAudit()).toEqual([
      { ...entry, action: "faults.broken" },
      { ...entry, action: "faults.mended" },
    ]);
  });

  it("writes an outage down once although the answer to the commit is cut", async () => {
    const [untouched, cut, afterwards] = [1, 0, 0.9];
    const script = [untouched, untouched, untouched, cut, afterwards];
    const random = () => script.shift() ?? untouched;
    const proxy = await startFaultProxy(database.url, { rate: 0.5, random });
    await closePool();
    publishSettings({ POSTGRES_URL: proxy.url });
    await breakOnPurpose({ actor: author(), what: "database" });
    await closePool();
    publishSettings({ POSTGRES_URL: database.url });
    await proxy.close();
    expect(proxy.cuts).toEqual({ before: 0, after: 1 });
    expect(await listAudit()).toHaveLength(1);
  });

  it("is for those who may publish", async () => {
    const editor = actorOf({ id: randomUUID(), email: "editor@example.com", isEditor: true });
    for (const actor of [NOBODY, otherReader(), editor]) {
      const refused = { ok: false, reason: "forbidden" };
      expect(await findFaults(actor)).toEqual(refused);
      expect(await breakOnPurpose({ actor, what: "mail" })).toEqual(refused);
      expect(await mend({ actor, what: "mail" })).toEqual(refused);
    }
    expect(switches.list()).toEqual([]);
  });

  it("says so where nothing can be broken: no --break, a launcher that is gone, another program", async () => {
    const refused = { ok: false, reason: "not_available" };
    const page = new URL("/", control.url).href;
    for (const url of [undefined, "http://127.0.0.1:1/gone", page]) {
      publishSettings({ FAULT_CONTROL_URL: url });
      expect(await findFaults(author())).toEqual(refused);
      expect(await breakOnPurpose({ actor: author(), what: "mail" })).toEqual(refused);
    }
    publishSettings({ FAULT_CONTROL_URL: control.url });
    switches.close();
    expect(await listAudit()).toEqual([]);
  });
});
