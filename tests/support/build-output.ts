/** What the production build left behind, as far as tests look at it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/tests/support/source-files";

const BUILD = path.join(ROOT, ".next");

type Condition = { type: string; key: string; value?: string };
type Rule = { source: string; regex: string; has?: Condition[]; missing?: Condition[] };
export type HeaderRule = Rule & { headers: { key: string; value: string }[] };
export type Rewrite = Rule & { destination: string };

type RoutesManifest = {
  headers: HeaderRule[];
  rewrites: { beforeFiles: Rewrite[]; afterFiles: Rewrite[]; fallback: Rewrite[] };
};
type PrerenderManifest = {
  routes: Record<string, { srcRoute: string | null }>;
  dynamicRoutes: Record<string, unknown>;
};
type Matcher = { has?: { type: string; key: string }[] };
type FunctionsConfig = { functions: Record<string, { runtime?: string; matchers?: Matcher[] }> };
type EdgeManifest = { middleware: object; functions: object };

export function readBuildOutput() {
  if (!existsSync(path.join(BUILD, "BUILD_ID")))
    throw new Error("There is no build to look at: run npm run build first, or npm test.");
  const routes: RoutesManifest = readJson("routes-manifest.json");
  const prerendered: PrerenderManifest = readJson("prerender-manifest.json");
  const paths: Record<string, string> = readJson("app-path-routes-manifest.json");
  const functions: FunctionsConfig = readJson("server/functions-config-manifest.json");
  const edge: EdgeManifest = readJson("server/middleware-manifest.json");
  return { routes, prerendered, paths: Object.values(paths), functions, edge };
}

/** Text files below a folder of the build, by name. */
export function readBuiltTexts(folder: string, endings: RegExp): { name: string; text: string }[] {
  const names = readdirSync(path.join(BUILD, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => endings.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(BUILD, folder, name), "utf8") }));
}

const readJson = (name: string) => JSON.parse(readFileSync(path.join(BUILD, name), "utf8"));
