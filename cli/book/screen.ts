/** Where the command line speaks: data on stdout, progress and errors on stderr, questions only on a terminal. */
import { styleText } from "node:util";
import { confirm, isCancel } from "@clack/prompts";
import { interrupted } from "@/cli/book/ending";

export type Screen = {
  /** One line of data. */
  out: (line: string) => void;
  /** One line for the person who waits. */
  tell: (line: string) => void;
  /** The same line again and again, on a terminal only. */
  draw: (line: string) => void;
  isTerminal: boolean;
  colour: (name: Colour, text: string) => string;
  /** Throws when the person interrupts. */
  ask: (question: string, signal: AbortSignal) => Promise<boolean>;
};

type Colour = "green" | "yellow" | "red" | "dim";

export function openScreen({ hasColour }: { hasColour: boolean }): Screen {
  const { stdin, stdout, stderr } = process;
  stdout.on("error", ignoreClosedPipe);
  const isColoured = hasColour && stdout.isTTY === true;
  return {
    out: (line) => void stdout.write(`${line}\n`),
    tell: (line) => void stderr.write(`${line}\n`),
    draw: (line) => void stderr.write(`\r\u001b[2K${line}`),
    isTerminal: stdin.isTTY === true && stderr.isTTY === true,
    colour: (name, text) => (isColoured ? styleText(name, text, { validateStream: false }) : text),
    ask,
  };
}

async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const answer = await confirm({
    message: question,
    initialValue: false,
    output: process.stderr,
    signal,
  });
  if (isCancel(answer)) throw interrupted();
  return answer;
}

/** `| head` has read enough. */
function ignoreClosedPipe(error: NodeJS.ErrnoException) {
  if (error.code !== "EPIPE") throw error;
}
