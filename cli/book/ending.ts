/** How the command line ends when it cannot go on: one sentence for the person, one number for scripts. */

export const EXIT = { done: 0, failed: 1, usage: 2, notAllowed: 4, interrupted: 130 } as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** `details` go into the JSON answer. */
export class BookProblem extends Error {
  override name = "BookProblem";
  readonly exit: Exit;
  readonly details: object;

  constructor(sentence: string, exit: Exit = EXIT.failed, details: object = {}) {
    super(sentence);
    this.exit = exit;
    this.details = details;
  }
}

export const interrupted = () =>
  new BookProblem(
    "Interrupted. What was done so far stays; the same command goes on from there.",
    EXIT.interrupted,
  );

/** What a verb ends with: lines for a person, or the same as JSON for a program. */
export type Outcome = { exit?: Exit; lines: string[]; json: object };
