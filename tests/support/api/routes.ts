/** The API's route handlers by the addresses of their files, as Next finds them. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/tests/support/source-files";

const FOLDER = path.join(ROOT, "app/api/v1");

type Params = Record<string, string | string[]>;
type Handler = (
  request: Request,
  context: { params: Promise<Params | undefined> },
) => Promise<Response>;
export type Route = {
  /** As in the OpenAPI file, with {names}; a trailing {...name} takes the rest. */
  pattern: string;
  load: () => Promise<Record<string, Handler>>;
};

export const ROUTES: Route[] = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|\/)route\.ts$/.test(name))
  .map((name) => ({
    pattern: `/${path.posix.dirname(name)}`
      .replaceAll("[[...path]]", "{?path}")
      .replaceAll("[...path]", "{...path}")
      .replaceAll(/\[(\w+)\]/g, "{$1}"),
    load: () => import(path.join(FOLDER, name)),
  }))
  .toSorted((a, b) => Number(a.pattern.includes("{")) - Number(b.pattern.includes("{")));

/** Fixed names win over parameters, those over what takes the rest: as Next has it. */
export function findRoute(address: string): { route: Route; params: Params } {
  const parts = address.split("/").slice(1);
  for (const route of ROUTES) {
    const params = match(route.pattern.split("/").slice(1), parts);
    if (params) return { route, params };
  }
  const rest = ROUTES.find(({ pattern }) => pattern.includes("{?"));
  if (!rest) throw new Error("The API has no route for unknown addresses.");
  return { route: rest, params: {} };
}

function match(pattern: string[], parts: string[]): Params | undefined {
  const params: Params = {};
  for (const [index, wanted] of pattern.entries()) {
    if (wanted.startsWith("{?")) return undefined;
    if (wanted.startsWith("{...")) {
      const rest = parts.slice(index).map(decodeURIComponent);
      return rest.length > 0 ? { ...params, [wanted.slice(4, -1)]: rest } : undefined;
    }
    const part = parts[index];
    if (part === undefined || part === "") return undefined;
    if (wanted.startsWith("{")) params[wanted.slice(1, -1)] = decodeURIComponent(part);
    else if (wanted !== part) return undefined;
  }
  return pattern.length === parts.length ? params : undefined;
}
