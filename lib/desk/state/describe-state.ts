/** The desk's first sentence: what is wrong, for whom, or that all is well; by rules, from what was counted. */
import type { CountedLetters, FailedWork } from "@/lib/desk/state/count-waiting";

export type Facts = {
  /** Open ones that were seen a moment ago, the worst first. */
  incidents: { cause: string; title: string; isKnown: boolean }[];
  late: CountedLetters;
  /** Letters that have not left yet, jobs that are due (some always are, on a busy day), and those that failed before. */
  waiting: { letters: number; jobs: number; tried: number };
  failed: FailedWork;
  /** Answers that readers saw fail in the last five minutes, and in the last day. */
  failedAnswers: { lately: number; today: number };
  /** Null: nobody ever looked. */
  alarmsSilentSeconds: number | null;
};

/** well: nothing to do. watch: it mends itself, or waits for somebody. harm: readers notice. */
export type Standing = { tone: "well" | "watch" | "harm"; sentence: string };

export const ALARMS_LOOK_WITHIN_SECONDS = 120;

export function describeState(facts: Facts): Standing {
  const troubles = troublesOf(facts);
  const { lately } = facts.failedAnswers;
  if (troubles.length === 0 && lately === 0) return { tone: "well", sentence: wellWords(facts) };
  const notice = readersWords(facts);
  const readers = notice ?? "readers unaffected";
  const sentence = troubles.length > 0 ? `${inList(troubles)}; ${readers}` : readers;
  return { tone: notice ? "harm" : "watch", sentence: `${capital(sentence)}.` };
}

/** What readers notice; undefined where they notice nothing. One of them may have seen several errors. */
function readersWords({ failedAnswers: { lately }, incidents, late }: Facts): string | undefined {
  if (lately > 0) return `readers saw ${counted(lately, "error")} in 5 minutes`;
  if (incidents.some(({ cause }) => SEEN_BY_READERS.has(cause))) return "readers notice";
  return late.some(({ template }) => template === "sign-in")
    ? "whoever logs in waits, the others read on"
    : undefined;
}

/** Incidents about what a reader sees: failing answers, pages that the site reads itself, login letters that never came. */
const SEEN_BY_READERS = new Set(["answers", "reader", "expired:sign-in"]);

function wellWords({ waiting, failedAnswers: { today } }: Facts): string {
  const wait = waitingWords(waiting);
  return today === 0
    ? `All well: ${wait}, ${waiting.tried > 0 ? "no answer" : "nothing"} failed in the last 24 hours.`
    : `All well now: ${wait}. ${counted(today, "answer")} failed in the last 24 hours.`;
}

function waitingWords({ letters, jobs, tried }: Facts["waiting"]): string {
  const words = [
    letters > 0 && `${counted(letters, "letter")} on ${letters === 1 ? "its" : "their"} way`,
    letters === 0 && jobs > 0 && `${counted(jobs, "job")} due`,
    tried > 0 && `${counted(tried, "job")} tried again`,
  ].filter((part) => part !== false);
  return words.length > 0 ? words.join(", ") : "nothing waits";
}

function troublesOf(facts: Facts): string[] {
  const { late, failed, alarmsSilentSeconds } = facts;
  return [
    ...incidentWords(facts.incidents.filter((incident) => !isCounted(incident))),
    ...letterWords(late).map((words) => `${words} delayed`),
    ...letterWords(failed.refused).map((words) => `${words} refused by the mail server`),
    ...letterWords(failed.letters).map((words) => `${words} could not be sent`),
    ...(failed.others > 0 ? [`${counted(failed.others, "job")} failed for good`] : []),
    ...silenceWords(alarmsSilentSeconds),
  ];
}

/** What the sentence says by its number, as it is now: where there is none left, the incident is over or soon will be. */
const isCounted = ({ cause }: { cause: string }): boolean =>
  cause.startsWith("letters:") || cause.startsWith("failures:");

/** Two fit into a sentence; the list below it has them all. */
function incidentWords(incidents: Facts["incidents"]): string[] {
  const named = incidents
    .slice(0, 2)
    .map(({ title, isKnown }) => lowerFirst(isKnown ? `${title} (known)` : title));
  const more = incidents.length - named.length;
  return more > 0 ? [...named, `${counted(more, "more alarm")} ringing`] : named;
}

/** One kind by its name; several by their number. */
function letterWords(letters: CountedLetters): string[] {
  const [first, ...others] = letters;
  if (!first) return [];
  if (others.length === 0) return [counted(first.count, ...nameOfLetters(first.template))];
  const all = letters.reduce((sum, { count }) => sum + count, 0);
  return [counted(all, "letter")];
}

function silenceWords(seconds: number | null): string[] {
  if (seconds === null) return ["the alarms have not looked yet"];
  if (seconds < ALARMS_LOOK_WITHIN_SECONDS) return [];
  return [`the alarms have not looked for ${counted(Math.round(seconds / 60), "minute")}`];
}

const NAMES: Record<string, [string, string]> = {
  "sign-in": ["login letter", "login letters"],
  "confirm-signup": ["welcome letter", "welcome letters"],
  "extra-chapter": ["extra-chapter letter", "extra-chapter letters"],
  "editor-invitation": ["invitation", "invitations"],
  lesson: ["lesson", "lessons"],
  "companion-chapter": ["mailed chapter", "mailed chapters"],
  broadcast: ["broadcast letter", "broadcast letters"],
};

/** As people speak of one and of several. */
export const nameOfLetters = (template: string): [string, string] =>
  NAMES[template] ?? ["letter", "letters"];

const counted = (many: number, one: string, several = `${one}s`): string =>
  `${many.toLocaleString("en-US")} ${many === 1 ? one : several}`;

const inList = (words: string[]): string =>
  words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** A title begins a sentence of its own, unless its first word is written in capitals. */
const lowerFirst = (words: string): string =>
  /^[A-Z][a-z ]/.test(words) ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
