/** An event of somebody's timeline in words. */
import { LEFT_WORDS } from "@/app/(author)/author/audience/audience-words";
import type { TimelineEvent } from "@/lib/desk/audience/timeline";

export type Told = { title: string; detail?: string | null; tone?: "good" | "bad" };

export function tellEvent(event: TimelineEvent): Told {
  switch (event.kind) {
    case "signed_up":
      return tellSignup(event);
    case "consented":
      return tellConsent(event);
    case "opened_chapter":
      return good(`Opened “${event.chapter}” by the form`);
    case "confirmed":
      return good(`Confirmed the signup for “${event.chapter}”`);
    case "signup_left":
      return bad("Left the mailing list");
    case "imported":
      return { title: "Came by an imported list" };
    case "signed_in":
      return { title: "Logged in" };
    case "letter":
      return tellLetter(event);
    case "delivered":
      return { title: "The mail host took a letter", detail: event.detail };
    case "soft_bounce":
      return bad("A letter came back for now", event.detail);
    case "hard_bounce":
      return bad("A letter came back for good", event.detail);
    case "complaint":
      return bad("Reported a letter as spam", event.detail);
    case "lesson_sent":
      return { title: `Lesson “${event.lesson}” written to them` };
    case "lesson_skipped":
      return { title: `Lesson “${event.lesson}” skipped` };
    case "granted":
      return good(`Got ${thing(event)}`, GRANT_SOURCES[event.source] ?? event.source);
    case "revoked":
      return bad(`Lost ${thing(event)}`, event.reason);
    case "suppressed":
      return bad("The address gets no mail any more", reasonWords(event.reason));
    case "noted":
      return { title: ACTIONS[event.action] ?? event.action, detail: byWhom(event.actor) };
  }
}

const good = (title: string, detail?: string | null): Told => ({ title, detail, tone: "good" });
const bad = (title: string, detail?: string | null): Told => ({ title, detail, tone: "bad" });

const thing = ({ scope, chapter }: { scope: string; chapter: string | null }): string =>
  scope === "book" ? "the book" : `“${chapter}”`;

const byWhom = (actor: string): string =>
  actor.startsWith("reader:") ? "By themself" : `By ${actor.replace(/^author:/, "")}`;

type Signup = { chapter: string; page: string | null; network: string };

const tellSignup = ({ chapter, page, network }: Signup): Told => ({
  title: `Signed up for “${chapter}”`,
  detail: `${page ? `On ${page}, from` : "From"} the network ${network}`,
});

type Consent = { wording: string; proof: string | null; page: string };

const tellConsent = ({ wording, proof, page }: Consent): Told =>
  proof
    ? { title: "Agreed, by the author's word", detail: `“${wording}” Proof: ${proof}` }
    : { title: "Agreed", detail: `“${wording}” on ${page}` };

const GRANT_SOURCES: Record<string, string> = {
  unlock: "By the form",
  confirmation: "By confirming",
  extra: "The extra chapter",
  order: "Bought",
  claim: "Owns the paper book",
  author: "Given by an author",
};

const ACTIONS: Record<string, string> = {
  "course.paused": "Paused the course",
  "course.resumed": "Resumed the course",
  "course.skipped": "Skipped a lesson",
  "course.left": "Left the course",
  "course.rejoined": "Came back to the course",
  "course.started": "Started the course",
  "signup.unsubscribed": "Pressed unsubscribe",
  "audience.mail-stopped": "Stopped all mail to this address",
};

const LETTERS: Record<string, string> = {
  "sign-in": "Login letter",
  "confirm-signup": "Letter that asks to confirm",
  "extra-chapter": "Letter with the extra chapter",
  lesson: "Lesson",
  "companion-chapter": "Chapter of the reading companion",
  broadcast: "Broadcast",
};

type Letter = { template: string; state: string; answer: string | null; tries: number };

function tellLetter({ template, state, answer, tries }: Letter): Told {
  const name = LETTERS[template] ?? template;
  const said = answer ? `The mail server said: ${answer}` : undefined;
  if (state === "sent") return good(`${name} sent`, said);
  if (state === "dead") return bad(`${name} could not be sent`, said);
  if (state === "held") return { title: `${name} held: its broadcast is paused`, detail: said };
  const times = tries === 1 ? "Tried once" : `Tried ${tries} times`;
  return { title: `${name} waits`, detail: tries > 0 ? `${times}. ${said ?? ""}` : said };
}

const reasonWords = (reason: string): string =>
  Object.entries(LEFT_WORDS).find(([name]) => name === reason)?.[1] ?? reason;
