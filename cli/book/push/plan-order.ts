/** The order that the book will have: the folder's, unless only the site's was changed; what only the site has keeps its place. */
import { mergeOrders } from "@/cli/book/folder/merge-order";
import { judge, type Verdict } from "@/cli/book/push/judge";

type Orders = {
  /** Addresses, and keys of chapters that the site does not have yet. */
  local: string[];
  /** Without those that will be deleted. */
  site: string[];
  base: string[] | undefined;
};

export type PlannedOrder = { verdict: Verdict; wanted: string[] };

export function planOrder({ local, site, base }: Orders): PlannedOrder {
  const shared = new Set(site.filter((key) => local.includes(key)));
  const only = (keys: string[]) => keys.filter((key) => shared.has(key)).join("\n");
  const isBaseWhole = base !== undefined && [...shared].every((key) => base.includes(key));
  const moved = judge({
    local: only(local),
    site: only(site),
    base: isBaseWhole ? only(base) : undefined,
  });
  const isSites = moved === "behind" || moved === "conflict";
  const wanted = isSites ? mergeOrders(site, local) : mergeOrders(local, site);
  if (isSites) return { verdict: moved, wanted };
  const now = [...site, ...local.filter((key) => !shared.has(key))];
  return { verdict: wanted.join("\n") === now.join("\n") ? "same" : "update", wanted };
}
