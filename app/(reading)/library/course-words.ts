import { dayInWords } from "@/app/(reading)/library/day-in-words";
import type { CourseMail } from "@/lib/signups/find-course-mail";

/** How the course stands, in one or two sentences. */
export function describeCourse(mail: CourseMail): string {
  switch (mail.state) {
    case "none":
      return "You are not in it. A chapter that you unlock brings it along, if you say yes to the letter that follows.";
    case "unconfirmed":
      return "It waits for the button in the letter that we sent you.";
    case "active":
      return describeNext(mail);
    case "paused":
      return describeRest(mail);
    case "finished":
      return `You have had ${mail.lessonsTotal === 1 ? "its one lesson" : `all ${mail.lessonsTotal} lessons`}. Thank you for reading them.`;
    case "left":
      return describeLeaving(mail);
  }
}

function describeNext({ next, lessonsTotal, ...mail }: CourseMail): string {
  if (lessonsTotal === 0) return "You are in it. The first lesson comes as soon as it is there.";
  if (!next?.day) return "You have had every lesson that there is so far.";
  return `“${next.subject}”, ${placeOf(mail.lessonsHad, lessonsTotal)}, comes on ${dayInWords(next.day)}, in your morning.`;
}

function describeRest({ next, lessonsHad, lessonsTotal }: CourseMail): string {
  if (!next) return "It rests until you let it go on.";
  return `It rests, for as long as you like. When it goes on, “${next.subject}” comes next, ${placeOf(lessonsHad, lessonsTotal)}.`;
}

const placeOf = (had: number, total: number): string => `lesson ${had + 1} of ${total}`;

const LEFT: Record<NonNullable<CourseMail["leftReason"]>, string> = {
  bought: "It ended when the book became yours: all that it teaches is in there.",
  unsubscribed: "You left our mail, and it stays away until you say otherwise.",
  complained: "A letter of ours was reported as spam, so we stopped writing.",
  bounced: "A letter to your address came back, so we stopped writing to it.",
};

const describeLeaving = ({ leftReason }: CourseMail): string => LEFT[leftReason ?? "unsubscribed"];
