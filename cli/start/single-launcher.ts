/** One launcher per data folder: a second one learns where the first one serves. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartProblem } from "@/cli/start/start-problem";

/** A folder that says nothing is being written just now, unless it is older than this. */
const WRITTEN_WITHIN_MS = 3_000;

/** Throws StartProblem while another one runs. Returns how to let go. */
export async function beOnlyLauncher(dataDir: string, site: string): Promise<() => Promise<void>> {
  const folder = path.join(path.resolve(dataDir), "launcher");
  while (!(await makeFolder(folder))) await removeIfDead(folder);
  const { server, address } = await answerWith(site);
  await writeFile(path.join(folder, "address"), address);
  return async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  };
}

/** `mkdir` succeeds for exactly one process. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A process that was killed leaves its folder behind, but nobody answers at the address in it. */
async function removeIfDead(folder: string) {
  const address = await readFile(path.join(folder, "address"), "utf8").catch(() => "");
  const site = address ? await ask(address) : undefined;
  if (site) {
    throw new StartProblem(
      `This site is running already at ${site}: use that one, or stop it first.`,
    );
  }
  const madeAt = await stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (!address && Date.now() - madeAt < WRITTEN_WITHIN_MS) return sleep(50);
  const dead = `${folder}.${process.pid}`;
  await rename(folder, dead).catch(() => undefined);
  await rm(dead, { recursive: true, force: true });
}

/** Another program may have the port by now; only the launcher of this folder knows the path behind it. */
async function ask(address: string): Promise<string | undefined> {
  const response = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  );
  return response?.ok ? response.text().catch(() => undefined) : undefined;
}

function answerWith(site: string): Promise<{ server: Server; address: string }> {
  const secret = `/${randomBytes(16).toString("hex")}`;
  const server = createServer((request, response) => {
    response.statusCode = request.url === secret ? 200 : 404;
    response.end(request.url === secret ? site : "");
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address();
      const port = typeof bound === "object" && bound ? bound.port : 0;
      resolve({ server, address: `http://127.0.0.1:${port}${secret}` });
    });
  });
}
