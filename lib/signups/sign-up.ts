/** Unlocks a chapter for an address: reader, signup with consent, grant and letter in one repeatable transaction. */

import type { Asker } from "@/lib/access/asker";
import { claimIdempotencyKey } from "@/lib/db/idempotency";
import { keepPlans } from "@/lib/db/kept-plans";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import { err, ok, type Result } from "@/lib/result";
import { findUnlockable, type Unlockable } from "@/lib/signups/find-unlockable";
import { makeConfirmUrl, makeUnsubscribeUrl } from "@/lib/signups/links";
import { type RecordedSignup, recordSignup } from "@/lib/signups/record-signup";

export type SignUpRequest = {
  email: string;
  /** Without one, the book's opening chapter. */
  chapter?: string;
  asker: Asker;
  page: string;
  network: string;
  /** The form's, where its script told one. */
  zone?: string;
  /** Which door it came through; without a word, the form. */
  source?: "form" | "api";
  /** From a client that wants to be told when it reuses a key for something else. */
  idempotencyKey?: string;
};

export type SignedUp =
  | { state: "open"; chapter: string; anchor: string | null; grantId: string }
  | { state: "mailed"; chapter: string };

export type SignUpProblem = "no_such_chapter" | "no_form_here" | "has_free_chapter" | "key_reused";

/**
 * The key is address and chapter: a repeat gets the first answer, from any browser, and no second letter within a day.
 * At most six round trips: BEGIN, look up, record, letter, job, COMMIT.
 */
export async function signUp(request: SignUpRequest): Promise<Result<SignedUp, SignUpProblem>> {
  const answer = await transaction(async (connection) => {
    const tx = keepPlans(connection);
    if (!(await isOwnKey(tx, request))) return err("key_reused");
    const found = await findUnlockable(tx, request);
    if (!found.ok) return found;
    const signup = await recordSignup(tx, {
      ...request,
      chapterId: found.value.chapterId,
      source: request.source ?? "form",
      zone: request.zone ?? null,
    });
    await enqueueConfirmation(tx, { signup, chapter: found.value, email: request.email });
    return ok(describeAnswer(signup, found.value));
  });
  log().info(
    { event: "signup", outcome: answer.ok ? answer.value.state : answer.reason },
    "signup answered",
  );
  return answer;
}

async function isOwnKey(
  tx: Db,
  { idempotencyKey, email, chapter }: SignUpRequest,
): Promise<boolean> {
  if (!idempotencyKey) return true;
  return claimIdempotencyKey(tx, {
    owner: `signups:${email}`,
    key: idempotencyKey,
    body: { chapter },
  });
}

function describeAnswer(signup: RecordedSignup, chapter: Unlockable): SignedUp {
  if (!signup.grantId) return { state: "mailed", chapter: chapter.slug };
  return {
    state: "open",
    chapter: chapter.slug,
    anchor: chapter.firstLockedBlock,
    grantId: signup.grantId,
  };
}

type Confirmation = { signup: RecordedSignup; chapter: Unlockable; email: string };

async function enqueueConfirmation(tx: Db, { signup, chapter, email }: Confirmation) {
  if (signup.isConfirmed) return;
  await enqueueLetter(tx, {
    key: `confirm-signup:${signup.id}:${signup.ageInDays}`,
    to: email,
    template: "confirm-signup",
    props: {
      ...chapter.voice,
      chapterTitle: chapter.title,
      chapterUrl: chapter.url,
      extraTitle: chapter.extraTitle,
      courseLength: chapter.courseLength,
      opensChapter: signup.grantId === null,
      unsubscribeUrl: await makeUnsubscribeUrl(signup.readerId),
    },
    secret: { confirmUrl: await makeConfirmUrl(signup.id, signup.createdAt) },
  });
}
