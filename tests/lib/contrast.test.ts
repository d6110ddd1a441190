import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "@/tests/support/source-files";

/** Recomputes the contrast of every text colour on every ground, in each theme, from the stylesheet itself. */

const css = readFileSync(path.join(ROOT, "app/tokens.css"), "utf8");
const blockOf = (selector: string) => css.split(`${selector} {`)[1]?.split("}")[0] ?? "";

type Tokens = Map<string, string>;

function themes(): [string, Tokens][] {
  const pairs = [...blockOf(":root").matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)];
  const light = new Map(pairs.map(([, name = "", value = ""]) => [name, value]));
  const dark = new Map(pairs.map(([, name = "", , value = ""]) => [name, value]));
  const own = blockOf('[data-theme="sepia"]').matchAll(/--([\w-]+): (#\w+)/g);
  const sepia = new Map([
    ...light,
    ...[...own].map(([, name = "", value = ""]) => [name, value] as const),
  ]);
  return [
    ["light", light],
    ["dark", dark],
    ["sepia", sepia],
  ];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const TEXT = ["ink", "muted", "accent", "ok", "warn", "bad", "focus"];
const CODE = [
  "keyword",
  "string",
  "comment",
  "constant",
  "function",
  "parameter",
  "punctuation",
  "link",
];

describe.each(themes())("the %s theme", (_name, tokens) => {
  const ratio = (text: string, ground: string) =>
    contrast(tokens.get(text) ?? "", tokens.get(ground) ?? "");

  it.each(TEXT)("shows %s clearly on paper, raised and sunk", (text) => {
    for (const ground of ["paper", "raised", "sunk"])
      expect(ratio(text, ground), ground).toBeGreaterThanOrEqual(5.1);
  });

  it.each(CODE)("shows %s of code on its ground and on marked lines", (token) => {
    for (const ground of ["sunk", "line-added", "line-removed", "line-marked"])
      expect(ratio(`code-${token}`, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  it("shows a button's words on its colour", () => {
    expect(ratio("on-accent", "accent")).toBeGreaterThanOrEqual(5.1);
  });

  it.each(["amber", "green", "blue"])("shows ink on the %s highlight", (ground) => {
    expect(ratio("ink", ground)).toBeGreaterThanOrEqual(7);
  });

  it("shows the borders of controls", () => {
    for (const ground of ["paper", "raised", "sunk"])
      expect(ratio("line", ground), ground).toBeGreaterThanOrEqual(3);
  });
});
