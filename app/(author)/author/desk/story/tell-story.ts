/** An event of a story in words. */

import { shortIn } from "@/app/(author)/author/desk/desk-time";
import { actorWords, causeTitle, queueWords } from "@/app/(author)/author/desk/desk-words";
import { nameOfLetters } from "@/lib/desk/state/describe-state";
import type { StoryEvent } from "@/lib/desk/story/story-event";

export type Told = {
  title: string;
  detail?: string | null;
  tone?: "good" | "bad";
  href?: string;
};

type Of<Kind extends StoryEvent["kind"]> = Extract<StoryEvent, { kind: Kind }>;

export function tellStory(event: StoryEvent, timezone: string): Told {
  switch (event.kind) {
    case "answer_failed":
      return tellAnswer(event);
    case "agreed":
      return {
        title: `Pressed the button on ${event.page === "/" ? "the landing page" : event.page}, and agreed`,
        detail: `“${event.wording}”${event.network ? ` From the network ${event.network}.` : ""}`,
      };
    case "signed_up":
      return good(
        `Signed up for “${event.chapter}”`,
        event.wasOpened ? "The chapter opened at once." : "The letter’s button opens it.",
      );
    case "confirmed":
      return good(`Pressed the letter’s button: confirmed “${event.chapter}”`);
    case "left":
      return { title: "Left the mailing list" };
    case "granted":
      return { title: `May read ${thing(event.chapter)}`, detail: SOURCES[event.source] };
    case "revoked":
      return bad(`May not read ${thing(event.chapter)} any more`, event.reason);
    case "letter":
      return tellLetter(event, timezone);
    case "sent":
      return good(
        `The mail server took the ${nameOf(event.template)}`,
        triesWords(event.tries, event.answer),
      );
    case "job":
      return {
        title: `Put into the queue: ${queueWords(event.queue)}`,
        detail: JOB_STATES[event.state] ?? event.state,
      };
    case "job_ended":
      return { title: `Left the queue: ${queueWords(event.queue)}` };
    case "try_failed":
      return bad(`Try ${event.tries} failed: ${causeTitle(event.cause)}`, event.message);
    case "failed_for_good":
      return {
        ...bad(`Given up after ${event.tries} tries: ${causeTitle(event.cause)}`, event.message),
        href: `/author/desk/failures/${event.id}`,
      };
    case "mended":
      return good("Done by its replay");
    case "skipped":
      return { title: "Skipped: it is never done" };
    case "deed":
      return {
        title: DEEDS[event.action] ?? event.action,
        detail: `By ${actorWords(event.actor)}`,
      };
    default:
      return tellReport(event);
  }
}

const good = (title: string, detail?: string | null): Told => ({ title, detail, tone: "good" });
const bad = (title: string, detail?: string | null): Told => ({ title, detail, tone: "bad" });

/** The number that Next shows may have led to several of them. */
const tellAnswer = (event: Of<"answer_failed">): Told => ({
  ...bad(
    `An answer failed: ${event.method} ${event.route}, status ${event.status}`,
    event.message ? `${event.cause}: ${event.message}` : event.cause,
  ),
  href: `/author/desk/story?q=${event.requestId}`,
});

function tellLetter(
  { template, state, to, readerId, notBefore, at, answer, tries }: Of<"letter">,
  timezone: string,
): Told {
  const title = `Wrote a ${nameOf(template)}${to ? ` to ${to}` : ""}`;
  const href = readerId ? `/author/audience/${readerId}` : undefined;
  if (state === "sent") return { title, href };
  if (state === "held") return { title, href, detail: "Held: its broadcast is paused." };
  if (state === "dead")
    return { ...bad(title, `It will not leave: ${answer ?? "no reason is known"}.`), href };
  const waits = notBefore.getTime() - at.getTime() > 1_000;
  const when = waits ? `It waits until ${shortIn(notBefore, timezone)}. ` : "It waits. ";
  return { title, href, detail: `${when}${tries > 0 ? triesWords(tries, answer) : ""}` };
}

function tellReport({
  kind,
  detail,
}: Of<"delivered" | "soft_bounce" | "hard_bounce" | "complaint">): Told {
  switch (kind) {
    case "delivered":
      return good("The inbox’s host took it", detail);
    case "soft_bounce":
      return bad("It came back for now", detail);
    case "hard_bounce":
      return bad("It came back for good", detail);
    case "complaint":
      return bad("It was reported as spam", detail);
  }
}

const triesWords = (tries: number, answer: string | null): string =>
  `${tries === 1 ? "At the first try." : `After ${tries} tries.`}${answer ? ` It said: ${answer}` : ""}`;

const nameOf = (template: string): string => nameOfLetters(template)[0];

const thing = (chapter: string | null): string => (chapter === null ? "the book" : `“${chapter}”`);

const SOURCES: Record<string, string> = {
  unlock: "By the form, in this browser",
  confirmation: "By confirming",
  extra: "The extra chapter",
  order: "Bought",
  claim: "Owns the paper book",
  author: "Given by an author",
};

const JOB_STATES: Record<string, string> = {
  created: "It waits for its turn.",
  retry: "It waits for its next try.",
  active: "It runs now.",
  completed: "It is done.",
  cancelled: "It was taken out.",
  failed: "It was given up.",
};

const DEEDS: Record<string, string> = {
  "failure.replayed": "Replayed",
  "failure.skipped": "Skipped",
  "jobs.tried-now": "Had waiting jobs tried at once",
  "incident.known": "Said that they know",
};
