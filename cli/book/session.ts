/** What every verb needs: the site with its token, the screen, and where the person stands. */
import path from "node:path";
import { type Connection, NO_TOKEN } from "@/cli/book/api/call";
import { BookProblem, EXIT } from "@/cli/book/ending";
import { findKeptToken } from "@/cli/book/kept-token";
import type { Screen } from "@/cli/book/screen";
import type { getBookCommandSettings } from "@/lib/config";

export type Session = {
  settings: ReturnType<typeof getBookCommandSettings>;
  screen: Screen;
  signal: AbortSignal;
  /** The folder in which the command was given. */
  from: string;
  pauseMs: number;
};

export const connectWithout = ({ settings, signal, pauseMs }: Session): Connection => ({
  url: settings.url,
  token: undefined,
  signal,
  pauseMs,
});

/** BOOK_TOKEN counts before what a login left. */
export async function connect(session: Session): Promise<Connection> {
  const { url, token, configDir } = session.settings;
  const known = token ?? (await findKeptToken(configDir, url));
  if (!known) throw new BookProblem(NO_TOKEN, EXIT.notAllowed);
  return { ...connectWithout(session), token: known };
}

/** Asks the person; where nobody can answer, the flag must have said it. */
export async function mayGoOn(
  { screen, signal }: Session,
  { isYes, question }: { isYes: boolean; question: string },
): Promise<boolean> {
  if (isYes) return true;
  if (screen.isTerminal) return screen.ask(question, signal);
  throw new BookProblem(
    "This would change something and there is no terminal to ask on: add --yes to go on, or --dry-run to only look. Nothing was changed.",
    EXIT.usage,
  );
}

export const folderOf = ({ from }: Session, named: string): string => path.resolve(from, named);
