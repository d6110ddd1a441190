/** A site of four pages that answers as told, for whoever reads it from outside; it keeps who asked for what. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Asked = { path: string; agent: string; secret: string };

export async function startPretendedSite() {
  const state = {
    /** Instead of 200; "hang" gives no answer. */
    answers: {} as Record<string, number | "hang">,
    contents: '<a href="/chapters/one">One</a>',
  };
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    asked.push({
      path,
      agent: String(request.headers["user-agent"]),
      secret: String(request.headers["x-loopback-secret"]),
    });
    const answer = state.answers[path] ?? 200;
    if (answer === "hang") return;
    response.writeHead(answer).end(path === "/contents" ? state.contents : "a page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    state,
    asked,
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
