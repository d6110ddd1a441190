/** What only the folder changed since it last met the site: a pull has nothing to bring there, and leaves it alone. */
import type { Base } from "@/cli/book/folder/base-versions";
import { digest } from "@/cli/book/folder/content";
import { mergeOrders } from "@/cli/book/folder/merge-order";
import type { SiteChapter } from "@/cli/book/folder/site-book";
import type { LocalFile } from "@/cli/book/pull/read-local";

type Two = {
  local: LocalFile<unknown> | undefined;
  site: { digest: string };
  base: { digest: string } | undefined;
};

export const isOwnChange = ({ local, site, base }: Two): boolean =>
  local !== undefined && base?.digest === site.digest && digest(local.content) !== site.digest;

type Order = { site: SiteChapter[]; own: Map<string, LocalFile<unknown>>; base: Base };

/** The site's, unless only the folder's order was changed. */
export function orderOf({ site, own, base }: Order): string[] {
  const wanted = site.map(({ address }) => address);
  const shared = new Set(base.order?.filter((address) => wanted.includes(address)));
  const before = base.order?.filter((address) => shared.has(address)).join("\n");
  if (before !== wanted.filter((address) => shared.has(address)).join("\n")) return wanted;
  const onDisk = [...own].toSorted(([, a], [, b]) => a.position - b.position);
  const isShared = ([address]: [string, unknown]) => shared.has(address);
  return mergeOrders(
    onDisk.filter(isShared).map(([address]) => address),
    wanted,
  );
}
