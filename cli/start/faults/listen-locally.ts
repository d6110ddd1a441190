/** Lets a server listen where only this machine reaches it, at a port that the system chooses. */
import type { Server } from "node:net";

export function listenLocally(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}
