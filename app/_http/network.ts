/** Where a request comes from, as a network prefix: /24 of IPv4, /48 of IPv6. The whole address is never kept. */
import { isIPv6 } from "node:net";
import { getConfig } from "@/lib/config";

/** Only entries that trusted proxies appended count; without any, the server in front of us sets the one entry itself. */
export function networkOf(headers: Headers): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const trusted = Math.max(1, getConfig().trustedProxies);
  return prefixOf(entries.at(-trusted) ?? "");
}

export function prefixOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const ipv4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (ipv4) return `${ipv4[1]}.0/24`;
  return isIPv6(plain) ? `${expandIPv6(plain).slice(0, 3).join(":")}::/48` : "unknown";
}

function expandIPv6(address: string): string[] {
  const [head = "", tail] = address.split("%")[0]?.toLowerCase().split("::") ?? [];
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].map((group) =>
    group.replace(/^0+(?=.)/, ""),
  );
}
