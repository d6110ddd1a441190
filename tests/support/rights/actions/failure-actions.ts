/** The forms of the desk: what failed, what rings, and what is broken on purpose. */
import { startControl } from "@/cli/start/faults/control";
import { makeSwitches } from "@/cli/start/faults/switches";
import { publishSettings } from "@/lib/config";
import { buildFailure, buildIncident } from "@/tests/support/failed-things";
import { type ActionRow, formsOf } from "@/tests/support/rights/actions/action-row";

const desk = formsOf("desk/actions.ts");

export const FAILURE_ACTIONS: ActionRow[] = [
  desk("replay", "publish", async () => ({ id: (await buildFailure()).id })),
  desk("skip", "publish", async () => ({ id: (await buildFailure()).id })),
  desk("replayAll", "publish", async () => ({ cause: (await buildFailure()).cause })),
  desk("skipAll", "publish", async () => ({ cause: (await buildFailure()).cause })),
  desk("know", "publish", async () => ({ id: await buildIncident() })),
  desk("breakIt", "publish", async () => {
    (await launcher()).mend("mail");
    return { what: "mail" };
  }),
  desk("mendIt", "publish", async () => {
    (await launcher()).break("mail");
    return { what: "mail" };
  }),
];

let started: Promise<ReturnType<typeof makeSwitches>> | undefined;

/** What `npm start -- --break` sets up, without anything behind its switches. */
function launcher() {
  started ??= startLauncher();
  return started;
}

async function startLauncher() {
  const switches = makeSwitches({ available: ["mail", "database"], onChange: () => undefined });
  const { url } = await startControl(switches);
  publishSettings({ FAULT_CONTROL_URL: url });
  return switches;
}
