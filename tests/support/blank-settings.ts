/** Every setting as empty text, which counts as unset and keeps a `.env` file of this folder from filling it in. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/tests/support/source-files";

export function blankSettings(): Record<string, string> {
  const example = readFileSync(path.join(ROOT, ".env.example"), "utf8");
  const names = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? "");
  const others = ["DATABASE_URL", "DATABASE_URL_UNPOOLED"];
  return Object.fromEntries([...names, ...others].map((name) => [name, ""]));
}
