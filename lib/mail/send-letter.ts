/** Sends one letter of the outbox; sending again after a doubtful answer repeats the same Message-ID. */
import { log } from "@/lib/log";
import { composeSharedLetter } from "@/lib/mail/compose-shared-letter";
import { isTemplateName, kindOf, type TemplateName, TIME_WAS_OVER } from "@/lib/mail/letter-kinds";
import {
  markDead,
  markSent,
  noteAnswer,
  type TakenLetter,
  takeUpLetter,
} from "@/lib/mail/letter-rows";
import { type OnSuppressed, recordHardBounce, recordSoftBounce } from "@/lib/mail/record-bounce";
import { PutOff, Refused, TurnedAway } from "@/lib/mail/refused";
import { isSuppressed } from "@/lib/mail/suppression";
import { getTransport } from "@/lib/mail/transport";
import { Unavailable } from "@/lib/unavailable";

/** After longer, a letter may have been held or sent before its turn came. */
const STAYS_TAKEN_MS = 5_000;

type Sending = { onSuppressed?: OnSuppressed };

/**
 * Throws Unavailable when the mail server should be asked again, TurnedAway when somebody should see to it as well; a
 * letter that is sent, dead or gone is done.
 */
export async function sendLetter(letterId: string, { onSuppressed }: Sending = {}): Promise<void> {
  const letter = await takeUpLetter(letterId);
  if (!letter) return;
  const { template, tries } = letter;
  /** A deploy that was taken back may come again, so the letter is kept. */
  if (!isTemplateName(template)) throw new Error(`there is no template ${template}`);
  const obstacle = await findObstacle(letter, template);
  if (obstacle) return bury(letter, obstacle);
  const answer = await send(letter, template);
  if (answer === undefined) return;
  if (answer instanceof Refused && answer.isInboxGone)
    return recordHardBounce({ letter, answer: answer.message, onSuppressed });
  if (answer instanceof Refused) return bury(letter, answer.message);
  await markSent({ ...letter, answer });
  log().info({ letterId, template, tries: tries + 1 }, "a letter was sent");
}

/** Its final no is an answer too; undefined where somebody held or sent it before its turn came. */
async function send(
  letter: TakenLetter,
  template: TemplateName,
): Promise<string | Refused | undefined> {
  const isWanted = rememberTakingUp(letter.id);
  const mail = await composeSharedLetter({ ...letter, template }).catch((error: unknown) =>
    noteAndThrow(letter, error),
  );
  try {
    return await getTransport(letter.lane).send(mail, isWanted);
  } catch (error) {
    if (error instanceof Refused) return error;
    /** It rests, so nobody was asked. */
    if (error instanceof Unavailable) throw error;
    if (error instanceof TurnedAway && !isShortLived(template)) return noteAndThrow(letter, error);
    if (error instanceof PutOff) await recordSoftBounce({ letter, answer: error.message });
    const problem = `The mail server did not take the letter: ${reasonOf(error)}`;
    return noteAndThrow(letter, new Unavailable(problem, { cause: error }));
  }
}

/** It is tried while it is worth anything: by the time somebody replays it, it would be worth nothing. */
const isShortLived = (template: TemplateName) => kindOf(template).livesSeconds !== undefined;

function rememberTakingUp(id: string): () => Promise<boolean> {
  const takenAt = performance.now();
  return async () =>
    performance.now() - takenAt < STAYS_TAKEN_MS || (await takeUpLetter(id)) !== undefined;
}

async function noteAndThrow({ key }: TakenLetter, error: unknown): Promise<never> {
  await noteAnswer({ key, answer: reasonOf(error) }).catch(() => undefined);
  throw error;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function findObstacle(
  { to, ageSeconds, isSuperseded }: TakenLetter,
  template: TemplateName,
): Promise<string | undefined> {
  const {
    livesSeconds = Number.POSITIVE_INFINITY,
    isSeries = false,
    isTransactional,
  } = kindOf(template);
  if (ageSeconds > livesSeconds) return TIME_WAS_OVER;
  if (isSuperseded && !isSeries) return "a newer letter of its kind took its place";
  return (await isSuppressed(to, { isTransactional }))
    ? "the address gets no such mail"
    : undefined;
}

async function bury({ id, key, template }: TakenLetter, reason: string) {
  await markDead({ key, answer: reason });
  log().warn({ letterId: id, template, reason }, "a letter will not be sent");
}
