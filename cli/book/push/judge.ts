/** Folder, site and what they had in common decide: nothing to do, send it, the site is newer, or both were changed. */

export type Verdict = "same" | "update" | "behind" | "conflict";

type Three = {
  local: string;
  site: string;
  /** Undefined: they never met. */
  base: string | undefined;
};

/** Digests of one thing. Without a base the folder counts; whoever calls may ask who wrote last. */
export function judge({ local, site, base }: Three): Verdict {
  if (local === site) return "same";
  if (base === undefined || base === site) return "update";
  return base === local ? "behind" : "conflict";
}
