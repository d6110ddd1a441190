/** `token`: a first token with every scope, for whoever can read the data folder of a site on this machine. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { tokenAnswer } from "@/cli/book/api/answers";
import { callSite } from "@/cli/book/api/call";
import { sentenceOf } from "@/cli/book/api/problem-document";
import { expectBody } from "@/cli/book/api/site";
import { BookProblem, EXIT, type Outcome } from "@/cli/book/ending";
import { connectWithout, type Session } from "@/cli/book/session";

const SECRET_FILE = "first-token-secret";

export async function makeToken(session: Session): Promise<Outcome> {
  const secret = await readSecret(path.resolve(session.settings.dataDir));
  const answer = await callSite(connectWithout(session), {
    method: "POST",
    path: "/api/first-token",
    body: { secret },
  });
  if (answer.status === 404 || answer.status === 409)
    throw new BookProblem(sentenceOf(answer.body), EXIT.notAllowed);
  const { token } = expectBody(tokenAnswer, answer);
  return { lines: [token], json: { token } };
}

async function readSecret(dataDir: string): Promise<string> {
  const text = await readFile(path.join(dataDir, SECRET_FILE), "utf8").catch(() => "");
  if (text.trim()) return text.trim();
  throw new BookProblem(
    `The site's secret cannot be read in ${dataDir}: start the site once with npm start, or set DATA_DIR as it has it.`,
    EXIT.notAllowed,
  );
}
