/** `npm start` and `npm run dev`: everything the site needs, in order, and all of it stopped again at the end. */
import { randomBytes } from "node:crypto";
import { announce } from "@/cli/start/announce";
import { buildIfNeeded } from "@/cli/start/build-site";
import { ensureFirstTokenSecret, ensureSecret, ensureWritable } from "@/cli/start/data-dir";
import { migrate, openDatabase } from "@/cli/start/database";
import { type Endings, makeEndings } from "@/cli/start/endings";
import { type Breaking, startFaults } from "@/cli/start/faults/start-faults";
import { ensurePortFree } from "@/cli/start/port-check";
import { loadSampleBook } from "@/cli/start/sample-book";
import { say, step } from "@/cli/start/screen";
import { loadSettings } from "@/cli/start/settings";
import { beOnlyLauncher } from "@/cli/start/single-launcher";
import { type Site, startSiteProcess } from "@/cli/start/site-process";
import { type Config, getConfig, publishSettings } from "@/lib/config";

export const startSite = (signal: AbortSignal, flags: string[]) =>
  runUntilStopped({ isDev: false, canBreak: flags.includes("--break"), signal });
export const startDevelopment = (signal: AbortSignal, flags: string[]) =>
  runUntilStopped({ isDev: true, canBreak: flags.includes("--break"), signal });

type Options = { isDev: boolean; canBreak: boolean; signal: AbortSignal };

async function runUntilStopped(options: Options): Promise<number> {
  const endings = makeEndings();
  try {
    const { site, breaking } = await bringUp(options, endings);
    announce(getConfig(), breaking);
    await Promise.race([site.failed, aborted(options.signal)]);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    if (options.signal.aborted) say("Stopping ...");
    await endings.run();
  }
  say("Stopped; everything is kept for the next start.");
  return 0;
}

type Up = { site: Site; breaking?: Breaking };

async function bringUp({ isDev, canBreak, signal }: Options, endings: Endings): Promise<Up> {
  const config = loadSettings();
  await ensureWritable(config.dataDir);
  endings.add(await beOnlyLauncher(config.dataDir, config.publicUrl));
  await ensurePortFree(config);
  await publishDerived(config, isDev);
  await ensureFirstTokenSecret(config.dataDir);
  await openDatabase(config, endings);
  signal.throwIfAborted();
  await migrate();
  signal.throwIfAborted();
  await loadSampleBook();
  if (!isDev) await buildIfNeeded(signal);
  signal.throwIfAborted();
  const breaking = canBreak ? await startFaults({ endings, signal }) : undefined;
  const site = startSiteProcess(isDev ? ["--dev"] : []);
  endings.add(site.stop);
  await step("Starting the site", () => Promise.race([site.listening, aborted(signal)]));
  signal.throwIfAborted();
  return { site, breaking };
}

/** What the site's process and the libraries in it read from their environment. */
async function publishDerived(config: Config, isDev: boolean) {
  publishSettings({
    NODE_ENV: isDev ? "development" : "production",
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXTAUTH_URL: config.publicUrl,
    NEXTAUTH_SECRET: config.secrets.join(",") || (await ensureSecret(config.dataDir)),
    SITE_RUNTIME: "launcher",
    LOOPBACK_SECRET: randomBytes(32).toString("hex"),
    FAULT_CONTROL_URL: undefined,
    LOCAL_MAIL_URL: undefined,
  });
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
