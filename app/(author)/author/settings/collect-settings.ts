/** Turns the form's flat fields (`faq.0.question`) into what book.yml would say; empty rows vanish. */

type Tree = { [name: string]: Tree | string };

export function collectSettings(fields: Record<string, string>): Record<string, unknown> {
  const tree = emptyTree();
  for (const [name, value] of Object.entries(fields)) put(tree, name.split("."), value);
  const plain = prune(tree) ?? {};
  const { price, refundDays, buy, ...rest } = plain as {
    price?: { amount?: string; currency?: string };
    refundDays?: string;
    buy?: { shop?: string; address?: string }[];
  };
  return {
    ...rest,
    buy: Object.fromEntries((buy ?? []).map(({ shop = "", address }) => [shop, address])),
    price: price && { ...price, amount: price.amount && Number(price.amount) },
    refundDays: refundDays === undefined ? undefined : Number(refundDays),
  };
}

/** Without the names that every object has: a field may be called anything. */
const emptyTree = (): Tree => Object.create(null);

function put(tree: Tree, [head = "", ...rest]: string[], value: string) {
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const inner = tree[head];
  const below = typeof inner === "object" ? inner : emptyTree();
  tree[head] = below;
  put(below, rest, value);
}

/** What holds nothing is not there; keys that count from 0 are a list. */
function prune(node: Tree | string): unknown {
  if (typeof node === "string") return node.trim() === "" ? undefined : node.replace(/\r\n/g, "\n");
  const kept = Object.entries(node).flatMap(([name, value]) => {
    const pruned = prune(value);
    return pruned === undefined ? [] : [[name, pruned] as const];
  });
  if (kept.length === 0) return undefined;
  return kept.every(([name]) => /^\d+$/.test(name))
    ? kept.map(([, value]) => value)
    : Object.fromEntries(kept);
}
