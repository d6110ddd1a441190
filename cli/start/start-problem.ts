/** Something that stops the start; the message is one sentence for the person at the terminal, with what to do. */
export class StartProblem extends Error {
  override name = "StartProblem";
}
