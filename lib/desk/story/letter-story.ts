/** The part of a story that letters tell: written, tried, left, and what servers and providers reported of them. */
import { and, asc, eq, inArray, or } from "drizzle-orm";
import { deliveryReports, letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { hideSecrets } from "@/lib/desk/failures/hide-addresses";
import { MOST_EVENTS, type Shows, type StoryEvent, type Trail } from "@/lib/desk/story/story-event";
import { idOfKey } from "@/lib/jobs/enqueue-job";
import { queuesOf } from "@/lib/mail/letter-kinds";
import { messageIdOf } from "@/lib/mail/message-id";
import { addressHashes } from "@/lib/mail/suppression";

export async function letterStory(db: Db, trail: Trail, shows: Shows): Promise<StoryEvent[]> {
  const found = await listLetters(db, trail);
  for (const letter of found) {
    trail.letterIds.add(letter.id);
    for (const jobId of jobIdsOf(letter)) trail.jobIds.add(jobId);
  }
  const events = found.flatMap((letter): StoryEvent[] => {
    const { id, template, state, tries, notBefore, at, sentAt } = letter;
    const answer = letter.answer && hideSecrets(letter.answer);
    const person = shows.showsAddresses
      ? { to: letter.to, readerId: letter.readerId }
      : { to: null, readerId: null };
    return [
      { kind: "letter", at, id, template, state, tries, answer, notBefore, ...person },
      ...(sentAt ? [{ kind: "sent" as const, at: sentAt, template, tries, answer }] : []),
    ];
  });
  return [...events, ...(await reportStory(db, found))];
}

type Found = Awaited<ReturnType<typeof listLetters>>;

const listLetters = (db: Db, { requestIds, letterIds }: Trail) =>
  db
    .select({
      id: letters.id,
      key: letters.key,
      template: letters.template,
      state: letters.state,
      tries: letters.tries,
      answer: letters.lastAnswer,
      notBefore: letters.notBefore,
      at: letters.createdAt,
      sentAt: letters.sentAt,
      to: letters.to,
      readerId: readers.id,
    })
    .from(letters)
    .leftJoin(readers, eq(readers.email, letters.to))
    .where(or(inArray(letters.requestId, [...requestIds]), inArray(letters.id, [...letterIds])))
    .orderBy(asc(letters.createdAt))
    .limit(MOST_EVENTS);

const jobIdsOf = ({ id, template }: Found[number]): string[] =>
  queuesOf(template).map((queue) => idOfKey(queue, id));

async function reportStory(db: Db, found: Found): Promise<StoryEvent[]> {
  return db
    .select({
      kind: deliveryReports.kind,
      at: deliveryReports.at,
      detail: deliveryReports.detail,
    })
    .from(deliveryReports)
    .where(
      and(
        inArray(deliveryReports.addressHash, [
          ...new Set(found.flatMap(({ to }) => addressHashes(to))),
        ]),
        inArray(
          deliveryReports.messageId,
          found.map(({ key }) => messageIdOf(key)),
        ),
      ),
    )
    .orderBy(asc(deliveryReports.at))
    .limit(MOST_EVENTS);
}
