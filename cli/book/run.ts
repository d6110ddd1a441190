/** `npm run book -- VERB`: runs one verb, prints what it answers, and says by a number how it went. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, CommanderError } from "commander";
import { BookProblem, EXIT, interrupted, type Outcome } from "@/cli/book/ending";
import { makeProgram } from "@/cli/book/program";
import { openScreen, type Screen } from "@/cli/book/screen";
import type { Session } from "@/cli/book/session";
import { getBookCommandSettings, SettingError } from "@/lib/config";

type Start = {
  signal: AbortSignal;
  /** Where the command was given, unless npm knows better. */
  from: string;
  screen?: Screen;
  pauseMs?: number;
};

const PAUSE_MS = 250;

export async function runBook(args: string[], start: Start): Promise<number> {
  const { hasColour } = getBookCommandSettingsOr({ hasColour: false });
  const screen = start.screen ?? openScreen({ hasColour });
  let exit: number = EXIT.usage;
  const program = makeProgram(async (verb, isJson) => {
    const { signal } = start;
    const run = () => orInterrupted(verb(openSession(start, screen)), signal);
    exit = await runVerb(run, { screen, isJson });
  });
  try {
    prepare(program, screen);
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return exit;
}

/** A wrong BOOK_URL is told of when it is needed. */
function getBookCommandSettingsOr(instead: { hasColour: boolean }) {
  try {
    return getBookCommandSettings();
  } catch {
    return instead;
  }
}

function openSession({ signal, from, pauseMs = PAUSE_MS }: Start, screen: Screen): Session {
  const settings = getBookCommandSettings();
  return { settings, screen, signal, from: settings.startedIn ?? from, pauseMs };
}

function prepare(program: Command, screen: Screen): void {
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .showHelpAfterError("(--help shows how)")
      .configureOutput({
        writeOut: (text) => screen.out(text.trimEnd()),
        writeErr: (text) => screen.tell(text.trimEnd()),
      });
}

/** What is on its way may note what was confirmed; it is not waited for longer than a person would. */
const GRACE_MS = 1_000;

async function orInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const hasEnded = new AbortController();
  const stopping = async (): Promise<never> => {
    if (!signal.aborted) await once(signal, "abort", { signal: hasEnded.signal });
    await sleep(GRACE_MS, undefined, { signal: hasEnded.signal });
    throw interrupted();
  };
  try {
    return await Promise.race([work, stopping()]);
  } finally {
    hasEnded.abort();
  }
}

type Where = { screen: Screen; isJson: boolean };

async function runVerb(verb: () => Promise<Outcome>, { screen, isJson }: Where): Promise<number> {
  try {
    const { exit = EXIT.done, lines, json } = await verb();
    const ok = exit === EXIT.done;
    if (isJson) screen.out(JSON.stringify({ ok, ...json }, undefined, 2));
    else for (const line of lines) screen.out(line);
    return exit;
  } catch (error) {
    const problem = asProblem(error);
    screen.tell(problem.message);
    if (isJson)
      screen.out(
        JSON.stringify({ ok: false, error: problem.message, ...problem.details }, undefined, 2),
      );
    return problem.exit;
  }
}

function asProblem(error: unknown): BookProblem {
  if (error instanceof BookProblem) return error;
  if (error instanceof SettingError) return new BookProblem(error.message, EXIT.usage);
  throw error;
}
