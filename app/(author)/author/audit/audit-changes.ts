/** What an entry kept of before and after, as short lines; a text of many pages is cut. */

export type Change = { name: string; before?: string; after?: string };

const LONGEST = 160;
/** Shown as version numbers, and of no use to a person otherwise. */
const IDS = ["version", "number", "scheduled", "imageId", "link", "lessonId"];

export function changesOf({ before, after }: { before: unknown; after: unknown }): Change[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => !IDS.includes(name));
  return names.flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)];
    return old === now ? [] : [{ name: inWords(name), before: cut(old), after: cut(now) }];
  });
}

/** A list, such as the order of the chapters, is one thing. */
function partsOf(side: unknown): Map<string, string> {
  if (side === null || side === undefined) return new Map();
  if (typeof side !== "object") return new Map([["value", String(side)]]);
  const parts = Array.isArray(side) ? [["order", side] as const] : Object.entries(side);
  return new Map(parts.flatMap(([name, value]) => (isNothing(value) ? [] : [[name, say(value)]])));
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function say(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.every((each) => typeof each === "string"))
    return value.join(", ");
  return JSON.stringify(value);
}

const cut = (text: string | undefined) =>
  text !== undefined && text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

/** `emailUnlock` is a word of the code. */
const inWords = (name: string) => name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
