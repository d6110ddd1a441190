/** Sends one letter of the outbox; sending again after a doubtful answer repeats the same Message-ID. */
import { log } from "@/lib/log";
import { composeLetter } from "@/lib/mail/compose-letter";
import { isTemplateName, kindOf, type TemplateName } from "@/lib/mail/letter-kinds";
import {
  markDead,
  markSent,
  noteAnswer,
  type TakenLetter,
  takeUpLetter,
} from "@/lib/mail/letter-rows";
import { Refused } from "@/lib/mail/refused";
import { isSuppressed } from "@/lib/mail/suppression";
import { getTransport, type Mail } from "@/lib/mail/transport";
import { Unavailable } from "@/lib/unavailable";

/** Throws Unavailable when the mail server should be asked again; a letter that is sent, dead or gone is done. */
export async function sendLetter(letterId: string): Promise<void> {
  if (getTransport().isResting?.()) throw new Unavailable("The mail server rests for a moment.");
  const letter = await takeUpLetter(letterId);
  if (!letter) return;
  const { template } = letter;
  if (!isTemplateName(template)) return bury(letter, `there is no template ${template}`);
  const obstacle = await findObstacle(letter, template);
  if (obstacle) return bury(letter, obstacle);
  const answer = await send(letter, await composeLetter({ ...letter, template }));
  if (answer instanceof Refused) return bury(letter, answer.message);
  await markSent(letter.id, answer);
  log().info({ letterId, template, tries: letter.tries }, "a letter was sent");
}

async function send(letter: TakenLetter, mail: Mail): Promise<string | Refused> {
  try {
    return await getTransport().send(mail);
  } catch (error) {
    if (error instanceof Refused) return error;
    const reason = error instanceof Error ? error.message : String(error);
    await noteAnswer(letter.id, reason).catch(() => undefined);
    throw new Unavailable(`The mail server did not take the letter: ${reason}`, { cause: error });
  }
}

async function findObstacle(
  { to, ageSeconds, isSuperseded }: TakenLetter,
  template: TemplateName,
): Promise<string | undefined> {
  const {
    livesSeconds = Number.POSITIVE_INFINITY,
    isSeries = false,
    isTransactional,
  } = kindOf(template);
  if (ageSeconds > livesSeconds) return "its time was over before it could leave";
  if (isSuperseded && !isSeries) return "a newer letter of its kind took its place";
  return (await isSuppressed(to, { isTransactional }))
    ? "the address gets no such mail"
    : undefined;
}

async function bury({ id, template }: TakenLetter, reason: string) {
  await markDead(id, reason);
  log().warn({ letterId: id, template, reason }, "a letter will not be sent");
}
