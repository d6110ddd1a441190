/** Runs the author's command line in this process, as it would run at a terminal or in a script. */
import { runBook } from "@/cli/book/run";
import { publishSettings } from "@/lib/config";

export type Run = {
  exit: number;
  /** On stdout and on stderr. */
  said: string;
  told: string;
  json: () => Record<string, unknown>;
};

type Options = {
  settings?: Record<string, string | undefined>;
  signal?: AbortSignal;
  /** What the person at the terminal answers; without it there is no terminal. */
  answers?: boolean[];
};

const questions: string[] = [];

export const askedQuestions = (): string[] => questions.splice(0);

export async function book(args: string[], options: Options = {}): Promise<Run> {
  const { settings = {}, signal = new AbortController().signal, answers } = options;
  publishSettings(settings);
  const said: string[] = [];
  const told: string[] = [];
  const exit = await runBook(args, {
    signal,
    from: "/nowhere",
    pauseMs: 1,
    screen: {
      out: (line) => void said.push(line),
      tell: (line) => void told.push(line),
      draw: () => undefined,
      isTerminal: answers !== undefined,
      colour: (_, text) => text,
      async ask(question) {
        questions.push(question);
        return answers?.shift() ?? false;
      },
    },
  });
  const out = said.join("\n");
  return { exit, said: out, told: told.join("\n"), json: () => JSON.parse(out) };
}
