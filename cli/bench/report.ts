/** Says what was measured: a table of ratios for people, the same figures as JSON for whoever compares runs. */
import { writeFile } from "node:fs/promises";
import { countVisits, printEvenings } from "@/cli/bench/evening/describe";
import type { Evenings } from "@/cli/bench/evening/measure";
import { LEAST_RATIO, type LetterRates } from "@/cli/bench/letters";
import type { Row } from "@/cli/bench/scenarios";

export type Measured = {
  rows: Row[];
  scripts: { own: number; framework: number };
  layoutShift: number | undefined;
  letters: LetterRates;
  evenings: Evenings;
};

const RESULT_FILE = "bench.json";
const MOST_OWN_SCRIPT = 20 * 1024;
const MOST_SHIFT = 0.02;

/** The exit code. */
export async function report(measured: Measured): Promise<number> {
  const { rows, scripts, layoutShift, letters } = measured;
  console.table(rows.map(describeRow));
  console.table([describeLetters(letters)]);
  printEvenings(measured.evenings);
  console.log(
    `Our own JavaScript on a chapter page: ${kilobytes(scripts.own)} gzip over the framework's ${kilobytes(scripts.framework)} (aim: at most ${kilobytes(MOST_OWN_SCRIPT)}; ${verdict(scripts.own <= MOST_OWN_SCRIPT)}).`,
  );
  console.log(
    layoutShift === undefined
      ? "Layout shift on a phone: not measured, no browser was found."
      : `Layout shift on a phone: ${layoutShift.toFixed(4)} (aim: below ${MOST_SHIFT}; ${verdict(layoutShift < MOST_SHIFT)}).`,
  );
  await writeFile(RESULT_FILE, `${JSON.stringify(withCounts(measured), null, 2)}\n`);
  console.log(
    `Written to ${RESULT_FILE}. Machines differ and are noisy: compare ratios of one run, not figures of two.`,
  );
  if (!hasWrong(measured)) return 0;
  console.error("Some answers were wrong: see the tables. That is a mistake, however fast it is.");
  return 1;
}

/** Of tens of thousands of single visits the file holds what they came to. */
function withCounts({ evenings, ...measured }: Measured) {
  const { visits, ...evening } = evenings.evening;
  const counted = { ...evening, visits: countVisits(visits) };
  return { ...measured, evenings: { ...evenings, evening: counted } };
}

/** Speed is told; a wrong answer, a lost signup or a page of the wrong edition fails. */
const hasWrong = ({ rows, evenings: { evening, overload } }: Measured) =>
  rows.some(({ load }) => load.wrong > 0) ||
  evening.lost > 0 ||
  overload.wrong > 0 ||
  evening.visits.some(({ outcome }) => outcome === "wrong");

function describeRow(row: Row) {
  const { what, load, bare } = row;
  return {
    what,
    "requests/s": Math.round(load.perSecond),
    "CPU ms": load.cpuMs?.toFixed(2) ?? "unknown",
    "p99 ms": load.p99Ms,
    "bare Node: requests/s": bare ? Math.round(bare.perSecond) : "",
    "CPU ms ": bare?.cpuMs?.toFixed(3) ?? "",
    "times slower": bare ? (bare.perSecond / load.perSecond).toFixed(1) : "",
    "times the CPU": cpuRatio(row)?.toFixed(1) ?? "",
    aim: describeAim(row),
    wrong: load.wrong,
  };
}

function describeLetters({ path, nodemailer, ratio }: LetterRates) {
  return {
    what: "letter, from the queue to its end",
    "letters/s": Math.round(path.perSecond),
    "CPU ms": path.cpuMs.toFixed(2),
    "bare nodemailer: letters/s": Math.round(nodemailer.perSecond),
    "CPU ms ": nodemailer.cpuMs.toFixed(2),
    ratio: ratio.toFixed(2),
    aim: `at least ${LEAST_RATIO}: ${verdict(ratio >= LEAST_RATIO)}`,
  };
}

function describeAim(row: Row): string {
  const { aim, load } = row;
  if ("perSecond" in aim)
    return `${aim.perSecond} requests/s: ${verdict(load.perSecond >= aim.perSecond)}`;
  const ratio = cpuRatio(row) ?? (row.bare ? row.bare.perSecond / load.perSecond : undefined);
  const isMet = ratio !== undefined && ratio <= aim.timesBareNode;
  return `at most ${aim.timesBareNode} times bare Node: ${verdict(isMet)}`;
}

const cpuRatio = ({ load, bare }: Row) =>
  load.cpuMs && bare?.cpuMs ? load.cpuMs / bare.cpuMs : undefined;

const verdict = (isMet: boolean) => (isMet ? "met" : "not met");
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
