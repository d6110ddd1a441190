/** A free port on loopback: the one used last time where it can be had. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";

export async function choosePort(rememberedIn: string): Promise<number> {
  const remembered = Number(await readFile(rememberedIn, "utf8").catch(() => "0"));
  return (await tryPort(remembered)) ?? (await tryPort(0)) ?? 0;
}

/** Port 0 lets the system choose. */
function tryPort(port: number, host = "127.0.0.1"): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, host, () => {
      const address = probe.address();
      const found = typeof address === "object" ? address?.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}
