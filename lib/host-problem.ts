/** Why no form of this site can be answered as it stands, in one sentence that says what to set. */
import { getConfig, mailProblem } from "@/lib/config";

/** Undefined where all that the forms need is set; whether the database answers is another question. */
export const findHostProblem = (): string | undefined => mailProblem() ?? findMissingSetting();

/** What the launcher would bring or ask for, and a host such as Vercel cannot. */
function findMissingSetting(): string | undefined {
  const { databaseUrl, secrets } = getConfig();
  if (!databaseUrl)
    return "No database is configured: set POSTGRES_URL, for example postgres://user:secret@db.example.com/book.";
  if (secrets.length === 0)
    return "NEXTAUTH_SECRET is not set: set it to a value that all machines of this site share, for example the output of: openssl rand -base64 32.";
  return undefined;
}
