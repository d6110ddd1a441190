import { afterEach, describe, expect, it } from "vitest";
import { startControl } from "@/cli/start/faults/control";
import { makeSwitches } from "@/cli/start/faults/switches";
import type { Breakable } from "@/lib/desk/faults";

const MINUTE = 60_000;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function make(available: Breakable[] = ["mail", "database"]) {
  const clock = { wallMs: 1_000 * MINUTE, steadyMs: 0 };
  const changes: Breakable[] = [];
  const switches = makeSwitches({
    available,
    onChange: (what) => changes.push(what),
    clock: { wall: () => clock.wallMs, steady: () => clock.steadyMs },
  });
  cleanUps.push(switches.close);
  const pass = (minutes: number) => {
    clock.wallMs += minutes * MINUTE;
    clock.steadyMs += minutes * MINUTE;
  };
  return { switches, clock, changes, pass };
}

describe("what is broken on purpose", () => {
  it("is whole until somebody breaks it, and again ten minutes later", () => {
    const { switches, pass } = make();
    expect(switches.isBroken("mail")).toBe(false);
    switches.break("mail");
    expect([switches.isBroken("mail"), switches.isBroken("database")]).toEqual([true, false]);
    pass(9.9);
    expect(switches.isBroken("mail")).toBe(true);
    pass(0.1);
    expect([switches.isBroken("mail"), switches.list()]).toEqual([false, []]);
  });

  it("is not broken for longer by a second click", () => {
    const { switches, pass, changes } = make();
    const first = switches.break("mail");
    pass(9);
    expect(switches.break("mail")).toBeUndefined();
    expect(switches.list()).toEqual([first]);
    pass(1);
    expect(switches.isBroken("mail")).toBe(false);
    expect(changes).toEqual(["mail", "mail"]);
  });

  it("is mended once, whoever clicks again", () => {
    const { switches, changes } = make();
    const outage = switches.break("database");
    expect(switches.mend("database")).toEqual(outage);
    expect(switches.mend("database")).toBeUndefined();
    expect(switches.list()).toEqual([]);
    expect(changes).toEqual(["database", "database"]);
  });

  it("is whole after a night in which the machine slept", () => {
    const { switches, clock } = make();
    switches.break("mail");
    clock.wallMs += 8 * 60 * MINUTE;
    expect(switches.isBroken("mail")).toBe(false);
  });

  it("is whole ten minutes later although the machine's clock was set back", () => {
    const { switches, clock, pass } = make();
    switches.break("mail");
    clock.wallMs -= 60 * MINUTE;
    pass(10);
    expect(switches.isBroken("mail")).toBe(false);
  });

  it("ends without being asked about", async () => {
    const { switches, changes, pass } = make();
    switches.break("mail");
    pass(10);
    await expect.poll(() => changes, { timeout: 5_000 }).toEqual(["mail", "mail"]);
  });
});

describe("the address through which it is steered", () => {
  async function open(available?: Breakable[]) {
    const made = make(available);
    const control = await startControl(made.switches);
    cleanUps.push(control.close);
    const ask = async (init?: RequestInit, url = control.url) => {
      const answer = await fetch(url, init);
      return { status: answer.status, body: await answer.json() };
    };
    const post = (body: unknown) => ask({ method: "POST", body: JSON.stringify(body) });
    return { ...made, url: control.url, ask, post };
  }

  it("tells what can be broken and what is", async () => {
    const { ask, post } = await open();
    const whole = { status: 200, body: { available: ["mail", "database"], faults: [] } };
    expect(await ask()).toEqual(whole);
    const fault = { what: "mail", until: new Date(1_010 * MINUTE).toISOString() };
    const broken = { available: ["mail", "database"], faults: [fault] };
    expect(await post({ what: "mail", action: "break" })).toEqual({
      status: 200,
      body: { ...broken, changed: fault },
    });
    expect(await post({ what: "mail", action: "break" })).toEqual({ status: 200, body: broken });
    expect(await ask()).toEqual({ status: 200, body: broken });
    const mended = await post({ what: "mail", action: "mend" });
    expect(mended.body).toEqual({ ...whole.body, changed: fault });
    expect(await post({ what: "mail", action: "mend" })).toEqual(whole);
  });

  it("answers nobody who does not know its path, and changes nothing at a wrong order", async () => {
    const { ask, post, url, switches } = await open(["mail"]);
    expect(await ask({}, new URL("/", url).href)).toMatchObject({ status: 404 });
    expect(await ask({}, `${url}0`)).toMatchObject({ status: 404 });
    expect(await ask({ method: "DELETE" })).toMatchObject({ status: 405 });
    expect(await post({ what: "the internet", action: "break" })).toMatchObject({ status: 400 });
    expect(await post({ what: "mail", action: "x".repeat(2_000) })).toMatchObject({ status: 400 });
    expect(await ask({ method: "POST", body: "{" })).toMatchObject({ status: 400 });
    expect(await post({ what: "database", action: "break" })).toMatchObject({ status: 409 });
    expect(switches.list()).toEqual([]);
  });
});
