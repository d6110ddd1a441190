/** Prints what a long run saw beside what it was to reach: each figure at once, and all as one table at the end of its file. */
import { afterAll } from "vitest";

export type Figure = { under: string; done: string; expected: string; seen: string };

export function printFigures(): (figure: Figure) => void {
  const figures: Figure[] = [];
  afterAll(() => console.table(figures));
  return (figure) => {
    figures.push(figure);
    console.log(`${figure.under}: ${figure.seen}`);
  };
}
