/** Tokens that logins brought, one for each site, in the person's own settings folder where nobody else can read them. */
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const tokens = z.record(z.string(), z.string());

const fileIn = (configDir: string) => path.join(configDir, "serverless-handbook", "tokens.json");

async function readTokens(file: string): Promise<Record<string, string>> {
  try {
    return tokens.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return {};
  }
}

export async function findKeptToken(configDir: string, url: string): Promise<string | undefined> {
  return (await readTokens(fileIn(configDir)))[url];
}

type Kept = { configDir: string; url: string; token: string };

/** Answers the file. It is made anew, so that an older one's rights do not stay. */
export async function keepToken({ configDir, url, token }: Kept): Promise<string> {
  const file = fileIn(configDir);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const all = { ...(await readTokens(file)), [url]: token };
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
  return file;
}
