import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "@/tests/support/source-files";

/** A registry may refuse `npm audit`, so the floors of what guards readers stand here. */
const AT_LEAST: Record<string, string> = {
  next: "16.4.6",
  "next-auth": "4.24.15",
  nodemailer: "10.6.0",
  "drizzle-orm": "0.45.4",
  jose: "6.2.17",
  sharp: "0.35.5",
  "rehype-sanitize": "6.0.0",
};

type Lock = { packages: Record<string, { version?: string }> };
const lock: Lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8"));
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync(path.join(ROOT, "package.json"), "utf8"),
);

const asNumber = (version: string) =>
  version.split(".").reduce((sum, part) => sum * 10_000 + Number.parseInt(part, 10), 0);

it.each(Object.entries(AT_LEAST))("%s is at least %s", (name, floor) => {
  expect(
    asNumber(lock.packages[`node_modules/${name}`]?.version ?? "0.0.0"),
  ).toBeGreaterThanOrEqual(asNumber(floor));
});

/** Formulas are drawn by one copy of KaTeX and styled by the other, whose class names need not agree. */
it.each(["nodemailer", "katex"])("installs one %s only", (name) => {
  const copies = Object.keys(lock.packages).filter((path_) =>
    path_.endsWith(`node_modules/${name}`),
  );
  expect(copies).toEqual([`node_modules/${name}`]);
});

it("names every package by its exact version", () => {
  const wanted: Record<string, string> = {
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  };
  expect(
    Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
  ).toEqual([]);
});
