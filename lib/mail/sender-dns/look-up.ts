/** Asks the DNS for what mail hosts will ask it, and tells "there is none" from "nobody answered". */
import { Resolver } from "node:dns/promises";

/** Answers an empty list where there is no such record; throws where the DNS did not answer. */
export type LookUp = {
  txt(name: string): Promise<string[]>;
  /** Hosts in order of preference; a domain that takes no mail names the empty host. */
  mx(name: string): Promise<string[]>;
};

const TIMEOUT_MS = 3_000;

/** All questions together end after three seconds, whatever is silent. */
export function makeLookUp(): LookUp {
  const resolver = new Resolver({ timeout: 1_400, tries: 2 });
  setTimeout(() => resolver.cancel(), TIMEOUT_MS).unref();
  return {
    txt: async (name) => (await orNone(resolver.resolveTxt(name))).map((parts) => parts.join("")),
    mx: async (name) =>
      (await orNone(resolver.resolveMx(name)))
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange),
  };
}

const NONE = new Set(["ENODATA", "ENOTFOUND"]);

async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (NONE.has(code)) return [];
    throw error;
  }
}
