/** A browser with a profile on disk that can be killed as a crash or a flat battery would. */
import { execFileSync } from "node:child_process";
import { type BrowserContext, chromium } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "@/tests/support/chromium";

export type KillableBrowser = {
  context: BrowserContext;
  /** At once, by the process's id; nothing is asked and nothing cleaned up. */
  kill(): Promise<void>;
};

type Options = { profile: string; baseURL: string };

export async function openKillableBrowser({ profile, baseURL }: Options): Promise<KillableBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: CHROMIUM_ARGS,
    baseURL,
    viewport: { width: 1440, height: 900 },
  });
  const pid = pidOf(profile);
  return {
    context,
    async kill() {
      const closed = new Promise((resolve) => context.once("close", resolve));
      process.kill(pid, "SIGKILL");
      await closed;
    },
  };
}

/** Its helpers name the profile, too, but they have a type. */
function pidOf(profile: string): number {
  const list = execFileSync("ps", ["-axo", "pid=,args="], { encoding: "utf8" });
  const own = list.split("\n").find((line) => line.includes(profile) && !line.includes("--type="));
  const pid = Number(own?.trim().split(" ")[0]);
  if (!pid) throw new Error("The browser's process was not found.");
  return pid;
}
