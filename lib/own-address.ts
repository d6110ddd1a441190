/** Where this process reaches itself: over loopback, whatever address it listens on. */
import { getConfig } from "@/lib/config";

export function ownAddress(): string {
  const { host, port } = getConfig();
  return `http://${reachable(host)}:${port}`;
}

/** An address that means "all of this machine" is asked by its loopback name. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
