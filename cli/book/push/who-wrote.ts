/** Who wrote the newest version of a chapter, in words. */
import type { VersionAnswer } from "@/cli/book/api/answers";
import type { Connection } from "@/cli/book/api/call";
import { readNewestVersion } from "@/cli/book/api/site";

const DOORS: Record<VersionAnswer["door"], string> = {
  import: "by an import",
  web: "in the browser",
  api: "through the API",
  cli: "from a command line",
};

export async function tellWhoWrote(connection: Connection, address: string): Promise<string> {
  const version = await readNewestVersion(connection, address);
  return version ? describeVersion(version) : "it is gone from the site";
}

export function describeVersion({ version, author, door, createdAt }: VersionAnswer): string {
  const who = author.replace(/^[a-z]+:/, "");
  const when = createdAt.slice(0, 16).replace("T", " ");
  return `${who} wrote version ${version} ${DOORS[door]} (${when} UTC)`;
}

/** Not from any folder: a text that somebody typed on the site. */
export async function wroteElsewhere(connection: Connection, address: string): Promise<boolean> {
  const door = (await readNewestVersion(connection, address))?.door;
  return door === "web" || door === "api";
}
