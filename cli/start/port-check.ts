/** Whether the site can listen where it is told to, asked before anything slow begins. */
import { createServer } from "node:net";
import { StartProblem } from "@/cli/start/start-problem";

type Place = { host: string; port: number };

export async function ensurePortFree(place: Place): Promise<void> {
  const code = await tryToListen(place);
  if (code) throw new StartProblem(explainListenError(code, place));
}

export function explainListenError(code: string, { host, port }: Place): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is busy, another program listens there: stop it, or choose another port, for example PORT=${port + 1} npm start.`;
  if (code === "EACCES")
    return `This user may not listen on port ${port}: choose one above 1023, for example PORT=3000 npm start.`;
  return `This machine cannot listen on ${host} (${code}): set HOST to one of its own addresses, for example HOST=127.0.0.1.`;
}

function tryToListen({ host, port }: Place): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
